{{ config(materialized='table') }}
select if(email is null, 'a', 'b') as e from {{ source('shop','customers') }}
