select
    customer_id,
    first_name || ' ' || last_name as customer_name,
    emial
from {{ ref('raw_customers') }}
