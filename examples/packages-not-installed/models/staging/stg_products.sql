select
    product_id,
    product_name,
    {{ money.cents_to_euros('price_cents') }} as price
from {{ ref('raw_products') }}
