select order_id, 10 as customer_id, amount
from read_csv('landing/orders.csv', header = true, columns = {'order_id': 'integer', 'amount': 'decimal(9,2)'})
