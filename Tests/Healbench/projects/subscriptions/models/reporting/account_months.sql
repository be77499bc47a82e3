WITH subscription_periods AS (

    SELECT * FROM {{ ref('base_subscriptions') }}

),

months AS (

    SELECT * FROM {{ ref('months') }}

),

account_bounds AS (

    SELECT
        account_id,
        date_trunc('month', min(starts_on)) AS first_active_month,
        date_trunc('month', max(ends_on)) AS last_active_month
    FROM subscription_periods
    GROUP BY 1

),

spined AS (

    SELECT
        account_bounds.account_id,
        months.month_start
    FROM account_bounds
    INNER JOIN months
        ON months.month_start >= account_bounds.first_active_month
        AND months.month_start < account_bounds.last_active_month

),

priced AS (

    SELECT
        spined.month_start,
        spined.account_id,
        coalesce(sum(subscription_periods.monthly_price), 0) AS mrr
    FROM spined
    LEFT JOIN subscription_periods
        ON spined.account_id = subscription_periods.account_id
        AND spined.month_start >= subscription_periods.starts_on
        AND spined.month_start < subscription_periods.ends_on
    GROUP BY spined.month_start, spined.account_id

)

SELECT
    {{ month_number('month_start') }} AS month_number,
    month_start,
    account_id,
    mrr,
    mrr > 0 AS is_active
FROM priced
