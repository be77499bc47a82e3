/// Rules and messages made up for measuring: as many as asked for, alike to those that people
/// write, the same in every run.
enum SyntheticRules {
  /// A `.heal` source of so many rules. One in ten has a regex, one in ten an `unless`.
  static func source(count: Int) -> String {
    var source = "category SYNTHETIC \"Made up for measuring.\"\n"
    for number in 0..<count { source += rule(number) }
    return source
  }

  /// So many messages of about a kilobyte; one in three holds the words of one of the rules.
  static func messages(count: Int, of ruleCount: Int) -> [String] {
    (0..<count).map { number in
      let rule = number &* 7919 % max(ruleCount, 1)
      let error = number.isMultiple(of: 3) ? sentence(rule, hole: "raw.orders") : "All is well."
      return """
        Runtime Error in model stg_\(noun(number)) (models/staging/stg_\(noun(number)).sql)
          \(error)
          \(String(repeating: "select order_id, customer_id, status from source_\(number)\n  ", count: 16))
          compiled code at target/compiled/shop/models/staging/stg_\(noun(number)).sql
        """
    }
  }

  private static func rule(_ number: Int) -> String {
    let match =
      number % 10 == 3
      ? "match /(?:Error|Warning) \(code(number)): (?<what>[^\\n]+)/"
      : "match '\(sentence(number, hole: "<what>"))'"
    let unless = number % 10 == 7 ? "\n  unless 'ignored \(code(number))'" : ""
    return """

      rule synthetic.rule_\(number) {
        category SYNTHETIC
        \(match)\(unless)
        fix "Wait and run again" { retry after 5s; confidence 50% }
      }

      """
  }

  /// The words of a rule's message, other for each number.
  private static func sentence(_ number: Int, hole: String) -> String {
    let verbs = ["could not read", "failed to cast", "cannot resolve", "timed out on", "rejected"]
    let ends = ["does not exist", "is ambiguous", "was not found", "is locked", "has changed"]
    if number % 10 == 3 { return "Error \(code(number)): \(hole)" }
    return "\(noun(number)) \(verbs[number % 5]) \(noun(number / 7)) \(hole) "
      + "\(ends[number / 5 % 5]) in \(noun(number / 3))"
  }

  private static func code(_ number: Int) -> String { "X\(10_000 + number &* 37)" }

  private static func noun(_ number: Int) -> String {
    let first = ["order", "column", "table", "schema", "seed", "macro", "stage", "worker", "file"]
    let second = ["reader", "index", "cluster", "cache", "cursor", "buffer", "socket", "token"]
    return "\(first[number % 9])_\(second[number / 9 % 8])_\(number / 72)"
  }
}
