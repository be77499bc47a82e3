{{ config(post_hook='create unique index till_key on orders (customer_id)') }}
select order_id, customer_id, amount from {{ ref('stg_orders') }}
union all
select 3, 10, 4.00
