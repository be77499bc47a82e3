import HealLanguage
import Testing

@testable import HealEngine

/// The corrections that find their places themselves: what they change, and what they leave alone.
@Suite struct CorrectionTests {
  struct Case: CustomTestStringConvertible {
    var name: OperationName
    var arguments: [String]
    var before: String
    /// nil where it must refuse.
    var after: String?
    var testDescription: String { "\(name.rawValue) \(arguments): \(before.prefix(40))" }
  }

  static let names: [Case] = [
    Case(
      name: .renameFunction, arguments: ["cuont", "count"],
      before: "select CUONT(*) as cuont, 'cuont(' as t, x.cuont(1) from x -- cuont(",
      after: "select COUNT(*) as cuont, 'cuont(' as t, x.cuont(1) from x -- cuont("),
    Case(
      name: .renameRelation, arguments: ["paymnts", "payments"],
      before: "with payments as (select 1 as a) select * from paymnts",
      after: "with payments as (select 1 as a) select * from payments"),
    Case(
      name: .renameRelation, arguments: ["paymnts", "payments"],
      before:
        "with payments as (select 1 as a), b as (select a from payments) select paymnts.a from paymnts",
      after: nil),
    Case(
      name: .renameRelation, arguments: ["ordrs", "orders"],
      before: "select * from ordrs", after: nil),
    Case(
      name: .correctQualifier, arguments: ["cust"],
      before:
        "select cust.id, o.x from {{ ref('customers') }} as c join {{ ref('orders') }} as o on o.cid = c.id",
      after:
        "select c.id, o.x from {{ ref('customers') }} as c join {{ ref('orders') }} as o on o.cid = c.id"
    ),
    Case(
      name: .correctQualifier, arguments: ["x"],
      before:
        "select x.id from {{ ref('customers') }} as c join {{ ref('orders') }} as o on o.cid = c.id",
      after: nil),
    Case(
      name: .correctQualifier, arguments: ["orders"],
      before:
        "with t as (select orders.a from orders) select orders.b from t as o2 join u on o2.a = u.a",
      after: nil),
    Case(
      name: .correctQualifier, arguments: ["c"],
      before:
        "select c.id, co.x from {{ ref('customers') }} as cu join {{ ref('orders') }} as co on co.cid = c.id",
      after:
        "select cu.id, co.x from {{ ref('customers') }} as cu join {{ ref('orders') }} as co on co.cid = cu.id"
    ),
    Case(
      name: .correctQualifier, arguments: ["ordrs"],
      before:
        "select ordrs.id from {% if dev %}{{ ref('a') }} as a{% else %}{{ ref('b') }} as b{% endif %}",
      after: nil),
    Case(
      name: .correctQualifier, arguments: ["ordrs"],
      before:
        "{% if dev %}select ordrs.id from a{% else %}select ordrs.id from {{ ref('b') }} as b{% endif %}",
      after:
        "{% if dev %}select a.id from a{% else %}select b.id from {{ ref('b') }} as b{% endif %}"),
    Case(
      name: .correctAlias, arguments: ["custmer_id", "customer_id"],
      before: "select id as custmer_id, name from {{ ref('raw') }}",
      after: "select id as customer_id, name from {{ ref('raw') }}"),
    Case(
      name: .correctAlias, arguments: ["custmer_id", "customer_id"],
      before: "select id as custmer_id, customer_id from {{ ref('raw') }}", after: nil),
    Case(
      name: .correctJoin, arguments: ["a"],
      before: "select a.x FROM a INNR JOIN b ON a.x = b.x",
      after: "select a.x FROM a INNER JOIN b ON a.x = b.x"),
    Case(
      name: .correctJoin, arguments: ["a"],
      before: "select a.x from a as innr join b on a.x = b.x", after: nil),
    Case(
      name: .renameType, arguments: ["dat", "date"],
      before: "select cast(dat as dat) as dat, x::dat from a",
      after: "select cast(dat as date) as dat, x::date from a"),
  ]

