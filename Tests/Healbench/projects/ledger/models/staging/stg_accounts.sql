select
    code as account_code,
    "name" as account_name,
    left(code, 1) as account_class,
    is_active
from {{ ref('chart_of_accounts') }}
