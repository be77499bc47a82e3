import HealEngine
import HealLanguage

extension Diagnosis {
  /// The diagnosis as `--output-format json` prints it.
  var json: JSON {
    let finding = findings.first
    return .object([
      ("id", .text(failure.id)),
      ("node", failure.node?.json ?? .null),
      ("adapter", .known(failure.adapter)),
      ("code", .known(failure.code)),
      ("message", .text(failure.message)),
      ("category", .known(category)),
      ("rule", .known(finding?.rule)),
      ("transient", .bool(isTransient)),
      ("captures", finding?.capturesJSON ?? .object([])),
      ("faults", .list(faults.map(\.json))),
      ("fixes", .list(candidates.map(\.json))),
      ("withheld", .list(withheld.map(\.json))),
      ("advice", .list((finding?.advice ?? []).map(JSON.text))),
      ("also", .list(findings.dropFirst().map { .text($0.rule) })),
      ("inconclusive", .list(inconclusive.map(JSON.text))),
    ])
  }

  /// Title, confidence and risk of each fix, those included that lack only a file's text.
  var possibleFixes: [JSON] {
    let offered = candidates.map { ($0.title, $0.confidence, $0.risk) }
    let waiting = withheld.compactMap { fix in
      fix.needsFile ? fix.confidence.map { (fix.title, $0, fix.risk) } : nil
    }
    return (offered + waiting).map { title, confidence, risk in
      .object([
        ("title", .text(title)), ("confidence", .number(confidence)),
        ("risk", .text(risk.rawValue)),
      ])
    }
  }
}

extension FaultInstance {
  var json: JSON {
    .object([
      ("fault", .text(fault)),
      ("fields", .object(fields.keys.sorted().map { ($0, fields[$0]?.json ?? .null) })),
      ("recognised_by", .list(recognisers.map(JSON.text))),
    ])
  }
}

extension Diagnosis.Finding {
  var capturesJSON: JSON {
    .object(captures.keys.sorted().map { ($0, captures[$0]?.json ?? .null) })
  }
}

extension Diagnosis.Withheld {
  var json: JSON {
    .object([
      ("rule", .text(rule)), ("title", .text(title)), ("reason", .text(reason)),
      ("confidence", confidence.map(JSON.number) ?? .null), ("risk", .text(risk.rawValue)),
    ])
  }
}

extension Candidate {
  var json: JSON {
    .object([
      ("rule", .text(rule)), ("title", .text(title)), ("confidence", .number(confidence)),
      ("risk", .text(risk.rawValue)), ("reasons", .list(reasons.map(JSON.text))),
      ("actions", .list(actions.map(\.json))),
    ])
  }
}

extension Candidate.Action {
  var json: JSON {
    switch self {
    case .wait(let seconds): .object([("wait", .number(seconds))])
    case .run(let words): .object([("run", .list(words.map(JSON.text)))])
    case .ask(let question): .object([("ask", .text(question))])
    case .change(let change):
      .object([("edit", .text(change.path)), ("diff", .text(change.diff(style: .plain)))])
    }
  }
}

extension Node {
  var json: JSON {
    .object([
      ("name", .text(name)), ("kind", .known(kind)), ("file", .known(file)),
      ("unique_id", .known(uniqueID)),
    ])
  }
}

extension Value {
  var json: JSON {
    switch self {
    case .unknown: .null
    case .text(let text): .text(text)
    case .int(let number): .int(number)
    case .number(let number), .duration(let number): .number(number)
    case .bool(let truth): .bool(truth)
    case .list(let items): .list(items.map(\.json))
    case .map(let values):
      .object(values.map { ($0.key.shown ?? "", $0.value.json) }.sorted { $0.0 < $1.0 })
    }
  }
}

extension JSON {
  /// A text, or null where there is none.
  static func known(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
}
