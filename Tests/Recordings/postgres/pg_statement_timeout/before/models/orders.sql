select order_id, customer_id, amount, pg_sleep(3)::text as waited
from {{ ref('stg_orders') }}
