select
    customers.customer_id,
    customers.customer_name,
    customers.loyalty_points,
    sum(orders.amount) as lifetime_amount
from {{ ref('stg_customers') }} as customers
inner join {{ ref('stg_orders') }} as orders
    on customers.customer_id = orders.customer_id
group by 1, 2, 3
