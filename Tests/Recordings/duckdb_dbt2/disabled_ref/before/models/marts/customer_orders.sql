select
    customers.customer_id,
    customers.customer_name,
    min(orders.order_date) as first_ordered_on,
    max(orders.order_date) as last_ordered_on,
    count(orders.order_id) as order_count,
    coalesce(sum(orders.amount), 0) as lifetime_amount
from {{ ref('stg_customers') }} as customers
left join {{ ref('stg_orders') }} as orders
    on customers.customer_id = orders.customer_id
group by 1, 2
