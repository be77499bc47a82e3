with source as (

    select * from {{ ref('raw_orders') }}

),

renamed as (

    select
        id as order_id,
        customer as customer_id,
        store as store_id,
        ordered_on,
        status,
        {{ cents_to_euros('total_cents') }} as total
    from source

)

select * from renamed
