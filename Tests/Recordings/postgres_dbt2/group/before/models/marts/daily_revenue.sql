select
    order_date, status,
    count(*) as order_count,
    sum(amount) as revenue
from {{ ref('stg_orders') }}
where status != 'returned'
group by 1
