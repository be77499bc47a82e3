select 1 as order_id, 10 as customer_id, 1.0 as amount from parquet.`/srv/landing/orders`
