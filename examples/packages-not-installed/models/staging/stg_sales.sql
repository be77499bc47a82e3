select
    sale_id,
    product_id,
    cast(sold_on as date) as sold_on,
    quantity
from {{ ref('raw_sales') }}
