select
    cast(shipment_id as integer) as shipment_id,
    cast(carrier_id as integer) as carrier_id,
    cast(depot_id as integer) as depot_id,
    {{ to_date('shipped_on') }} as shipped_on,
    {{ to_date('delivered_on') }} as delivered_on,
    cast(weight_kg as decimal(10, 2)) as weight_kg,
    service_level
from {{ source('raw', 'shipments') }}
