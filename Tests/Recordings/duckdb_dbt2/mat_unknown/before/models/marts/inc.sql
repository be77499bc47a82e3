{{ config(materialized='tabel') }}
select * from {{ ref('stg_orders') }}
