with orders as (

    select * from {{ ref('stg_orders') }}

),

payments as (

    select * from {{ ref('order_payments') }}

),

joined as (

    select
        o.order_id,
        o.customer_id,
        o.ordered_on,
        o.status,
        {{ dbt.date_trunc('month', 'o.ordered_on') }} as ordered_month,
        p.card_amount,
        p.cash_amount,
        p.voucher_amount,
        p.total_amount
    from orders as o
    left join payments as p
        on o.order_id = p.order_id

)

select * from joined
