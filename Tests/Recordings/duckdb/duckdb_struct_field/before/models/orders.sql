with parcels as (select 1 as order_id, 10 as customer_id, 1.0 as amount, {'street': 'Mill Lane', 'town': 'Ely'} as address)
select order_id, customer_id, amount, address.city from parcels
