with source as (

    select * from {{ ref('raw_payments') }}

),

renamed as (

    select
        id as payment_id,
        order_id,
        method as payment_method,
        {{ cents_to_euros('amount_cents') }} as amount
    from source

)

select * from renamed
