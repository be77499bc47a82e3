select * from read_parquet('landing/orders.parquet')
