with entries as (

    select * from {{ ref('stg_entries') }}

),

rates as (

    select
        currency,
        valid_from,
        rate,
        lead(valid_from) over (
            partition by currency
            order by valid_from
        ) as valid_until
    from {{ ref('stg_rates') }}

),

converted as (

    select
        e.entry_line_id,
        e.account_code,
        e.booked_on,
        e.signed_amount,
        case
            when e.currency = '{{ var("base_currency") }}' then e.signed_amount
            else round(e.signed_amount * r.rate, 2)
        end as base_amount
    from entries e
    left join rates r
        on e.currency = r.currency
        and e.booked_on >= r.valid_from
        and (r.valid_until is null or e.booked_on < r.valid_until)

)

select * from converted
