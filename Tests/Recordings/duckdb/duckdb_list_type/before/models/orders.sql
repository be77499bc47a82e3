select order_id, customer_id, list_sum(amount) as amount
from {{ ref('stg_orders') }}
