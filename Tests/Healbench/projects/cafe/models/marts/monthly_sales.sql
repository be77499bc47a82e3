select
    ordered_month,
    status,
    count(*) as order_count,
    round(sum(total_amount), 2) as revenue
from {{ ref('orders') }}
group by ordered_month, status
