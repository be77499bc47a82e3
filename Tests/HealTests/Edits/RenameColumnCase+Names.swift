extension RenameColumnCase {
  /// Case and quotes.
  static let names: [RenameColumnCase] = [
    RenameColumnCase(
      "the alias is spelled as the column was",
      "select Ordered_At from {{ ref('orders') }}",
      gives: "select order_date as Ordered_At from {{ ref('orders') }}"),
    RenameColumnCase(
      "upper-case keywords get an upper-case AS",
      "SELECT ORDERED_AT FROM {{ ref('orders') }}",
      gives: "SELECT order_date AS ORDERED_AT FROM {{ ref('orders') }}"),
    RenameColumnCase(
      "quotes stay",
      "select \"ordered_at\", o.\"ordered_at\" as x from {{ ref('orders') }} o",
      gives:
        "select \"order_date\" as \"ordered_at\", o.\"order_date\" as x from {{ ref('orders') }} o"),
    RenameColumnCase(
      "a name that needs quotes gets them",
      "select ordered_at as x from {{ ref('spaced') }}",
      gives: "select \"order date\" as x from {{ ref('spaced') }}", new: "order date"),
    RenameColumnCase(
      "a reserved word gets quotes",
      "select ordered_at from {{ ref('reserved') }}",
      gives: "select \"order\" as ordered_at from {{ ref('reserved') }}", new: "order"),
    RenameColumnCase(
      "a quoted name of another case is another name in PostgreSQL",
      "select \"Ordered_At\", ordered_at as x from {{ ref('orders') }}",
      gives: "select \"Ordered_At\", order_date as x from {{ ref('orders') }}", adapter: "postgres"),
    RenameColumnCase(
      "a mixed-case name is quoted in PostgreSQL",
      "select ordered_at as x from {{ ref('orders') }}",
      gives: "select \"orderDate\" as x from {{ ref('orders') }}", new: "orderDate",
      adapter: "postgres"),
    RenameColumnCase(
      "longer names that contain it",
      "select ordered_at_utc, is_ordered_at, ordered_at as x from {{ ref('orders_wide') }}",
      gives: "select ordered_at_utc, is_ordered_at, order_date as x from {{ ref('orders_wide') }}"),
    RenameColumnCase(
      "strings and comments only",
      "-- ordered_at\nselect 'ordered_at' as x /* ordered_at */ from {{ ref('orders') }}",
      refuses: "nothing to rename"),
    RenameColumnCase(
      "a string with a doubled quote",
      "select 'it''s ordered_at' as x, ordered_at as y from {{ ref('orders') }}",
      gives: "select 'it''s ordered_at' as x, order_date as y from {{ ref('orders') }}"),
    RenameColumnCase(
      "dollar quotes",
      "select $$it's ordered_at$$ as x, ordered_at as y from {{ ref('orders') }}",
      gives: "select $$it's ordered_at$$ as x, order_date as y from {{ ref('orders') }}"),
    RenameColumnCase(
      "the same name twice", "select ordered_at from {{ ref('orders') }}",
      refuses: "already", new: "ordered_at"),
  ]

  /// Jinja around and inside the SQL.
  static let jinja: [RenameColumnCase] = [
    RenameColumnCase(
      "a name that is handed to a macro, and nothing else of Jinja",
      "{{ config(materialized='table', unique_key='ordered_at') }}\nselect ordered_at as x, {{ dbt.date_trunc('day', 'ordered_at') }} as y from {{ ref('orders') }}",
      gives:
        "{{ config(materialized='table', unique_key='ordered_at') }}\nselect order_date as x, {{ dbt.date_trunc('day', 'order_date') }} as y from {{ ref('orders') }}",
      adapter: nil),
    RenameColumnCase(
      "only inside Jinja",
      "select {{ cents('ordered_at') }} as x from {{ ref('orders') }}",
      refuses: "inside Jinja"),
    RenameColumnCase(
      "a macro that is given a common table by name hands its columns through",
      "with s as (select * from {{ ref('orders') }}), d as ({{ dbt_utils.deduplicate(relation='s', partition_by='id') }}) select ordered_at as x from d",
      gives:
        "with s as (select * from {{ ref('orders') }}), d as ({{ dbt_utils.deduplicate(relation='s', partition_by='id') }}) select order_date as x from d",
      adapter: nil),
    RenameColumnCase(
      "Jinja comments and quotes inside Jinja inside a string",
      "{# select ordered_at #}\nselect '{{ var('ordered_at') }}' as v, ordered_at as x from {{ source('raw', 'orders') }}",
      gives:
        "{# select ordered_at #}\nselect '{{ var('ordered_at') }}' as v, order_date as x from {{ source('raw', 'orders') }}"
    ),
    RenameColumnCase(
      "the incremental filter reads the model's own column",
      "select id, ordered_at from {{ ref('orders') }}\n{% if is_incremental() %}\nwhere ordered_at > (select max(ordered_at) from {{ this }})\n{% endif %}\n",
      gives:
        "select id, order_date as ordered_at from {{ ref('orders') }}\n{% if is_incremental() %}\nwhere order_date > (select max(ordered_at) from {{ this }})\n{% endif %}\n"
    ),
    RenameColumnCase(
      "branches that replace each other",
      "select id, {% if target.name == 'dev' %} ordered_at {% else %} cast(ordered_at as varchar) {% endif %} as day from {{ ref('orders') }}",
      gives:
        "select id, {% if target.name == 'dev' %} order_date {% else %} cast(order_date as varchar) {% endif %} as day from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "branches in which it means different things",
      "with s as ({% if x %} select * from {{ ref('orders') }} {% else %} select id, current_date as ordered_at from {{ ref('orders') }} {% endif %}) select ordered_at from s",
      refuses: "different Jinja branches"),
    RenameColumnCase(
      "a loop with commas in Jinja",
      "select\n{% for s in ['a', 'b'] %}\n  max(case when status = '{{ s }}' then ordered_at end) as {{ s }}_at{{ \",\" if not loop.last }}\n{% endfor %}\nfrom {{ ref('orders') }}",
      gives:
        "select\n{% for s in ['a', 'b'] %}\n  max(case when status = '{{ s }}' then order_date end) as {{ s }}_at{{ \",\" if not loop.last }}\n{% endfor %}\nfrom {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "a loop that makes a union",
      "{% for t in ['orders'] %}\nselect ordered_at as d from {{ ref('orders') }}\n{% if not loop.last %} union all {% endif %}\n{% endfor %}",
      gives:
        "{% for t in ['orders'] %}\nselect order_date as d from {{ ref('orders') }}\n{% if not loop.last %} union all {% endif %}\n{% endfor %}"
    ),
    RenameColumnCase(
      "a set block and a macro are not the query",
      "{% set q %}select ordered_at from x{% endset %}\nselect ordered_at as d from {{ ref('orders') }}",
      gives:
        "{% set q %}select ordered_at from x{% endset %}\nselect order_date as d from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "names glued to Jinja",
      "select ordered_at{{ suffix }}, {{ prefix }}ordered_at, ordered_at as d from {{ ref('orders') }}",
      gives:
        "select ordered_at{{ suffix }}, {{ prefix }}ordered_at, order_date as d from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "a macro that writes the columns",
      "with s as (select {{ columns_of('x') }} from {{ ref('orders') }}) select ordered_at from s",
      refuses: "only a macro"),
    RenameColumnCase(
      "a macro's star hands the columns through",
      "with s as (select {{ dbt_utils.star(from=ref('orders')) }} from {{ ref('orders') }}) select ordered_at as d from s",
      gives:
        "with s as (select {{ dbt_utils.star(from=ref('orders')) }} from {{ ref('orders') }}) select order_date as d from s",
      adapter: nil),
    RenameColumnCase(
      "brackets that do not balance",
      "select (ordered_at from {{ ref('orders') }}", refuses: "has no partner"),
    RenameColumnCase(
      "a block that is never closed",
      "select ordered_at from {{ ref('orders') }} {% if x %} where 1 = 1", refuses: "never closed"),
    RenameColumnCase(
      "raw text is not read",
      "select {% raw %}'{{ ordered_at }}'{% endraw %} as x, ordered_at as y from {{ ref('orders') }}",
      gives:
        "select {% raw %}'{{ ordered_at }}'{% endraw %} as x, order_date as y from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "qualified by Jinja",
      "select {{ ref('orders') }}.ordered_at as d from {{ ref('orders') }}",
      gives: "select {{ ref('orders') }}.order_date as d from {{ ref('orders') }}"),
    RenameColumnCase(
      "a snapshot's query",
      "{% snapshot s %}\n{{ config(unique_key='id') }}\nselect id, ordered_at from {{ ref('orders') }}\n{% endsnapshot %}",
      gives:
        "{% snapshot s %}\n{{ config(unique_key='id') }}\nselect id, order_date as ordered_at from {{ ref('orders') }}\n{% endsnapshot %}",
      adapter: nil),
  ]

  /// What differs between warehouses.
  static let dialects: [RenameColumnCase] = [
    RenameColumnCase(
      "PostgreSQL names a cast after its column",
      "select ordered_at::date, cast(ordered_at as text) from {{ ref('orders') }}",
      gives:
        "select order_date::date as ordered_at, cast(order_date as text) as ordered_at from {{ ref('orders') }}",
      adapter: "postgres"),
    RenameColumnCase(
      "BigQuery quotes with backticks",
      "select `ordered_at`, \"ordered_at\" as s from `p.d.orders`",
      gives: "select `order_date` as `ordered_at`, \"ordered_at\" as s from `p.d.orders`",
      adapter: "bigquery"),
    RenameColumnCase(
      "BigQuery's except takes the name away",
      "select * except (ordered_at), ordered_at as d from {{ ref('orders') }}",
      gives: "select * except (order_date), order_date as d from {{ ref('orders') }}",
      adapter: "bigquery"),
    RenameColumnCase(
      "BigQuery groups by the alias first",
      "select date(ordered_at) as ordered_at, count(*) as n from {{ ref('orders') }} group by ordered_at",
      gives:
        "select date(order_date) as ordered_at, count(*) as n from {{ ref('orders') }} group by ordered_at",
      adapter: "bigquery"),
    RenameColumnCase(
      "BigQuery's triple quotes and comments",
      "select '''it's ordered_at''' as x, ordered_at as z # ordered_at's\nfrom {{ ref('orders') }}",
      gives:
        "select '''it's ordered_at''' as x, order_date as z # ordered_at's\nfrom {{ ref('orders') }}",
      adapter: "bigquery"),
    RenameColumnCase(
      "backslash escapes",
      "select 'it\\'s ordered_at' as x, ordered_at as y from {{ ref('orders') }}",
      gives: "select 'it\\'s ordered_at' as x, order_date as y from {{ ref('orders') }}",
      adapter: "databricks"),
    RenameColumnCase(
      "a part of a date written as a plain word",
      "select datediff(day, day, shipped) as x, date_trunc(day, day) as y from {{ ref('days') }}",
      gives:
        "select datediff(day, date, shipped) as x, date_trunc(day, date) as y from {{ ref('days') }}",
      old: "day", new: "date", adapter: "snowflake"),
    RenameColumnCase(
      "a part of a date at the end",
      "select date_trunc(day, day) as x, date_diff(day, shipped, day) as y from {{ ref('days') }}",
      gives:
        "select date_trunc(date, day) as x, date_diff(date, shipped, day) as y from {{ ref('days') }}",
      old: "day", new: "date", adapter: "bigquery"),
    RenameColumnCase(
      "Snowflake's paths into documents",
      "select payload:ordered_at::date as x, ordered_at:day as y, f.value:ordered_at as z from {{ ref('orders') }}, lateral flatten(input => ordered_at) f",
      gives:
        "select payload:ordered_at::date as x, order_date:day as y, f.value:ordered_at as z from {{ ref('orders') }}, lateral flatten(input => order_date) f",
      adapter: "snowflake"),
    RenameColumnCase(
      "Snowflake's upper-case message",
      "select ordered_at as d from {{ ref('orders') }}",
      gives: "select order_date as d from {{ ref('orders') }}", old: "ORDERED_AT",
      new: "ORDER_DATE", adapter: "snowflake"),
    RenameColumnCase(
      "SQL Server's brackets",
      "select top 5 [ordered_at], o.[ordered_at] as x from {{ ref('orders') }} o",
      gives:
        "select top 5 [order_date] as [ordered_at], o.[order_date] as x from {{ ref('orders') }} o",
      adapter: "sqlserver"),
    RenameColumnCase(
      "Spark's lateral view",
      "select ordered_at, t from {{ ref('orders') }} lateral view explode(split(ordered_at, '-')) e as t",
      gives:
        "select order_date as ordered_at, t from {{ ref('orders') }} lateral view explode(split(order_date, '-')) e as t",
      adapter: "spark"),
  ]
}
