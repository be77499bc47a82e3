{{ config(materialized='table') }}
select
    c.id,
    c.email
from {{ source('shop','customers') }} c
