import HealEngine
import HealLanguage

extension ModelCases {
  /// A column that is read from an input, or given out under a name.
  mutating func columns() -> MadeCase {
    let (old, new) = ("order_totl", "order_total")
    let column = operation == .correctAlias ? old : writer.name(old)
    let isJoined = writer.random.isOne(in: 3)
    let read = isJoined ? "o." + column : column
    var items = [
      "\(isJoined ? "o." : "")id", "coalesce(paid, 0) " + writer.sql("as") + " paid_now",
    ]
    var rest = [writer.sql("from") + " \(writer.ref()) " + writer.sql("as") + " o"]
    if isJoined {
      rest.append(
        writer.sql("inner join") + " \(writer.ref()) c " + writer.sql("on") + " o.id = c.id")
    }
    let aliased = "lower(\(read)) " + writer.sql("as") + " total_text"
    switch operation {
    case .renameColumn:
      items += [read, aliased]
      rest.append(writer.sql("where") + " \(read) " + writer.sql("is not null"))
    case .rereadColumn:
      items.append(aliased)
      rest.append(writer.sql("where") + " \(read) <> \(writer.literal())")
    case .correctAlias:
      items.append(writer.expression("o.price") + " " + writer.sql("as") + " \(column)")
    default: items.append(writer.random.one(of: [read, aliased]))
    }
    items.swapAt(writer.random.number(0...items.count - 1), 0)
    let lines = writer.model(
      [writer.note(old)] + [writer.sql("select")] + writer.list(items) + rest)
    switch operation {
    case .renameColumn: return MadeCase(.renameColumn(old, to: new), lines)
    case .correctColumn:
      return MadeCase(
        .correctColumn(old, to: new), lines, inverse: .correctColumn(new, to: old))
    default: return MadeCase(operation, old, new, lines)
    }
  }

  /// Two inputs, side by side or in the branches of an `if`.
  mutating func inputs() -> MadeCase {
    let from = writer.sql("from") + " \(writer.ref()) " + writer.sql("as") + " ords"
    let on = " " + writer.sql("on") + " ords.id = custs.id"
    let join = writer.sql("left join") + " \(writer.ref()) " + writer.sql("as") + " custs" + on
    let note = writer.note("orders.kind ords custs")
    switch operation {
    case .correctQualifier:
      let items = ["ords.id", "custs.city", writer.random.one(of: ["ordrs.paid", "orrds.paid"])]
      let wrong = items[2].contains("ordrs") ? "ordrs" : "orrds"
      guard writer.random.isOne(in: 3) else {
        return MadeCase(
          .correction(operation, [wrong]), writer.model([note] + writer.select(items, from, join)))
      }
      let other = writer.sql("from") + " \(writer.ref()) " + writer.sql("as") + " old_ords"
      let branches = ["{% if target.name == 'dev' %}", from, "{% else %}", other, "{% endif %}"]
      return MadeCase(
        .correction(operation, [wrong]),
        writer.model([writer.sql("select"), writer.step + items[2]] + branches))
    case .qualify:
      let list = writer.select(["kind", "custs.city", "ords.paid"], from, join)
      return MadeCase(
        .correction(operation, ["id", "ords.id, custs.id"]),
        writer.model(
          [note]
            + (writer.random.isOne(in: 2)
              ? writer.select(["id", "custs.city"], from, join)
              : list.dropLast() + [join.replacing("= custs.id", with: "= id")])))
    case .requalify:
      let items = [writer.name("city"), "country"].map { "ords." + $0 } + ["custs.name"]
      return MadeCase(
        .correction(operation, ["city", "ords", "custs"]),
        writer.model([note] + writer.select(items, from, join)),
        inverse: .correction(operation, ["city", "custs", "ords"]))
    default:
      let slip = writer.random.one(of: ["lfet", "leftt", "lef", "innr", "iner", "cros", "ful"])
      let source = writer.sql("from") + " stg_orders"
      let wrong =
        writer.sql("\(slip) join") + " stg_customers c"
        + (slip == "cros" ? "" : " " + writer.sql("on") + " c.id = stg_orders.id")
      return MadeCase(
        .correction(operation, ["stg_orders"]),
        writer.model([note] + writer.select(["c.id", "city"], source, wrong)))
    }
  }

