{{ config(materialized='table') }}

WITH numbers AS (
    SELECT CAST(range AS integer) AS month_index
    FROM range({{ var('months') }})
)

SELECT
    month_index,
    CAST(CAST('{{ var("first_month") }}' AS date) + to_months(month_index) AS date) AS month_start
FROM numbers
