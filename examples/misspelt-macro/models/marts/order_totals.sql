with items as (

    select order_id, sum(price) as gross
    from {{ ref('stg_order_items') }}
    group by order_id

),

refunds as (

    select order_id, sum(refund) as refunded
    from {{ ref('stg_refunds') }}
    group by order_id

)

select
    items.order_id,
    items.gross,
    coalesce(refunds.refunded, 0) as refunded,
    items.gross - coalesce(refunds.refunded, 0) as net
from items
left join refunds
    on items.order_id = refunds.order_id
