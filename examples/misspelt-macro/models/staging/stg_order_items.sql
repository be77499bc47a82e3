select
    item_id,
    order_id,
    product,
    {{ cents_to_dollars('price_cents') }} as price
from {{ ref('raw_order_items') }}
