select order_id, customer_id, cast(amount * 1000 as numeric(4,2)) as amount
from {{ ref('stg_orders') }}
