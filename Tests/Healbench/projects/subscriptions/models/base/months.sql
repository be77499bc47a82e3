{{ config(materialized='table') }}

WITH numbers AS (
    SELECT CAST(generate_series AS integer) AS month_index
    FROM generate_series(0, {{ var('months') }} - 1)
)

SELECT
    month_index,
    CAST(CAST('{{ var("first_month") }}' AS date) + month_index * interval '1 month' AS date) AS month_start
FROM numbers
