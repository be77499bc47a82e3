select uuid_generate_v4() as row_id, order_id, customer_id, amount
from {{ ref('stg_orders') }}
