-- One row a subscription period, as the billing system exports it.
SELECT
    subscription_id,
    account_id,
    plan,
    CAST(starts_on AS date) AS starts_on,
    CAST(ends_on AS date) AS ends_on,
    {{ money('monthly_price') }} AS monthly_price
FROM {{ ref('billing_periods') }}
