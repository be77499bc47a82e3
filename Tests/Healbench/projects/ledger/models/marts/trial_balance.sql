with entries as (

    select * from {{ ref('entries_in_base_currency') }}

),

accounts as (

    select * from {{ ref('stg_accounts') }}

),

balances as (

    select
        accounts.account_class,
        accounts.account_code,
        accounts.account_name,
        sum(entries.base_amount) as balance,
        count(entries.entry_line_id) as line_count
    from accounts
    left join entries
        on accounts.account_code = entries.account_code
    group by
        accounts.account_class,
        accounts.account_code,
        accounts.account_name

)

select
    account_class,
    account_code,
    account_name,
    coalesce(balance, 0) as balance,
    line_count,
    sum(coalesce(balance, 0)) over (partition by account_class) as class_balance
from balances
order by account_code
