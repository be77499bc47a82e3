SELECT
    account_id,
    account_name,
    UPPER(country) AS country,
    segment
FROM {{ ref('crm_accounts') }}
WHERE account_id IS NOT NULL
