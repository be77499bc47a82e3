select
    stock.product_id,
    stock.warehouse,
    stock.units - coalesce(reservations.reserved_units, 0) as available_units
from {{ ref('stg_stock') }} as stock
left join {{ ref('stg_reservations') }} as reservations
    on stock.product_id = reservations.product_id
    and stock.warehouse = reservations.warehouse
