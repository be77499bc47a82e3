select
    region,
    count(*) as shipments,
    sum(case when is_late then 1 else 0 end) as late_shipments,
    round(avg(cost), 2) as average_cost,
    min(shipped_on) as first_shipment_on
from {{ ref('fct_shipments') }}
group by 1
having count(*) > 0
