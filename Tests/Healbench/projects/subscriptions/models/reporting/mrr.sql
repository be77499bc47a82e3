WITH account_months AS (

    SELECT * FROM {{ ref('account_months') }}

),

changes AS (

    SELECT
        *,
        lag(mrr) OVER (PARTITION BY account_id ORDER BY month_start) AS previous_mrr
    FROM account_months

),

final AS (

    SELECT
        month_start,
        account_id,
        mrr,
        {{ money('mrr - coalesce(previous_mrr, 0)') }} AS mrr_change,
        CASE
            WHEN previous_mrr IS NULL THEN 'new'
            WHEN mrr > previous_mrr THEN 'upgrade'
            WHEN mrr < previous_mrr THEN 'downgrade'
            ELSE 'flat'
        END AS change_category
    FROM changes

)

SELECT * FROM final
