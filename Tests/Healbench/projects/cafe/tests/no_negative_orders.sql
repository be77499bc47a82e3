select order_id, total
from {{ ref('stg_orders') }}
where total < 0
