import HealLanguage

/// The text of a drafted rule, put together.
struct DraftText {
  let name: String
  let category: String
  /// Rules that it must override to be heard.
  var overridden: [String] = []
  private(set) var remarks: [String] = []
  private let failure: Failure
  private let complaint: String
  private let skeleton: DraftSkeleton
  private let others: [String]
  private let evidence: any Evidence
  private let grounds: String?
  private var nearMiss: (message: String, wasSeen: Bool)?

  init(failure: Failure, complaint: String, material: DraftMaterial) {
    self.failure = failure
    self.complaint = complaint
    evidence = material.evidence
    others = material.others.map(\.message)
    var known = material.known
    for other in others.compactMap(RuleDraft.complaint) { known.addDifferences(complaint, other) }
    skeleton = DraftSkeleton(complaint, known: known)
    let guess = material.category == nil ? CategoryGuess(material.rules).guess(failure) : nil
    category = material.category ?? guess?.category ?? Self.category(of: failure.message)
    grounds = guess.map { "as `\($0.rule)`, whose example is \($0.likeness.percent) alike" }
    name = Self.free(
      material.name ?? "draft.\(Self.slug(skeleton.text))", among: material.rules.rules.map(\.name))
    if let grounds { remarks.append("category \(category): \(grounds)") }
    if material.category == nil, guess == nil, !material.rules.rules.isEmpty {
      remarks.append("category \(category): by dbt's heading alone, for no example is alike")
    }
  }

  /// - Parameter pattern: what the draft's own `match` became.
  mutating func addNearMiss(_ pattern: Pattern?) {
    nearMiss = pattern.flatMap { NearMiss.find(line: complaint, pattern: $0, others: others) }
  }

  var rendered: String {
    let parts = [scope, match, repair, hit, miss].filter { !$0.isEmpty }
    return """
      ## What is it, and what can be done? Turn a name that matters into a fix.
      rule \(name) {
      \(parts.joined(separator: "\n\n"))
      }

      """
  }

  // MARK: Parts

  private var scope: String {
    let note = grounds.map { "  # \($0)" } ?? ""
    let adapter = isOfWarehouse ? failure.adapter.map { "\n  adapter \($0)" } ?? "" : ""
    return "  category \(category)\(note)\(adapter)"
  }

  private var match: String {
    let overrides = overridden.isEmpty ? "" : "\n  overrides \(overridden.joined(separator: ", "))"
    return "  match '''\n    \(skeleton.text)\n  '''\(overrides)"
  }

  /// What the warehouse says is its own; what dbt says, every warehouse has.
  private var isOfWarehouse: Bool {
    failure.message.contains("Database Error") || failure.message.contains("Runtime Error in model")
  }

  private var repair: String {
    let advice = "  advise \"Say here what a person should do\""
    guard let (hole, list, operation) = misspelling else {
      return advice + "\n\n  # fix \"Run again later\" { retry after 1m; confidence 10% }"
    }
    return """
        let replacement = closest(\(hole), \(list))

        fix "Write ${replacement} where ${node.name} says ${\(hole)}" {
          edit node.file with \(operation)(\(hole), to: replacement)
          confidence 10%  # nothing has shown yet that this is right
        }

      \(advice)
      """
  }

  /// A hole whose value is no name of the project but near to one: its name, where to look and how to write it.
  private var misspelling: (hole: String, list: String, operation: String)? {
    guard failure.node?.file?.hasSuffix(".sql") == true else { return nil }
    let lists: [(Question, String, String)] = [
      (.models, "project.models", "rename_ref"), (.sources, "project.sources", "rename_source"),
      (.macros, "project.macros", "rename_macro"),
    ]
    for hole in skeleton.holes where hole.kind == "name" && hole.meaning == nil {
      for (question, list, operation) in lists {
        guard let names = evidence.answer(question).texts,
          closest(hole.value, among: names) != nil
        else { continue }
        return (hole.name, list, operation)
      }
    }
    return nil
  }

  private var hit: String {
    test("as it was seen", failure.message, "match")
  }

  private var miss: String {
    guard let nearMiss else { return "" }
    let name =
      nearMiss.wasSeen
      ? "a near miss that was seen"
      : "a near miss; put a real one here that the rule must leave alone"
    return test(name, nearMiss.message, "no match")
  }

  private func test(_ name: String, _ message: String, _ expectation: String) -> String {
    let text = message.replacing("'''", with: "' ' '")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "      " + $0 }.joined(separator: "\n")
    return
      "  test \"\(name)\" {\n    failure '''\n\(lines)\n    '''\n    expect \(expectation)\n  }"
  }

  // MARK: Names

  private static func category(of message: String) -> String {
    let headings = [
      ("Database Error", "DATABASE"), ("Compilation Error", "SYNTAX"), ("Parsing Error", "YAML"),
      ("Dependency Error", "DEPENDENCY"), ("Runtime Error", "INTERNAL"),
    ]
    return headings.first { message.contains($0.0) }?.1 ?? "INTERNAL"
  }

  /// The first words of a skeleton as a name: `could_not_open_the`.
  private static func slug(_ skeleton: String) -> String {
    var plain = ""
    var isInHole = false
    for character in skeleton {
      if character == "<" { isInHole = true }
      plain.append(isInHole ? " " : character)
      if character == ">" { isInHole = false }
    }
    let words = plain.lowercased().split { !($0.isASCII && $0.isLetter) }.prefix(4)
    return words.isEmpty ? "unnamed" : words.joined(separator: "_")
  }

  private static func free(_ name: String, among taken: [String]) -> String {
    let taken = Set(taken)
    guard taken.contains(name) else { return name }
    let number = (2...).first { !taken.contains("\(name)_\($0)") } ?? 2
    return "\(name)_\(number)"
  }
}
