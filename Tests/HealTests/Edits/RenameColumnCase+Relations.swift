extension RenameColumnCase {
  /// Common tables, subqueries and set operations.
  static let relations: [RenameColumnCase] = [
    RenameColumnCase(
      "the common shape of a staging model",
      "with source as (\n  select * from {{ ref('orders') }}\n),\nrenamed as (\n  select id, ordered_at as day from source\n)\nselect * from renamed\n",
      gives:
        "with source as (\n  select * from {{ ref('orders') }}\n),\nrenamed as (\n  select id, order_date as day from source\n)\nselect * from renamed\n"
    ),
    RenameColumnCase(
      "a bare column in the renaming table",
      "with source as (select * from {{ ref('orders') }}), renamed as (select id, ordered_at from source) select id, ordered_at from renamed where ordered_at is not null",
      gives:
        "with source as (select * from {{ ref('orders') }}), renamed as (select id, order_date as ordered_at from source) select id, ordered_at from renamed where ordered_at is not null"
    ),
    RenameColumnCase(
      "a star handed through twice",
      "with a as (select * from {{ ref('orders') }}), b as (select * from a) select b.ordered_at from b order by b.ordered_at",
      gives:
        "with a as (select * from {{ ref('orders') }}), b as (select * from a) select b.order_date as ordered_at from b order by b.order_date"
    ),
    RenameColumnCase(
      "a star of one relation of a join",
      "with j as (select o.*, c.name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id) select ordered_at, name from j",
      gives:
        "with j as (select o.*, c.name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id) select order_date as ordered_at, name from j"
    ),
    RenameColumnCase(
      "a table that makes the column itself",
      "with s as (select id, current_date as ordered_at from {{ ref('orders_new') }}) select ordered_at from s",
      refuses: "made by the model itself"),
    RenameColumnCase(
      "a common table given its columns by name",
      "with s (id, ordered_at) as (select id, ordered_at from {{ ref('orders') }}) select ordered_at from s",
      gives:
        "with s (id, ordered_at) as (select id, order_date as ordered_at from {{ ref('orders') }}) select ordered_at from s"
    ),
    RenameColumnCase(
      "a table that already gives out the new name",
      "with s as (select id, ordered_at as order_date from {{ ref('orders') }}) select id, ordered_at from s",
      gives:
        "with s as (select id, ordered_at as order_date from {{ ref('orders') }}) select id, order_date as ordered_at from s"
    ),
    RenameColumnCase(
      "nothing in reach has either name",
      "with s as (select id from {{ ref('orders') }}) select ordered_at from s",
      refuses: "neither"),
    RenameColumnCase(
      "a subquery in from",
      "select x.ordered_at from (select ordered_at, id from {{ ref('orders') }}) as x",
      gives:
        "select x.ordered_at from (select order_date as ordered_at, id from {{ ref('orders') }}) as x"
    ),
    RenameColumnCase(
      "a subquery in from that is a star",
      "select x.ordered_at from (select * from {{ ref('orders') }}) x",
      gives: "select x.order_date as ordered_at from (select * from {{ ref('orders') }}) x"),
    RenameColumnCase(
      "a scalar subquery",
      "select id, (select max(ordered_at) from {{ ref('orders') }}) as latest from {{ ref('customers_new') }}",
      gives:
        "select id, (select max(order_date) from {{ ref('orders') }}) as latest from {{ ref('customers_new') }}"
    ),
    RenameColumnCase(
      "a subquery that reads the select around it",
      "select o.id from {{ ref('orders') }} o where exists (select 1 from {{ ref('customers') }} c where c.cid = o.customer_id and o.ordered_at is not null)",
      gives:
        "select o.id from {{ ref('orders') }} o where exists (select 1 from {{ ref('customers') }} c where c.cid = o.customer_id and o.order_date is not null)"
    ),
    RenameColumnCase(
      "both sides of a union of one relation",
      "select id, ordered_at from {{ ref('orders') }} where id = 1 union all select id, ordered_at from {{ ref('orders') }} where id = 2 order by ordered_at",
      gives:
        "select id, order_date as ordered_at from {{ ref('orders') }} where id = 1 union all select id, order_date as ordered_at from {{ ref('orders') }} where id = 2 order by ordered_at"
    ),
    RenameColumnCase(
      "a union of two relations that both have it",
      "select ordered_at from {{ ref('orders') }} union all select ordered_at from {{ ref('returns') }}",
      refuses: "which one is not clear"),
    RenameColumnCase(
      "a union of two relations, the relation being named",
      "select ordered_at from {{ ref('orders') }} union all select ordered_at from {{ ref('returns') }}",
      gives:
        "select order_date as ordered_at from {{ ref('orders') }} union all select ordered_at from {{ ref('returns') }}",
      old: "orders.ordered_at"),
    RenameColumnCase(
      "except between queries is no star's",
      "select ordered_at from {{ ref('orders') }} except select cast(null as date) as ordered_at",
      gives:
        "select order_date as ordered_at from {{ ref('orders') }} except select cast(null as date) as ordered_at"
    ),
    RenameColumnCase(
      "a recursive table",
      "with recursive t as (select id, ordered_at from {{ ref('orders') }} where id = 1 union all select t.id + 1, t.ordered_at from t where t.id < 3) select id, ordered_at from t",
      gives:
        "with recursive t as (select id, order_date as ordered_at from {{ ref('orders') }} where id = 1 union all select t.id + 1, t.ordered_at from t where t.id < 3) select id, ordered_at from t"
    ),
    RenameColumnCase(
      "a plain table name and a common table of the same name",
      "with orders as (select * from raw.orders) select ordered_at from orders",
      gives:
        "with orders as (select * from raw.orders) select order_date as ordered_at from orders"),
    RenameColumnCase(
      "a pivoted relation",
      "select ordered_at from {{ ref('orders') }} pivot (count(*) for status in ('x'))",
      refuses: "only a macro or a function knows"),
  ]

  /// More than one relation in a from.
  static let joins: [RenameColumnCase] = [
    RenameColumnCase(
      "another relation's column of the same name",
      "select o.ordered_at, c.name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id and o.ordered_at is not null",
      gives:
        "select o.order_date as ordered_at, c.name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id and o.order_date is not null"
    ),
    RenameColumnCase(
      "the relation is told by its alias",
      "select o.ordered_at, r.ordered_at as returned_at from {{ ref('orders') }} o left join {{ ref('returns') }} r on r.id = o.id",
      gives:
        "select o.order_date as ordered_at, r.ordered_at as returned_at from {{ ref('orders') }} o left join {{ ref('returns') }} r on r.id = o.id",
      old: "o.ordered_at"),
    RenameColumnCase(
      "the relation is told by its name",
      "select o.ordered_at, r.ordered_at as returned_at from {{ ref('orders') }} o left join {{ ref('returns') }} r on r.id = o.id",
      gives:
        "select o.order_date as ordered_at, r.ordered_at as returned_at from {{ ref('orders') }} o left join {{ ref('returns') }} r on r.id = o.id",
      old: "O.ordered_at"),
    RenameColumnCase(
      "two relations have it and none is named",
      "select o.ordered_at, r.ordered_at as returned_at from {{ ref('orders') }} o left join {{ ref('returns') }} r on r.id = o.id",
      refuses: "which one is not clear"),
    RenameColumnCase(
      "a relation that is not there",
      "select o.ordered_at from {{ ref('orders') }} o", refuses: "of “x”", old: "x.ordered_at"),
    RenameColumnCase(
      "a bare name in a join can be only one",
      "select ordered_at, name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id",
      gives:
        "select order_date as ordered_at, name from {{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id"
    ),
    RenameColumnCase(
      "a bare name that a common table gives out",
      "with c as (select cid, name as ordered_at from {{ ref('customers') }}) select ordered_at, o.order_date from {{ ref('orders_new') }} o join c on c.cid = o.customer_id",
      refuses: "made by the model itself"),
    RenameColumnCase(
      "a bare new name would be ambiguous",
      "with c as (select cid, name as order_date from {{ ref('customers') }}) select ordered_at from {{ ref('orders') }} o join c on c.cid = o.customer_id",
      gives:
        "with c as (select cid, name as order_date from {{ ref('customers') }}) select o.order_date as ordered_at from {{ ref('orders') }} o join c on c.cid = o.customer_id"
    ),
    RenameColumnCase(
      "using",
      "select o.id from {{ ref('orders') }} o join {{ ref('returns') }} r using (ordered_at)",
      refuses: "using"),
    RenameColumnCase(
      "using of columns that the model makes",
      "with a as (select ordered_at, id from {{ ref('orders') }}), b as (select current_date as ordered_at) select a.id from a left join b using (ordered_at)",
      gives:
        "with a as (select order_date as ordered_at, id from {{ ref('orders') }}), b as (select current_date as ordered_at) select a.id from a left join b using (ordered_at)"
    ),
    RenameColumnCase(
      "a relation joined with itself",
      "select a.ordered_at, b.ordered_at as next_at from {{ ref('orders') }} a join {{ ref(\"orders\") }} b on b.id = a.id + 1",
      gives:
        "select a.order_date as ordered_at, b.order_date as next_at from {{ ref('orders') }} a join {{ ref(\"orders\") }} b on b.id = a.id + 1"
    ),
    RenameColumnCase(
      "commas and lateral functions",
      "select t.x, ordered_at from {{ ref('orders') }} o, unnest([1, 2]) as t(x)",
      gives:
        "select t.x, order_date as ordered_at from {{ ref('orders') }} o, unnest([1, 2]) as t(x)"),
    RenameColumnCase(
      "a join in brackets",
      "select o.ordered_at from ({{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id)",
      gives:
        "select o.order_date as ordered_at from ({{ ref('orders') }} o join {{ ref('customers') }} c on c.cid = o.customer_id)"
    ),
    RenameColumnCase(
      "qualified by the relation's own name",
      "select orders.ordered_at from raw.orders where raw.orders.ordered_at is not null",
      gives:
        "select orders.order_date as ordered_at from raw.orders where raw.orders.order_date is not null"
    ),
  ]
}
