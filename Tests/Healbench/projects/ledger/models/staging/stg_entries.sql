with entries as (

    select * from {{ ref('journal_entries') }}

)

select
    {{ books.surrogate_key(['entry_id', 'line_no']) }} as entry_line_id,
    entry_id,
    line_no,
    account_code,
    booked_on,
    side,
    currency,
    amount,
    {{ books.signed_amount('side', 'amount') }} as signed_amount
from entries
