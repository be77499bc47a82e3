select
    newsletter.list_name,
    customers.customer_id,
    customers.first_name,
    customers.email,
    newsletter.subscribed_on
from {{ ref('stg_newsletter') }} as newsletter
inner join {{ ref('stg_customers') }} as customers
    on newsletter.customer_id = customers.customer_id
