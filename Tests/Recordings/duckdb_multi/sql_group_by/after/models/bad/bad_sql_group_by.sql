{{ config(materialized='table') }}
select status, order_date, count(*) as n from {{ source('shop','orders') }} group by status, order_date
