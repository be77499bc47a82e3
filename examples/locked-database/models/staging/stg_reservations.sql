select
    product_id,
    warehouse,
    sum(units) as reserved_units
from {{ ref('raw_reservations') }}
group by product_id, warehouse
