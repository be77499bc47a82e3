select
    products.product_id,
    products.product_name,
    coalesce(sum(sales.quantity), 0) as units_sold,
    coalesce(sum(sales.quantity * products.price), 0) as revenue
from {{ ref('stg_products') }} as products
left join {{ ref('stg_sales') }} as sales
    on products.product_id = sales.product_id
group by 1, 2
