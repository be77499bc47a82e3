import HealEngine
import HealLanguage

extension ModelCases {
  mutating func keyword() -> MadeCase {
    let (old, new) = writer.random.one(of: [("wehre", "where"), ("grop", "group"), ("fom", "from")])
    let lines = [
      writer.sql("select") + " kind, " + writer.sql("count") + "(*) " + writer.sql("as") + " n",
      writer.sql("from") + " \(writer.ref())",
      writer.sql("where") + " kind = 'a'" + (writer.random.isOne(in: 3) ? " " + writer.note() : ""),
      writer.sql("group by") + " 1",
    ].map { $0.replacing(writer.sql(new) + " ", with: writer.sql(old) + " ") }
    return MadeCase(.correction(operation, [old, new]), lines)
  }

  /// Names of functions, types and common tables.
  mutating func names() -> MadeCase {
    let from = writer.sql("from") + " \(writer.ref())"
    switch operation {
    case .renameFunction:
      let call = writer.sql("date_trnc")
      let items = [
        "id", "\(call)('day', made_at) " + writer.sql("as") + " day",
        "max(\(call)('month', made_at))",
      ]
      return MadeCase(
        operation, "date_trnc", "date_trunc",
        writer.model([writer.note("date_trnc(")] + writer.select(items, from)))
    case .renameType:
      let items = [
        "id",
        writer.sql("cast") + "(made_at " + writer.sql("as") + " dat) " + writer.sql("as") + " dat",
        "made_at::dat " + writer.sql("as") + " other",
      ]
      return MadeCase(operation, "dat", "date", writer.model(writer.select(items, from)))
    default:
      let lines = writer.model(writer.select(["id", "kind"], from), called: "payments")
      let last = lines[lines.count - 1].replacing("payments", with: "paymnts")
      var wrong = Array(lines.dropLast())
      wrong.append(
        last + (writer.random.isOne(in: 2) ? "" : " " + writer.sql("cross join") + " payments p"))
      return MadeCase(.correction(operation, ["paymnts", "payments"]), wrong)
    }
  }

  /// What Jinja calls, in tags, texts and comments.
  mutating func calls() -> MadeCase {
    let quote = writer.random.one(of: ["'", "\""])
    let text = { (name: String) in quote + name + quote }
    let call: String
    switch operation {
    case .renameRef:
      call = "ref(\(writer.random.one(of: ["", "'shop', ", "\n "]))\(text("stg_ordrs")))"
    case .renameSource: call = "source( \(text("shop")), \(text("ordrs")) )"
    default: call = "shop.ordrs(\(text("a")), x=[1])"
    }
    let tag = writer.random.one(of: ["{{ ", "{{-", "{% set x = "])
    let end = tag.hasPrefix("{%") ? " %}" : writer.random.one(of: [" }}", "-}}"])
    let from = writer.sql("from") + " \(tag.hasPrefix("{%") ? writer.ref() : tag + call + end)"
    let head = tag.hasPrefix("{%") ? ["{% set x = " + call.replacing("\n", with: "") + end] : nil
    let block =
      [writer.note("{{ \(call.replacing("\n", with: "")) }} ordrs"), "{# \(text("ordrs")) #}"]
      + writer.select(["ordrs.id", "'ordrs(' " + writer.sql("as") + " t"], from + " ordrs")
    let lines = writer.model(block, head: head).flatMap {
      $0.split(separator: "\n").map(String.init)
    }
    switch operation {
    case .renameRef:
      return MadeCase(
        .renameRef("stg_ordrs", to: "stg_orders"), lines,
        inverse: .renameRef("stg_orders", to: "stg_ordrs"))
    case .renameSource: return MadeCase(operation, "shop.ordrs", "shop.orders", lines)
    default: return MadeCase(operation, "shop.ordrs", "orders", lines)
    }
  }

  /// Arguments of `config()`.
  mutating func settings() -> MadeCase {
    let blank = writer.random.one(of: ["", " "])
    let quote = writer.random.one(of: ["'", "\""])
    let old = operation == .correctKey ? "materialised" : "materialized"
    let value = quote + "tabel" + quote
    let argument = "\(old)\(blank)=\(blank)\(value)"
    let head = writer.random.one(of: [
      ["{{ config(\(argument), tags=['tabel', 'materialised']) }}"],
      [
        "{{", "\(writer.step)config(", "\(writer.step)schema='x',", "\(writer.step)\(argument),",
        ")", "}}",
      ],
      ["{%- do config(alias=\"materialised='tabel'\", \(argument)) -%}"],
    ])
    let target = [
      writer.note("materialised='tabel'"),
      "select materialised " + writer.sql("from") + " \(writer.ref())",
    ]
    let lines = writer.model(target, head: head)
    guard operation == .correctKey else {
      return MadeCase(
        .correctValue(of: "materialized", "tabel", to: "table"), lines,
        inverse: .correctValue(of: "materialized", "table", to: "tabel"))
    }
    return MadeCase(
      .correctKey("materialised", to: "materialized"), lines,
      inverse: .correctKey("materialized", to: "materialised"))
  }
}
