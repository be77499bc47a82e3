import HealLanguage

extension Problem {
  /// The problem as the protocol has it, at its first place, which `places` count the lines of; `location`
  /// gives a place in any source its URI and range.
  func diagnostic(_ places: TextPlaces, _ location: (Location) -> JSON) -> JSON {
    let first = labels.first
    var text = title
    if let first, !first.text.isEmpty { text += ": \(first.text)" }
    for note in notes { text += "\nnote: \(note)" }
    if let help { text += "\nhelp: \(help)" }
    let related: [JSON] = labels.dropFirst().map {
      .object([("location", location($0.location)), ("message", .text($0.text))])
    }
    var members: [(String, JSON)] = [
      ("range", places.json(first?.location.range ?? 0..<0)),
      ("severity", .int(severity.number)), ("code", .text(code.rawValue)),
      ("source", .text("heal")), ("message", .text(text)),
      ("relatedInformation", .list(related)),
    ]
    if code == .unusedCapture || code == .unusedLet { members.append(("tags", .list([.int(1)]))) }
    return .object(members)
  }
}

extension Problem.Severity {
  fileprivate var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
