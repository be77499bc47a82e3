select
    currency,
    valid_from,
    rate
from {{ ref('exchange_rates') }}
