with costs as (

    select * from {{ ref('int_shipment_costs') }}

),

scans as (

    select * from {{ ref('stg_scans') }}

),

depots as (

    select * from {{ ref('stg_depots') }}

)

select
    costs.shipment_id,
    costs.shipped_on,
    costs.days_in_transit,
    costs.cost,
    depots.region,
    scans.scan_type as last_scan_type,
    case when costs.days_in_transit > 3 then true else false end as is_late
from costs
left join scans on costs.shipment_id = scans.shipment_id
left join depots on costs.depot_id = depots.depot_id
