select
    shipments.shipment_id,
    shipments.depot_id,
    shipments.carrier_id,
    shipments.shipped_on,
    shipments.delivered_on,
    date_diff('day', shipments.shipped_on, shipments.delivered_on) as days_in_transit,
    round(shipments.weight_kg * carriers.price_per_kg, 2) as cost
from {{ ref('stg_shipments') }} as shipments
inner join {{ ref('stg_carriers') }} as carriers
    on shipments.carrier_id = carriers.carrier_id
