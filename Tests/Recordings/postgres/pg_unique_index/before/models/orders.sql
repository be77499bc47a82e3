{{ config(indexes=[{'columns': ['customer_id'], 'unique': true}]) }}
select order_id, customer_id, amount from {{ ref('stg_orders') }}
union all
select 3, 10, 4.00
