with source as (

    select * from {{ ref('raw_orders') }}

),

renamed as (

    select
        order_id,
        customer_id,
        -- when the order was placed, shop time
        cast(order_date as date) as order_date,
        {% if true %}
        status,
        cast(amount as decimal(10, 2)) as amount
    from source

)

select * from renamed
