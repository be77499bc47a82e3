{{ config(pre_hook='alter table {{ this }} drop column amount') }}
select order_id, customer_id, amount
from {{ ref('stg_orders') }}
