select order_id, customer_id, amount, ('{"gift": ' || order_id)::json as note
from {{ ref('stg_orders') }}
