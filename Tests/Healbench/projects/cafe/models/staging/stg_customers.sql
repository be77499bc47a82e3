with source as (

    select * from {{ ref('raw_customers') }}

),

renamed as (

    select
        id as customer_id,
        first_name,
        last_name,
        lower(trim(e_mail)) as e_mail,
        cast(joined_on as date) as joined_on
    from source

)

select * from renamed
