select
    order_date, 1/'a' as z,
    count(*) as order_count,
    sum(amount) as revenue
from {{ ref('stg_orders') }}
where status != 'returned'
group by order_date
