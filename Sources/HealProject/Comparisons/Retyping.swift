import HealEngine

/// A column that came as a number, a date or a time when all was last green, and comes as a text now.
struct Retyping {
  let column: String
  /// SQL that reads the text as what the column was, with `{}` for the column.
  let reading: String

  /// Those of a relation that are read by a node, in the order of the relation; nil where one of them is written in a way
  /// that cannot be told for certain.
  static func all(
    of relation: String, readAs words: Set<String>, adapter: String, _ outside: any OutsideEvidence
  ) -> [Retyping]? {
    guard let recorded = outside.recordedColumns(of: relation), let standing = outside.columns(of: relation) else { return [] }
    var found: [Retyping] = []
    for now in standing where isText(now.type) && words.contains(now.name.lowercased()) {
      guard let before = recorded.first(where: { $0.name.lowercased() == now.name.lowercased() }), !isText(before.type)
      else { continue }
      guard let values = outside.sample(of: now.name, in: relation), !values.isEmpty, isPlain(before.type),
        let inner = reading(of: values, as: before.type.lowercased(), adapter)
      else { return nil }
      found.append(Retyping(column: now.name, reading: "cast(\(inner) as \(before.type.lowercased()))"))
    }
    return found
  }

  private static func isText(_ type: String) -> Bool {
    ["char", "text", "string"].contains { type.lowercased().contains($0) }
  }

  /// Whether a type may be written into SQL as the warehouse says it: `numeric(16,2)`.
  private static func isPlain(_ type: String) -> Bool {
    type.utf8.allSatisfy { $0.isLetter || $0.isDigit || " _(),".utf8.contains($0) } && type.utf8.first?.isLetter == true
  }

  private static func reading(of values: [String], as type: String, _ adapter: String) -> String? {
    if type.contains("date") || type.contains("timestamp") { return date(values, adapter) }
    let isNumber = ["int", "dec", "num", "double", "float", "real"].contains { type.contains($0) }
    return isNumber ? number(values) : nil
  }

  // MARK: Numbers

  private static func number(_ values: [String]) -> String? {
    for sign in ["$", "€", "£"] where values.contains(where: { $0.contains(sign) }) {
      let bare = values.map { $0.filter { String($0) != sign && $0 != " " } }
      return bare.allSatisfy(isGrouped) ? "replace(replace({}, '\(sign)', ''), ',', '')" : nil
    }
    let isComma = { (value: String) in
      let parts = value.split(separator: ",", omittingEmptySubsequences: false)
      return parts.count == 2 && isWhole(parts[0].filter { $0 != "." }[...]) && isDigits(parts[1])
    }
    // `1,204` may be either: three digits behind the comma say nothing.
    if values.contains(where: { isComma($0) && $0.split(separator: ",").last?.count != 3 }) {
      return values.allSatisfy { isComma($0) || isWhole($0[...]) } ? "replace(replace({}, '.', ''), ',', '.')" : nil
    }
    let isThousands = values.contains { $0.count { $0 == "," } > 1 || ($0.contains(",") && $0.contains(".")) }
    guard isThousands || values.count(where: { $0.contains(",") }) > 9 else { return nil }
    return values.allSatisfy(isGrouped) ? "replace({}, ',', '')" : nil
  }

  /// `1,204.50`, `-12`
  private static func isGrouped(_ value: String) -> Bool {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, parts.count == 1 || isDigits(parts[1]) else { return false }
    let groups = first.drop { $0 == "-" || $0 == "+" }.split(separator: ",", omittingEmptySubsequences: false)
    return groups.allSatisfy(isDigits) && groups.dropFirst().allSatisfy { $0.count == 3 }
      && (groups.count == 1 || (1...3).contains(groups[0].count))
  }

  private static func isWhole(_ text: Substring) -> Bool { isDigits(text.drop { $0 == "-" || $0 == "+" }) }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(\.isDigit)
  }

  // MARK: Dates

  private static func date(_ values: [String], _ adapter: String) -> String? {
    for sign in ["/", ".", "-"] as [Character] {
      let parts = values.map { $0.split(separator: sign, omittingEmptySubsequences: false) }
      guard parts.allSatisfy({ $0.count == 3 && $0.allSatisfy(isDigits) }) else { continue }
      let numbers = parts.map { $0.compactMap { Int($0) } }
      let order: [String]
      if parts.allSatisfy({ $0[0].count == 4 }) {
        order = ["Y", "m", "d"]
      } else {
        guard parts.allSatisfy({ $0[2].count == 4 }) else { return nil }
        // Only a number above twelve tells the day from the month.
        let (isDayFirst, isMonthFirst) = (numbers.contains { $0[0] > 12 }, numbers.contains { $0[1] > 12 })
        guard isDayFirst != isMonthFirst else { return nil }
        order = isDayFirst ? ["d", "m", "Y"] : ["m", "d", "Y"]
      }
      return parse(order, sign, adapter)
    }
    return nil
  }

  private static func parse(_ order: [String], _ sign: Character, _ adapter: String) -> String? {
    let written = { (names: [String: String]) in order.compactMap { names[$0] }.joined(separator: String(sign)) }
    let percent = written(["d": "%d", "m": "%m", "Y": "%Y"])
    switch adapter {
    case "duckdb": return "strptime({}, '\(percent)')"
    case "postgres", "redshift", "snowflake": return "to_date({}, '\(written(["d": "DD", "m": "MM", "Y": "YYYY"]))')"
    case "bigquery": return "parse_date('\(percent)', {})"
    case "databricks", "spark": return "to_date({}, '\(written(["d": "dd", "m": "MM", "Y": "yyyy"]))')"
    case "athena", "trino": return "date_parse({}, '\(percent)')"
    default: return nil
    }
  }
}
