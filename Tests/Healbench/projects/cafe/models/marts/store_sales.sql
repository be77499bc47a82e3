with orders as (

    select * from {{ ref('raw_orders') }}

),

payments as (

    select * from {{ ref('raw_payments') }}

)

select
    store,
    status,
    sum(amount_cents) as amount_cents
from orders
inner join payments on orders.id = payments.order_id
group by store, status