  static let columns: [Case] = [
    Case(
      name: .qualify, arguments: ["id", "o.id, c.id"],
      before: "select o.x from o join c on o.id = id",
      after: "select o.x from o join c on o.id = c.id"),
    Case(
      name: .qualify, arguments: ["id", "o.id, c.id"],
      before: "with a as (select id from o) select id from o left join c on o.id = c.id",
      after: "with a as (select id from o) select o.id from o left join c on o.id = c.id"),
    Case(
      name: .qualify, arguments: ["id", "o.id, c.id"],
      before: "select o.id, id as other from o left join c on o.id = c.id", after: nil),
    Case(
      name: .qualify, arguments: ["id", "o.id, c.id"],
      before: "select id from o full join c on o.id = c.id", after: nil),
    Case(
      name: .qualify, arguments: ["id", "o.id, c.id"],
      before: "select id from o join c on o.cid = c.id", after: nil),
    Case(
      name: .qualify, arguments: ["id", "o"],
      before: "select id, id + 1 as next from o join c on o.cid = c.cid group by id order by id",
      after:
        "select o.id, o.id + 1 as next from o join c on o.cid = c.cid group by o.id order by id"
    ),
    Case(
      name: .wrapCast, arguments: ["price", "replace({}, ',', '.')"],
      before: "select cast(o.price as decimal(9, 2)) as price, price as text from o",
      after:
        "select cast(replace(o.price, ',', '.') as decimal(9, 2)) as price, price as text from o"),
    Case(
      name: .wrapCast, arguments: ["price", "f({})"], before: "select price::double from o",
      after: "select f(price)::double from o"),
    Case(
      name: .wrapCast, arguments: ["price", "f({})"],
      before: "select cast(price + 1 as int), price as p from o", after: nil),
    Case(
      name: .wrapCast, arguments: ["price", "f({})"],
      before: "select price::int, price::text from o", after: nil),
    Case(
      name: .requalify, arguments: ["email", "o", "c"],
      before: "select o.email, c.id from o join c on o.id = c.id",
      after: "select c.email, c.id from o join c on o.id = c.id"),
    Case(
      name: .requalify, arguments: ["email", "o", "d"],
      before: "select o.email from o join c on o.id = c.id join d on d.id = c.id",
      after: "select d.email from o join c on o.id = c.id join d on d.id = c.id"),
    Case(
      name: .requalify, arguments: ["email", "o", "e"],
      before: "select o.email from o join c on o.id = c.id", after: nil),
    Case(
      name: .separate, arguments: ["id"],
      before: "select\n  o.id -- key\n  status,\n  x as y\nfrom o",
      after: "select\n  o.id, -- key\n  status,\n  x as y\nfrom o"),
    Case(name: .separate, arguments: ["id"], before: "select id status, x from o", after: nil),
    Case(
      name: .separate, arguments: ["id"], before: "select\n  id\n  as status\nfrom o", after: nil),
    Case(
      name: .quoteAsText, arguments: ["it's"],
      before: "select case when a = \"it's\" then 1 end as x from b",
      after: "select case when a = 'it''s' then 1 end as x from b"),
    Case(name: .quoteAsText, arguments: ["a"], before: "select \"a\" from b", after: nil),
    Case(
      name: .quoteAsText, arguments: ["a"], before: "select x from b where b.\"a\" = 1", after: nil),
    Case(
      name: .unwrapCall, arguments: ["upper", "status"],
      before: "select upper(city) as city, UPPER( trim(status) ) as status from b",
      after: "select upper(city) as city, trim(status) as status from b"),
    Case(
      name: .unwrapCall, arguments: ["upper", "status"],
      before: "select upper(status) || 'x' as status from b", after: nil),
    Case(
      name: .unwrapCall, arguments: ["upper", "status"],
      before: "select upper(/* a */ trim(x) -- b\n) as status from b",
      after: "select /* a */ trim(x) -- b\n as status from b"),
    Case(
      name: .unwrapCall, arguments: ["upper", "status"],
      before: "select upper(status) /* a */ as status from b",
      after: "select status /* a */ as status from b"),
    Case(
      name: .wrapCall, arguments: ["lower", "status"],
      before: "with s as (select o.\"status\", x as y from b o) select * from s",
      after: "with s as (select lower(o.\"status\") as \"status\", x as y from b o) select * from s"
    ),
    Case(
      name: .wrapCall, arguments: ["lower", "status"],
      before: "select trim(state) as status from b",
      after: "select lower(trim(state)) as status from b"),
    Case(
      name: .wrapCall, arguments: ["lower", "status"],
      before: "with s as (select status from b) select status from s", after: nil),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, date_trunc('month', d) as m, sum(x) as x from t group by 1",
      after: "select a, date_trunc('month', d) as m, sum(x) as x from t group by 1, 2"),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select t.a, t.b, sum(x) as x from t group by t.a",
      after: "select t.a, t.b, sum(x) as x from t group by t.a, t.b"),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, sum(x) as x from t {% if y %} where a > 1 {% endif %}\n",
      after: "select a, sum(x) as x from t {% if y %} where a > 1 {% endif %}\ngroup by 1\n"),
    Case(
      name: .renameRelation, arguments: ["sale", "sales"],
      before: "with sales as (select 1 as a) select sales.a from sale",
      after: "with sales as (select 1 as a) select sales.a from sales"),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a,\r\n  sum(x) as x\r\nfrom t\r\n",
      after: "select a,\r\n  sum(x) as x\r\nfrom t\r\ngroup by 1\r\n"),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, b, c, sum(x) as x from t group by 1, -- a\n  2",
      after: "select a, b, c, sum(x) as x from t group by 1, -- a\n  2, 3"),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, b, c, sum(x) as x from t group by 1, {% if y %} 2, {% endif %} 3",
      after: nil),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, sum(x) as x from t group by b", after: nil),
    Case(
      name: .completeGroupBy, arguments: [],
      before:
        "with t as (\n  select a, sum(x) as x, b\n  from u\n  where y > 0\n  order by 1\n)\nselect * from t",
      after:
        "with t as (\n  select a, sum(x) as x, b\n  from u\n  where y > 0\n  group by 1, 3\n  order by 1\n)\nselect * from t"
    ),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, sum(x) over (partition by a) as y from t", after: nil),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, b, c, sum(x) as x from t group by a", after: nil),
    Case(
      name: .completeGroupBy, arguments: [], before: "select a, sum(x) as x from t group by 2",
      after: nil),
    Case(
      name: .completeGroupBy, arguments: [],
      before: "select a, sum(x) over (partition by a) as y, count(*) as n from t group by 1, 9",
      after: "select a, sum(x) over (partition by a) as y, count(*) as n from t group by 1"),
  ]

  static let calls: [Case] = [
    Case(
      name: .renameSource, arguments: ["shop.order", "shop.orders"],
      before: "select * from {{ source(\"shop\", 'order') }}, {{ source('shop', 'order_lines') }}",
      after: "select * from {{ source(\"shop\", 'orders') }}, {{ source('shop', 'order_lines') }}"),
    Case(
      name: .renameSource, arguments: ["shp.orders", "shop.orders"],
      before: "-- {{ source('shp', 'orders') }}\nselect 1",
      after: "-- {{ source('shop', 'orders') }}\nselect 1"),
    Case(
      name: .renameSource, arguments: ["a.b", "a.c"], before: "select 'source(a.b)'", after: nil),
    Case(
      name: .renameMacro, arguments: ["dolars", "dollars"],
      before: "select {{ dolars('dolars') }}, dolars(1) {# dolars() #}",
      after: "select {{ dollars('dolars') }}, dolars(1) {# dolars() #}"),
    Case(
      name: .restoreCommitted, arguments: ["b", "select a,\n  b + 1 as c\nfrom d\n"],
      before: "select a,\n  b - 1 as c\nfrom d\n", after: "select a,\n  b + 1 as c\nfrom d\n"),
    Case(
      name: .restoreCommitted, arguments: ["zzz", "select a,\n  b + 1 as c\nfrom d\n"],
      before: "select a,\n  b - 1 as c\nfrom d\n", after: nil),
    Case(
      name: .restoreCommitted, arguments: ["", "select a,\nb\nfrom d\n"],
      before: "select a,\nb,\nc,\nd,\ne\nfrom d\n", after: nil),
    Case(
      name: .restoreCommitted, arguments: ["", "select ä\r\nfrom d"],
      before: "select ö\r\nfrom d", after: "select ä\r\nfrom d"),
  ]

  static let jinja: [Case] = [
    ("select * from {{ ref('a) }}", "select * from {{ ref('a') }}"),
    ("select * from {{ ref(a') }}", "select * from {{ ref('a') }}"),
    ("select * from {{ ref('a\") }}", "select * from {{ ref(\"a\") }}"),
    ("select * from {{ ref('a') }", "select * from {{ ref('a') }}"),
    ("select * from {{ ref('a' }}", "select * from {{ ref('a') }}"),
    ("{% set x = 1 }\nselect {{ x }} as y", "{% set x = 1 %}\nselect {{ x }} as y"),
    (
      "select 1 {% for x in y %}, {{ x }} {% endfr %}",
      "select 1 {% for x in y %}, {{ x }} {% endfor %}"
    ),
    (
      "select a from b {% if x %} where a {% edif %}",
      "select a from b {% if x %} where a {% endif %}"
    ),
    ("{% st x = 1 %}\nselect {{ x }} as y", "{% set x = 1 %}\nselect {{ x }} as y"),
    ("select * from {{ ref('a')) }}", "select * from {{ ref('a') }}"),
    ("select * from {{ source('a, 'b') }}", "select * from {{ source('a', 'b') }}"),
    ("select * from {{ source('a' 'b') }}", "select * from {{ source('a', 'b') }}"),
    ("select a from b {% if x %} where a", "select a from b {% if x %} where a{% endif %}"),
    ("select * from {{ ref('a') }}", nil),
  ].map { Case(name: .mendJinja, arguments: [], before: $0.0, after: $0.1) }

  @Test(arguments: names + columns + calls + jinja)
  func `it changes what is meant, or refuses`(of example: Case) {
    let request = EditRequest.correction(example.name, example.arguments)
    var after: String?
    var reason = ""
    do throws(EditRefusal) {
      let edits = try request.edits(in: example.before, path: "models/a.sql", adapter: "duckdb")
      after = apply(edits, to: example.before)
    } catch {
      reason = error.reason
    }
    #expect(after == example.after, "\(reason)")
  }
}
