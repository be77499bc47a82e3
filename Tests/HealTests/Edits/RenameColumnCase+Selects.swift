extension RenameColumnCase {
  /// What stands in a select list.
  static let items: [RenameColumnCase] = [
    RenameColumnCase(
      "a bare column keeps its name by an alias",
      "select ordered_at from {{ ref('orders') }}",
      gives: "select order_date as ordered_at from {{ ref('orders') }}"),
    RenameColumnCase(
      "an aliased column keeps its alias",
      "select ordered_at as day from {{ ref('orders') }}",
      gives: "select order_date as day from {{ ref('orders') }}"),
    RenameColumnCase(
      "an alias without as is an alias",
      "select ordered_at day from {{ ref('orders') }}",
      gives: "select order_date day from {{ ref('orders') }}"),
    RenameColumnCase(
      "a column aliased to its own name",
      "select ordered_at as ordered_at from {{ ref('orders') }}",
      gives: "select order_date as ordered_at from {{ ref('orders') }}"),
    RenameColumnCase(
      "an expression with an alias of the old name",
      "select cast(ordered_at as varchar) as ordered_at from {{ ref('orders') }}",
      gives: "select cast(order_date as varchar) as ordered_at from {{ ref('orders') }}"),
    RenameColumnCase(
      "an expression with an alias of the new name",
      "select cast(ordered_at as varchar) as order_date from {{ ref('orders') }}",
      gives: "select cast(order_date as varchar) as order_date from {{ ref('orders') }}"),
    RenameColumnCase(
      "an expression without an alias is left to the engine to name",
      "select upper(status), count(distinct ordered_at) from {{ ref('orders') }} group by 1",
      gives: "select upper(status), count(distinct order_date) from {{ ref('orders') }} group by 1"),
    RenameColumnCase(
      "a qualified bare column",
      "select o.ordered_at, o.id from {{ ref('orders') }} as o",
      gives: "select o.order_date as ordered_at, o.id from {{ ref('orders') }} as o"),
    RenameColumnCase(
      "a column in brackets",
      "select (ordered_at) from {{ ref('orders') }}",
      gives: "select (order_date) as ordered_at from {{ ref('orders') }}"),
    RenameColumnCase(
      "a case expression",
      "select case when ordered_at is null then 'open' else 'ordered_at' end as s from {{ ref('orders') }}",
      gives:
        "select case when order_date is null then 'open' else 'ordered_at' end as s from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "a cast by colons with an alias",
      "select ordered_at::varchar as d from {{ ref('orders') }}",
      gives: "select order_date::varchar as d from {{ ref('orders') }}"),
    RenameColumnCase(
      "distinct",
      "select distinct ordered_at, status from {{ ref('orders') }}",
      gives: "select distinct order_date as ordered_at, status from {{ ref('orders') }}"),
    RenameColumnCase(
      "leading commas and comments between items",
      "select\n    id -- ordered_at is not here\n  , ordered_at /* ordered_at */\n  , amount\nfrom {{ ref('orders') }}\n",
      gives:
        "select\n    id -- ordered_at is not here\n  , order_date as ordered_at /* ordered_at */\n  , amount\nfrom {{ ref('orders') }}\n"
    ),
    RenameColumnCase(
      "the new column read beside the old one",
      "select order_date, ordered_at from {{ ref('orders_both') }}",
      gives: "select order_date, order_date as ordered_at from {{ ref('orders_both') }}"),
    RenameColumnCase(
      "window functions",
      "select row_number() over (partition by status order by ordered_at desc) as n, lag(ordered_at) over w as p from {{ ref('orders') }} window w as (order by ordered_at, id)",
      gives:
        "select row_number() over (partition by status order by order_date desc) as n, lag(order_date) over w as p from {{ ref('orders') }} window w as (order by order_date, id)"
    ),
    RenameColumnCase(
      "aggregates with a filter and an order",
      "select string_agg(status, ',' order by ordered_at) filter (where ordered_at > date '2020-01-01') as x from {{ ref('orders') }}",
      gives:
        "select string_agg(status, ',' order by order_date) filter (where order_date > date '2020-01-01') as x from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "a star with an exception",
      "select * exclude (ordered_at), ordered_at as day from {{ ref('orders') }}",
      gives: "select * exclude (order_date), order_date as day from {{ ref('orders') }}"),
    RenameColumnCase(
      "a star with a rename",
      "select * rename (ordered_at as day) from {{ ref('orders') }}",
      gives: "select * rename (order_date as day) from {{ ref('orders') }}"),
    RenameColumnCase(
      "a star that replaces it",
      "select * replace (upper(ordered_at) as ordered_at) from {{ ref('orders') }}",
      refuses: "replace"),
    RenameColumnCase(
      "a star alone",
      "select * from {{ ref('orders') }}", refuses: "nothing to rename"),
    RenameColumnCase(
      "an alias read by a later item stays",
      "select status as ordered_at, ordered_at || 'x' as y from {{ ref('orders_new') }}",
      refuses: "made by the model itself"),
    RenameColumnCase(
      "an input read beside an alias of its name",
      "select upper(ordered_at::varchar) as ordered_at, year(ordered_at) as y from {{ ref('orders') }}",
      gives:
        "select upper(order_date::varchar) as ordered_at, year(order_date) as y from {{ ref('orders') }}"
    ),
    RenameColumnCase(
      "an alias of the name hides no input that is read elsewhere",
      "select id as ordered_at, ordered_at as y from {{ ref('orders') }} o where o.ordered_at is not null",
      gives:
        "select id as ordered_at, order_date as y from {{ ref('orders') }} o where o.order_date is not null"
    ),
    RenameColumnCase(
      "a scalar subquery as a function's first argument",
      "select coalesce((select max(ordered_at) from {{ ref('orders') }}), o.ordered_at) as x from {{ ref('orders') }} o",
      gives:
        "select coalesce((select max(order_date) from {{ ref('orders') }}), o.order_date) as x from {{ ref('orders') }} o"
    ),
    RenameColumnCase(
      "a star with an exception that two relations may have",
      "with r as (select id, ordered_at from {{ ref('orders') }}) select * exclude (ordered_at) from {{ ref('orders') }} o join r on r.id = o.id",
      refuses: "more than one relation"),
    RenameColumnCase(
      "a star beside an output of the name",
      "with s as (select *, upper(ordered_at) as ordered_at from {{ ref('orders') }}) select ordered_at from s",
      refuses: "given out twice"),
    RenameColumnCase(
      "a struct's field",
      "select customer.ordered_at as x from {{ ref('nested') }}", refuses: "field"),
    RenameColumnCase(
      "a field of the column itself",
      "select info.name as n, (info).name as m from {{ ref('nested') }}",
      gives: "select details.name as n, (details).name as m from {{ ref('nested') }}",
      old: "info", new: "details"),
    RenameColumnCase(
      "a list's element and a map's key",
      "select tags[1] as first_tag, {'tags': tags} as m from {{ ref('nested') }}",
      gives: "select labels[1] as first_tag, {'tags': labels} as m from {{ ref('nested') }}",
      old: "tags", new: "labels"),
    RenameColumnCase(
      "functions, types and named arguments of the same name",
      "select date(date) as d, cast(date as date) as e, date::date as f, date '2020-01-01' as g from {{ ref('dates') }}",
      gives:
        "select date(day) as d, cast(day as date) as e, day::date as f, date '2020-01-01' as g from {{ ref('dates') }}",
      old: "date", new: "day"),
    RenameColumnCase(
      "a part of a date of the same name",
      "select extract(day from day) as a, date_diff('day', day, day) as b, interval 1 day as c from {{ ref('days') }}",
      gives:
        "select extract(day from date) as a, date_diff('day', date, date) as b, interval 1 day as c from {{ ref('days') }}",
      old: "day", new: "date"),
  ]

  /// Clauses beside the select list.
  static let clauses: [RenameColumnCase] = [
    RenameColumnCase(
      "where",
      "select id from {{ ref('orders') }} where ordered_at > '2024-01-01' and ordered_at is distinct from null",
      gives:
        "select id from {{ ref('orders') }} where order_date > '2024-01-01' and order_date is distinct from null"
    ),
    RenameColumnCase(
      "group by the column",
      "select ordered_at, count(*) as n from {{ ref('orders') }} group by ordered_at",
      gives:
        "select order_date as ordered_at, count(*) as n from {{ ref('orders') }} group by order_date"
    ),
    RenameColumnCase(
      "order by the output",
      "select ordered_at, id from {{ ref('orders') }} order by ordered_at desc, id",
      gives:
        "select order_date as ordered_at, id from {{ ref('orders') }} order by ordered_at desc, id"),
    RenameColumnCase(
      "order by an input that is no output",
      "select id from {{ ref('orders') }} order by ordered_at, id",
      gives: "select id from {{ ref('orders') }} order by order_date, id"),
    RenameColumnCase(
      "order by an expression",
      "select ordered_at, id from {{ ref('orders') }} order by year(ordered_at), id",
      gives:
        "select order_date as ordered_at, id from {{ ref('orders') }} order by year(order_date), id"
    ),
    RenameColumnCase(
      "order by through a star",
      "select * from {{ ref('orders') }} order by ordered_at limit 10",
      gives: "select * from {{ ref('orders') }} order by order_date limit 10"),
    RenameColumnCase(
      "group by where the output is made from the column",
      "select year(ordered_at) as ordered_at, count(*) as n from {{ ref('orders') }} group by ordered_at",
      gives:
        "select year(order_date) as ordered_at, count(*) as n from {{ ref('orders') }} group by order_date"
    ),
    RenameColumnCase(
      "having",
      "select status, max(ordered_at) as m from {{ ref('orders') }} group by status having max(ordered_at) > '2020-01-01'",
      gives:
        "select status, max(order_date) as m from {{ ref('orders') }} group by status having max(order_date) > '2020-01-01'"
    ),
    RenameColumnCase(
      "qualify",
      "select id, cast(ordered_at as varchar) as ordered_at from {{ ref('orders') }} qualify row_number() over (partition by status order by ordered_at desc, id) = 1",
      gives:
        "select id, cast(order_date as varchar) as ordered_at from {{ ref('orders') }} qualify row_number() over (partition by status order by order_date desc, id) = 1"
    ),
    RenameColumnCase(
      "distinct on",
      "select distinct on (ordered_at) ordered_at, status from {{ ref('orders') }} order by ordered_at, status",
      gives:
        "select distinct on (ordered_at) order_date as ordered_at, status from {{ ref('orders') }} order by ordered_at, status"
    ),
    RenameColumnCase(
      "an output of the new name is in the way of order by",
      "select id as order_date from {{ ref('orders') }} order by ordered_at",
      refuses: "another output"),
    RenameColumnCase(
      "from before select",
      "from {{ ref('orders') }} select ordered_at where ordered_at is not null",
      gives:
        "from {{ ref('orders') }} select order_date as ordered_at where order_date is not null"),
    RenameColumnCase(
      "a semicolon at the end",
      "select ordered_at from {{ ref('orders') }};\n",
      gives: "select order_date as ordered_at from {{ ref('orders') }};\n"),
  ]
}