  /// A select that aggregates and is grouped by too little, or not at all.
  mutating func grouped() -> MadeCase {
    let sum = writer.sql("sum") + "(amount) " + writer.sql("as") + " amount_sum"
    let from = writer.sql("from") + " \(writer.ref())"
    var items = ["city", "kind"]
    items.insert(sum, at: writer.random.number(0...2))
    let plain = items.indices.filter { items[$0] != sum }.map { String($0 + 1) }
    var lines = writer.select(items, from)
    switch writer.random.number(0...6) {
    case 5:
      lines = writer.select(["city", sum, "kind", "area"], from)
      lines += [writer.sql("group by"), "1, \(writer.note())", "3"]
    case 6:
      lines += ["{% if a %}", writer.sql("group by") + " \(plain[0])", "{% else %}"]
      lines += [writer.sql("group by") + " \(plain[0])", "{% endif %}"]
    case 0: lines.append(writer.sql("group by") + " city")
    case 1: lines.append(writer.sql("group by") + " \(plain[0])")
    case 2: lines.append(writer.sql("group by") + " \(plain[0]) \(writer.note())")
    case 3: lines += ["{% if is_incremental() %}", writer.sql("where") + " a > 1", "{% endif %}"]
    default: lines.append(writer.sql("where") + " kind = \(writer.literal())")
    }
    return MadeCase(.correction(operation, []), writer.model(lines))
  }

  /// One item of a select list.
  mutating func items() -> MadeCase {
    let from = writer.sql("from") + " \(writer.ref())"
    let head = [writer.sql("select")]
    let (alias, last) = (writer.sql("as"), writer.step + "id")
    switch operation {
    case .separate:
      let swallowed = [
        writer.step + "city\(writer.random.isOne(in: 3) ? "  " + writer.note() : "")",
        writer.step + "country,",
      ]
      return MadeCase(
        .correction(operation, ["city"]), writer.model(head + swallowed + [last, from]))
    case .quoteAsText:
      let condition = writer.random.one(of: ["kind = \"new\"", "kind in ('a', \"new\")"])
      return MadeCase(
        .correction(operation, ["new"]),
        writer.model(head + [last, from, writer.sql("where") + " " + condition]))
    case .wrapCast:
      let cast = writer.random.one(of: [
        "cast(o.\(writer.quoted("price")) \(alias) numeric(9, 2))", "CAST( price \(alias) text)",
        "o.price::int",
      ])
      return MadeCase(
        .correction(operation, ["price", "replace({}, ',', '.')"]),
        writer.model(head + ["\(writer.step)\(cast) \(alias) paid,", last, from + " o"]))
    case .unwrapCall:
      let inner = writer.random.one(of: [
        "status", "trim(state)", "o.\(writer.quoted("status"))", "status /* note 98 */",
        "/* note 99 */ trim(state)",
      ])
      let between = writer.random.one(of: [" ", " ", " /* note 97 */ "])
      let call = writer.random.one(of: ["upper(\(inner))", "UPPER( \(inner) )"])
      return MadeCase(
        .correction(operation, ["upper", "status"]),
        writer.model(head + ["\(writer.step)\(call)\(between)\(alias) status,", last, from + " o"]))
    default:
      let item = writer.random.one(of: ["status", "trim(state) \(alias) status", "o.status"])
      let isUndone = item != "o.status"
      return MadeCase(
        .correction(operation, ["lower", "status"]),
        writer.model(head + ["\(writer.step)\(item),", last, from + " o"]),
        inverse: isUndone ? .correction(.unwrapCall, ["lower", "status"]) : nil)
    }
  }
}
