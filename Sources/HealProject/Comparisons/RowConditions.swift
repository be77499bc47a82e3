import HealEngine

/// Whether models leave rows out by what a column holds: it, or what is made of it, stands in a `where`, `having`, `qualify` or
/// in the condition of a join. Read by words, in the order of the text; in doubt it does.
package struct RowConditions {
  /// The column, and what is made of it; in lower case.
  private var names: Set<String>
  private var isFound = false

  package static func name(_ column: String, in models: [ValueTrial.Model]) -> Bool {
    var conditions = RowConditions(names: [column.lowercased()])
    for model in models where !conditions.isFound { conditions.read(SQLText.tokens(of: model.text)) }
    return conditions.isFound
  }

  private init(names: Set<String>) { self.names = names }

  private static let openers: Set<String> = ["where", "having", "qualify", "on", "using"]
  private static let closers: Set<String> = [
    "select", "from", "join", "group", "order", "limit", "union", "except", "intersect", "window",
  ]

  private mutating func read(_ tokens: [String]) {
    /// Of each open bracket, and of the text itself: whether a condition is read, whether the item of a list has one of the
    /// names, and whether an earlier item has.
    var levels = [(isCondition: false, hasName: false, hadName: false)]
    var previous = ""
    for token in tokens {
      let top = levels.count - 1
      switch token {
      case "(": levels.append((false, false, false))
      case ")" where top > 0:
        let inner = levels.removeLast()
        levels[top - 1].hasName = levels[top - 1].hasName || inner.hasName || inner.hadName
      case ",":
        levels[top].hadName = levels[top].hadName || levels[top].hasName
        levels[top].hasName = false
      case _ where Self.openers.contains(token): levels[top].isCondition = true
      case _ where Self.closers.contains(token): levels[top] = (false, false, false)
      case _ where names.contains(token):
        if levels.contains(where: \.isCondition) { return isFound = true }
        levels[top].hasName = true
      case _ where previous == "as" && levels[top].hasName: names.insert(token)
      default: break
      }
      previous = token
    }
  }
}

extension SQLText {
  /// The words of a model's SQL in lower case, and its brackets and commas; without comments, and without what it does only
  /// when it adds to a table.
  fileprivate static func tokens(of text: String) -> [String] {
    var rest = withoutComments(Array(text.utf8))[...]
    var found: [String] = []
    while let byte = rest.first {
      if rest.starts(with: "{%".utf8), let end = rest.firstRange(of: "%}")?.upperBound {
        let isIncrement = rest[..<end].firstRange(of: "is_incremental") != nil
        let after = isIncrement ? rest.firstRange(of: "endif").flatMap { rest[$0.upperBound...].firstRange(of: "%}")?.upperBound } : nil
        rest = rest[(after ?? end)...]
      } else if isWord(byte) {
        let word = rest.prefix(while: isWord)
        found.append(word.text.lowercased())
        rest = rest[word.endIndex...]
      } else {
        if "(),".utf8.contains(byte) { found.append(String(UnicodeScalar(byte))) }
        rest = rest.dropFirst()
      }
    }
    return found
  }
}
