select
    customer_id,
    first_name || ' ' || last_name as customer_name,
    email,
    loyalty_points
from {{ ref('raw_customers') }}
