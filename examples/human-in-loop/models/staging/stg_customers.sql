select
    customer_id,
    first_name,
    last_name,
    lower(emial) as email
from {{ ref('raw_customers') }}
