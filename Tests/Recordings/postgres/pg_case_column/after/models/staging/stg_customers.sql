with source as (

    select * from {{ source('shop', 'customers') }}

),

renamed as (

    select
        id as customer_id,
        first_name,
        last_name,
        "Email" as email,
        country_code,
        created_at
    from source

)

select * from renamed
