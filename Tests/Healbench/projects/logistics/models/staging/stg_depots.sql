select
    cast(depot_id as integer) as depot_id,
    depot_name,
    region
from {{ source('raw', 'depots') }}
