select order_id, customer_id, array(amount)[order_id] as amount
from {{ ref('stg_orders') }}
