select
    customer_id,
    list as list_name,
    cast(subscribed_on as date) as subscribed_on
from {{ ref('raw_newsletter') }}
