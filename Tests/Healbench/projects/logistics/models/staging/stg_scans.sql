with numbered as (
    select
        cast(shipment_id as integer) as shipment_id,
        scan_type,
        cast(scanned_at as timestamp) as scanned_at,
        row_number() over (partition by shipment_id order by scanned_at desc) as recency
    from {{ source('raw', 'scans') }}
)

select
    shipment_id,
    scan_type,
    scanned_at
from numbered
where recency = 1
