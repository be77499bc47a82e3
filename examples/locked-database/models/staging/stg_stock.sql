select
    product_id,
    warehouse,
    cast(counted_on as date) as counted_on,
    units
from {{ ref('raw_stock') }}
