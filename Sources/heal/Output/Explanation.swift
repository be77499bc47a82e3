import HealEngine
import HealLanguage

/// What `heal explain` says of a name.
struct Explanation {
  let library: RuleLibrary
  let compilation: Compilation
  let style: Style

  init(library: RuleLibrary, style: Style) {
    self.library = library
    self.style = style
    compilation = library.compiled()
  }

  /// All that can be explained.
  var names: [String] {
    compilation.rules.rules.map(\.name) + compilation.rules.faults.map(\.name) + compilation.rules.disabled.map(\.name)
      + Problem.Code.allCases.map(\.rawValue) + Function.allCases.map(\.rawValue)
      + OperationGuide.all.map(\.name) + compilation.rules.categories.map(\.name)
  }

  /// nil when nothing has the name.
  func text(for name: String) -> String? {
    if let rule = compilation.rules.rules.first(where: { $0.name == name }) { return text(rule) }
    if let rule = compilation.rules.disabled.first(where: { $0.name == name }) { return text(rule) }
    if let fault = compilation.rules.faults.first(where: { $0.name == name }) { return text(fault) }
    if let code = Problem.Code(rawValue: name) { return text(code) }
    if let function = Function(rawValue: name) { return text(function) }
    if let operation = OperationGuide.all.first(where: { $0.name == name }) {
      return text(operation)
    }
    return compilation.rules.categories.first { $0.name == name }.map(text)
  }

  // MARK: Rules

  private func text(_ fault: Fault) -> String {
    let heading = "\(style.dim("fault")) \(style.bold(fault.name))   \(fault.location.shown(in: library.sources))"
    let documentation = fault.documentation.lines.map { "  \($0)" } + ["", "  \(fault.form)"]
    return ([heading] + documentation + ["  category  \(fault.category)\(meaning(of: fault.category))"]
      + FaultTable(fault, compilation.rules).lines.map { "  \($0)" }).joined(separator: "\n")
  }

  private func text(_ rule: Rule) -> String {
    var lines = [
      "\(style.dim(rule.isRemedy ? "remedy" : "rule")) \(style.bold(rule.name))   \(style.dim(library.origin(of: rule)))"
    ]
    lines += library.replaced(by: rule).map { style.dim("  replaces  \($0)") }
    lines += rule.documentation.isEmpty ? [] : rule.documentation.lines.map { "  \($0)" } + [""]
    lines.append("  category  \(rule.category)\(meaning(of: rule.category))")
    if let fault = rule.heals { lines.append("  heals     \(fault)") }
    lines += rule.meanings.map { "  \(written($0.location).padding(keyword: "means"))" }
    if !rule.adapters.isEmpty {
      lines.append("  adapter   \(rule.adapters.joined(separator: ", "))")
    }
    lines += rule.matches.map { "  \(written($0.location).padding(keyword: "match"))" }
    lines += rule.exclusions.map { "  \(written($0.location).padding(keyword: "unless"))" }
    lines += rule.guards.map { "  where     \(written($0.location))" }
    lines += rule.bindings.map { "  let       \($0.name) = \(written($0.value.location))" }
    lines += rule.fixes.flatMap(text)
    lines += rule.advice.map { "  advise    \(written($0.location))" }
    if !rule.overrides.isEmpty {
      lines.append("  overrides \(rule.overrides.joined(separator: ", "))")
    }
    lines.append("  tests     \(rule.tests.count)")
    return lines.joined(separator: "\n")
  }

  private func text(_ fix: Fix) -> [String] {
    let confidences = fix.confidences.map { confidence in
      let condition = confidence.condition.map { " when \(written($0.location))" } ?? ""
      return "              \(style.green(confidence.share.percent))\(condition)"
    }
    return [
      "  fix       \(written(fix.title.location))   \(style.dim("risk: \(fix.risk.rawValue)"))"
    ]
      + confidences
  }

  private func text(_ rule: RuleSet.DisabledRule) -> String {
    "\(style.dim("rule")) \(style.bold(rule.name)) is disabled: \(rule.reason)\n"
      + "  \(rule.location.shown(in: library.sources))"
  }

  private func text(_ category: RuleSet.Category) -> String {
    let rules = compilation.rules.rules.filter { $0.category == category.name }.map {
      "  \($0.name)"
    }
    return
      ([
        "\(style.dim("category")) \(style.bold(category.name))", "  \(category.documentation)", "",
      ] + rules).joined(separator: "\n")
  }

  private func meaning(of category: String) -> String {
    let declared = compilation.rules.categories.first { $0.name == category }
    return declared.map { style.dim("  \($0.documentation)") } ?? ""
  }

  private func written(_ location: Location) -> String { library.written(location) }

  // MARK: Problem codes, functions, operations

  private func text(_ code: Problem.Code) -> String {
    ProblemGuide.section(code.rawValue)
      ?? "\(code.rawValue): see grammar/problems.md, which is not installed here"
  }

  private func text(_ function: Function) -> String {
    let signature = function.signature
    let parameters = signature.parameters.map { "\($0.name): \($0.type.description)" }
    return """
      \(style.dim("function")) \(style.bold(function.rawValue))(\(parameters.joined(separator: ", "))) → \
      \(signature.result.description)
        \(signature.summary)
        \(style.cyan(signature.example))
        cost: \(signature.cost.description)
      """
  }

  private func text(_ operation: OperationGuide) -> String {
    """
    \(style.dim("operation")) \(style.bold(operation.form))
      \(operation.summary)
      risk: \(operation.risk)
    """
  }
}

extension String {
  /// The keyword in a column of its own, whether the text begins with it or not.
  fileprivate func padding(keyword: String) -> String {
    let rest = hasPrefix(keyword + " ") ? String(dropFirst(keyword.count + 1)) : self
    return keyword + String(repeating: " ", count: 10 - keyword.count) + rest
  }
}
