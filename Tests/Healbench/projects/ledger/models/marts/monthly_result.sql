select
    strftime(booked_on, '%Y-%m') as booking_month,
    sum(base_amount) as result,
    count(distinct account_code) as accounts
from {{ ref('entries_in_base_currency') }}
where account_code in (
    select account_code
    from {{ ref('stg_accounts') }}
    where account_class in ('4', '6')
)
group by strftime(booked_on, '%Y-%m')
