with payments as (

    select
        order_id,
        count(*) as payment_count,
        sum(amount) as paid
    from {{ ref('stg_payment') }}
    group by order_id

)

select
    orders.order_id,
    orders.customer_id,
    orders.ordered_on,
    payments.payment_count,
    payments.paid
from {{ ref('stg_orders') }} as orders
left join payments
    on orders.order_id = payments.order_id
