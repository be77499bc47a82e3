import HealLanguage

/// Gives a capture, a `let`, a pattern, a fault or a rule another name, everywhere that it is named.
struct Renaming {
  let search: NameSearch
  let occurrence: Occurrence

  /// - Parameter search: of the place that the person pointed to.
  /// - Throws: a ``Refusal`` where nothing there can be renamed.
  init(_ search: NameSearch) throws(Refusal) {
    guard let occurrence = search.occurrence else {
      throw Refusal(.requestFailed, "there is no name here")
    }
    switch occurrence.kind {
    case .capture, .binding, .namedPattern, .fault, .rule, .category: break
    default:
      throw Refusal(
        .requestFailed, "only captures, lets, patterns, faults, rules and categories can be renamed")
    }
    if occurrence.kind == .capture, search.rule?.role == .remedy {
      throw Refusal(.requestFailed, "`\(occurrence.name)` is a field of a fault, which other rules give")
    }
    self.search = search
    self.occurrence = occurrence
  }

  /// Refuses what would not be read as the same name afterwards, or would be another thing's.
  func check(_ name: String, in workspace: inout Workspace) throws(Refusal) {
    guard isSpelt(name) else {
      throw Refusal(.invalidParams, "`\(name)` is not spelt as such a name is")
    }
    let isTaken: Bool
    switch occurrence.kind {
    case .namedPattern: isTaken = search.source.named[name] != nil
    case .fault, .rule, .category:
      isTaken = workspace.allChecked().contains { source in
        FileNames(source.file).occurrences.contains {
          $0.kind == occurrence.kind && $0.name == name && $0.isDefinition
        }
      }
    default:
      let names = search.names
      isTaken =
        names?.captures[name] != nil || names?.bindings.contains { $0.name == name } ?? false
    }
    if isTaken, name != occurrence.name {
      throw Refusal(.requestFailed, "`\(name)` is already the name of something else")
    }
  }

  private func isSpelt(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) || byte == 0x5F }
    let isUpper = { (byte: UInt8) in (0x41...0x5A).contains(byte) || byte == 0x5F }
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let first = bytes.first, !isDigit(first), bytes.count <= 200 else { return false }
    switch occurrence.kind {
    case .category: return bytes.allSatisfy { isUpper($0) || isDigit($0) }
    case .fault, .rule:
      let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
      return parts.allSatisfy { part in
        part.first.map(isLower) ?? false && part.allSatisfy { isLower($0) || isDigit($0) }
      }
    default:
      let isReserved = ["and", "not", "or", "with", "true", "false"].contains(name)
      return !isReserved && bytes.count <= 32
        && bytes.allSatisfy { isLower($0) || isUpper($0) || isDigit($0) }
    }
  }
}
