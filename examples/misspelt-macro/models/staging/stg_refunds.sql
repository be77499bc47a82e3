select
    refund_id,
    order_id,
    {{ cent_to_dollars('refund_cents') }} as refund
from {{ ref('raw_refunds') }}
