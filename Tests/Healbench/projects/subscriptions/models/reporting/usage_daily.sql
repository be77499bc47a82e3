{{
    config(
        materialized='incremental',
        unique_key='usage_key'
    )
}}

SELECT
    account_id || '-' || CAST(used_on AS varchar) AS usage_key,
    account_id,
    used_on,
    sum(events) AS events
FROM {{ ref('product_usage') }}
{% if is_incremental() %}
WHERE used_on >= (SELECT max(used_on) FROM {{ this }})
{% endif %}
GROUP BY account_id, used_on
