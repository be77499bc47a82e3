import ArgumentParser
import HealLanguage

/// The words of one kind, for `heal explain --list` and the reference in `docs/`.
struct WordList {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case faults, rules, clauses, operations, functions, facts, subjects, placeholders, categories, problems
  }

  struct Word: Hashable {
    var name: String
    /// How it is written, where that says more than its name.
    var form: String?
    /// One sentence.
    var summary: String
    /// Lines below it: an example, a risk, a cost.
    var notes: [String] = []
  }

  let kind: Kind
  let words: [Word]

  /// - Parameter rules: those in effect; of the language's own words none are needed.
  init(_ kind: Kind, rules: RuleSet = RuleSet()) {
    self.kind = kind
    words =
      switch kind {
      case .faults:
        rules.faults.map { fault in
          Word(
            name: fault.name, form: fault.form, summary: fault.documentation.lines.first ?? "",
            notes: FaultTable(fault, rules).lines)
        }
      case .rules:
        rules.rules.map { rule in
          let summary = rule.documentation.lines.first ?? ""
          return Word(name: rule.name, summary: "\(rule.category). \(summary)")
        }
      case .clauses:
        ClauseGuide.all.map { clause in
          Word(
            name: clause.block == .file ? clause.name : "\(clause.name) (in \(clause.block.words))",
            form: clause.form, summary: clause.summary)
        }
      case .operations:
        OperationGuide.all.map { operation in
          Word(
            name: operation.name, form: operation.form, summary: operation.summary,
            notes: ["risk: \(operation.risk)"])
        }
      case .functions: Function.allCases.map(Word.init)
      case .facts:
        Fact.allCases.map { Word(name: $0.rawValue, form: nil, summary: "\($0.summary) \($0.type.sentence)") }
      case .subjects:
        Subject.allCases.map { Word(name: $0.rawValue, form: "match in \($0.rawValue) …", summary: $0.summary.sentence) }
      case .placeholders:
        Pattern.holeSummaries.map { Word(name: $0.0, form: "<NAME:\($0.0)>", summary: $0.1) }
      case .categories:
        rules.categories.map { Word(name: $0.name, form: nil, summary: $0.documentation) }
      case .problems:
        Problem.Code.allCases.map { code in
          Word(name: code.rawValue, form: nil, summary: ProblemGuide.reason(code.rawValue) ?? "")
        }
      }
  }

  /// Names in one column, what they mean in the next.
  func text(_ style: Style) -> String {
    let width = words.map(\.name.count).max() ?? 0
    return words.map { word in
      let gap = String(repeating: " ", count: width - word.name.count + 2)
      return style.bold(word.name) + gap + word.summary
    }.joined(separator: "\n")
  }

  var json: JSON {
    .object([
      ("kind", .text(kind.rawValue)),
      (
        "words",
        .list(
          words.map { word in
            .object([
              ("name", .text(word.name)), ("form", word.form.map(JSON.text) ?? .null),
              ("summary", .text(word.summary)), ("notes", .list(word.notes.map(JSON.text))),
            ])
          })
      ),
    ])
  }

  /// A section of the reference.
  var markdown: String {
    var lines = ["## \(kind.rawValue.capitalizedFirst)", ""]
    for word in words {
      lines += ["### `\(word.name)`", ""]
      if let form = word.form { lines += ["```heal", form, "```", ""] }
      lines += [word.summary, ""]
      for note in word.notes { lines += [note.sentence, ""] }
    }
    return lines.joined(separator: "\n")
  }

  /// `docs/reference.md`: all words of the language itself.
  static func reference(_ rules: RuleSet) -> String {
    let kinds: [Kind] = [
      .clauses, .placeholders, .subjects, .facts, .functions, .operations, .categories,
    ]
    return ([Self.preface] + kinds.map { WordList($0, rules: rules).markdown })
      .joined(separator: "\n")
  }

  private static let preface = """
    # Reference of the rule language

    Every word of `.heal`, from the source that `heal explain NAME`, `heal explain --list` and editors show. A test holds this page to it:
    after a change, run `HEAL_RECORD=1 swift test --filter ReferenceTests`. What a rule looks like as a whole is in
    [the tutorial](first-rule.md), the grammar in [heal.ebnf](../grammar/heal.ebnf), what the linter says in
    [problems.md](../grammar/problems.md).

    """
}

extension WordList.Word {
  fileprivate init(_ function: Function) {
    let signature = function.signature
    let parameters = signature.parameters.map { "\($0.name): \($0.type.description)" }
    self.init(
      name: function.rawValue,
      form: "\(function.rawValue)(\(parameters.joined(separator: ", "))) → \(signature.result.description)\n"
        + signature.example,
      summary: signature.summary, notes: ["cost: \(signature.cost.description)"])
  }
}

extension ValueType {
  /// `A list of names.`
  fileprivate var sentence: String { description.sentence }
}

extension ClauseGuide.Block {
  fileprivate var words: String {
    switch self {
    case .file: "a file"
    case .fallback: "a fallback block"
    case .rule: "a rule"
    case .remedy: "a remedy"
    case .fix: "a fix"
    case .test: "a test"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// It as a sentence: a capital in front, a full stop behind.
  fileprivate var sentence: String { hasSuffix(".") ? capitalizedFirst : capitalizedFirst + "." }
}
