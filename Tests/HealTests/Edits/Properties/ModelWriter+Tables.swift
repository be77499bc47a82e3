extension ModelWriter {
  /// A common table that has nothing to do with the edit.
  mutating func filler(_ index: Int) -> (name: String, lines: [String]) {
    let name = "f\(index)_" + random.one(of: ["base", "joined", "totals"])
    switch random.number(0...8) {
    case 0: return (name, [sql("select") + " * " + from()])
    case 1:
      let items = ["id", "made_at", named(expression("price"), "price_now")]
      return (name, select(items, from(), sql("where") + " kind <> \(literal())"))
    case 2: return (name, joined())
    case 3:
      let items = ["kind", named(sql("count") + "(*)", "n")]
      return (name, select(items, from(), sql("group by") + " 1"))
    case 4:
      let one = select(["id", "made_at"], from())
      return (name, one + [sql("union all")] + select(["id", "made_at"], from()))
    case 5: return (name, looped())
    case 6:
      let inner = "(" + sql("select") + " id \(from()))"
      return (
        name,
        select(
          ["s.id"], sql("from") + " \(inner) " + sql("as") + " s",
          sql("where") + " s.id " + sql("in") + " \(inner)")
      )
    case 7:
      let items = ["id", named(sql("sum") + "(price) " + sql("over") + " w", "running")]
      let window = sql("window") + " w " + sql("as") + " (" + sql("partition by") + " kind)"
      return (name, select(items, from(), window))
    default:
      let first =
        sql("qualify") + " row_number() " + sql("over") + " (" + sql("order by") + " id) = 1"
      return (name, select(["id", quoted("Made At")], from(), first))
    }
  }

  private mutating func from() -> String { sql("from") + " \(ref())" }

  private func named(_ expression: String, _ name: String) -> String {
    expression + " " + sql("as") + " " + name
  }

  private mutating func joined() -> [String] {
    let items = ["p.id", named("q." + self.name("region"), "area")]
    let join = sql("left join") + " \(ref()) " + sql("as") + " q " + sql("on") + " p.id = q.id"
    return select(items, from() + " " + sql("as") + " p", join)
      + ["{% if is_incremental() %}", sql("where") + " p.made_at > '2024-01-01'", "{% endif %}"]
  }

  private mutating func looped() -> [String] {
    guard random.isOne(in: 2) else {
      let loop = "{% for k in ['a', 'b'] %}" + named(sql("max") + "(price)", "{{ k }}_price")
      return select(
        ["id", loop + ", {% endfor %} " + named("1", "one")], from(), sql("group by") + " id")
    }
    return [
      sql("select"), step + "id,", "{%- for k in ['a', \"b\"] %}",
      step
        + named(
          sql("sum") + "(" + sql("case when") + " kind = '{{ k }}' " + sql("then") + " 1 "
            + sql("end") + ")", "{{ k }}_n"),
      "{%- if not loop.last %},{% endif -%}", "{% endfor %}", from(), sql("group by") + " 1",
    ]
  }
}
