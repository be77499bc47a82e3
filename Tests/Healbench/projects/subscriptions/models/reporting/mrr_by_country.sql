SELECT
    a.country,
    m.month_start,
    sum(m.mrr) AS mrr,
    count(DISTINCT m.account_id) AS accounts
FROM {{ ref('mrr') }} AS m
JOIN {{ ref('base_accounts') }} AS a USING (account_id)
GROUP BY a.country, m.month_start
