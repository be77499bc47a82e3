{{ config(materialized='table') }}
select
    id,
    email
from {{ source('shop','customers') }}
