select
    cast(carrier_id as integer) as carrier_id,
    carrier_name,
    cast(price_per_kg as decimal(10, 4)) as price_per_kg
from {{ source('raw', 'carriers') }}
