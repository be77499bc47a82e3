extension [Problem] {
  /// The problems as SARIF 2.1.0, as code scanning takes it. Columns count Unicode characters.
  ///
  /// - Parameters:
  ///   - sources: what the problems are in.
  ///   - version: heal's own.
  ///   - guide: what there is to read about a code, in Markdown; nil when nothing is known.
  /// - Returns: one document with one run.
  package func sarif(
    _ sources: [Source], version: String, guide: (Problem.Code) -> String? = { _ in nil }
  ) -> JSON {
    let places = Places(sources)
    let codes = Set(map(\.code)).sorted { $0.rawValue < $1.rawValue }
    let driver = JSON.object([
      ("name", .text("heal")), ("version", .text(version)),
      ("rules", .list(codes.map { $0.sarif(guide($0)) })),
    ])
    let run = JSON.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")),
      ("results", .list(map { $0.sarif(places, codes) })),
    ])
    return .object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .text("2.1.0")), ("runs", .list([run])),
    ])
  }
}

extension Problem.Code {
  fileprivate func sarif(_ guide: String?) -> JSON {
    var members: [(String, JSON)] = [
      ("id", .text(rawValue)),
      ("shortDescription", .message(rawValue.split(separator: "-").joined(separator: " "))),
    ]
    if let guide {
      members.append(("help", .object([("text", .text(guide)), ("markdown", .text(guide))])))
    }
    return .object(members)
  }
}

extension Problem {
  fileprivate func sarif(_ places: Places, _ codes: [Code]) -> JSON {
    var members: [(String, JSON)] = [
      ("ruleId", .text(code.rawValue)),
      ("ruleIndex", .int(codes.firstIndex(of: code) ?? 0)),
      ("level", .text(severity.rawValue)),
      ("message", .message(sentence)),
      ("locations", .list(labels.prefix(1).map { places.sarif($0, id: nil) })),
    ]
    let others = labels.dropFirst().enumerated().map { places.sarif($0.element, id: $0.offset) }
    if !others.isEmpty { members.append(("relatedLocations", .list(others))) }
    if !remedies.isEmpty { members.append(("fixes", .list(remedies.map { $0.sarif(places) }))) }
    return .object(members)
  }

  /// All that a reader needs who sees no more than one text.
  package var sentence: String {
    var text = title
    if let label = labels.first { text += ": \(label.text)" }
    for note in notes { text += "; \(note)" }
    if let help { text += "\nhelp: \(help)" }
    return text
  }
}

extension Remedy {
  fileprivate func sarif(_ places: Places) -> JSON {
    let names = Set(edits.map(\.location.source)).sorted()
    let changes = names.map { name -> JSON in
      let mine = edits.filter { $0.location.source == name }
      return .object([
        ("artifactLocation", .artifact(name)),
        (
          "replacements",
          .list(
            mine.map {
              .object([
                ("deletedRegion", places.sarif(region: $0.location)),
                ("insertedContent", .message($0.replacement)),
              ])
            })
        ),
      ])
    }
    return .object([("description", .message(title)), ("artifactChanges", .list(changes))])
  }
}

extension Places {
  fileprivate func sarif(_ label: Problem.Label, id: Int?) -> JSON {
    var members: [(String, JSON)] = [
      (
        "physicalLocation",
        .object([
          ("artifactLocation", .artifact(label.location.source)),
          ("region", sarif(region: label.location)),
        ])
      )
    ]
    if let id {
      members.insert(("id", .int(id)), at: 0)
      members.append(("message", .message(label.text)))
    }
    return .object(members)
  }

  fileprivate func sarif(region location: Location) -> JSON {
    let map = map(of: location)
    let start = map.position(of: location.range.lowerBound)
    let end = map.position(of: location.range.upperBound)
    return .object([
      ("startLine", .int(start.line)), ("startColumn", .int(start.column)),
      ("endLine", .int(end.line)), ("endColumn", .int(end.column)),
    ])
  }
}

extension JSON {
  fileprivate static func message(_ text: String) -> JSON { .object([("text", .text(text))]) }

  /// A file by its URI: relative where the path is.
  fileprivate static func artifact(_ path: String) -> JSON {
    let isAbsolute = path.hasPrefix("/")
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let escaped = path.utf8.map { byte -> String in
      if allowed.contains(byte) { return String(Unicode.Scalar(byte)) }
      let hex = String(byte, radix: 16, uppercase: true)
      return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
    }
    return .object([("uri", .text((isAbsolute ? "file://" : "") + escaped.joined()))])
  }
}
