import HealEngine

extension Manifest {
  /// The model that wrote the SQL which failed under another node's name: the one that a unit test runs, or an
  /// ephemeral one that dbt has put into its reader's SQL. nil where the node wrote it itself, or where that
  /// cannot be told.
  func author(ofSQLIn failure: Failure) -> Node? {
    guard let id = failure.node?.uniqueID, let entry = entry(id) else { return nil }
    guard entry.kind == "unit_test" else { return ephemeralAuthor(of: failure.message, in: entry) }
    let isOfModel = ["An error occurred during execution of unit test", "This can happen when calling a macro"]
    guard isOfModel.contains(where: failure.message.contains),
      let id = entry.dependsOn?.first(where: { $0.hasPrefix("model.") }),
      let model = self.entry(id)
    else { return nil }
    return ephemeralAuthor(of: failure.message, in: model) ?? node(model)
  }

  /// The one ephemeral input that says the name which the message complains about, where the node does not.
  private func ephemeralAuthor(of message: String, in entry: Entry) -> Node? {
    let inputs = ephemeralInputs(of: entry)
    guard !inputs.isEmpty else { return nil }
    for name in message.complainedNames where entry.rawCode?.says(name) == false {
      let authors = inputs.filter { $0.rawCode?.says(name) == true }
      if authors.count == 1 { return node(authors[0]) }
    }
    return nil
  }

  private func ephemeralInputs(of entry: Entry) -> [Entry] {
    var found: [String: Entry] = [:]
    var open = entry.dependsOn ?? []
    while let id = open.popLast() {
      guard found[id] == nil, id.hasPrefix("model."), let input = self.entry(id),
        input.materialized == "ephemeral"
      else { continue }
      found[id] = input
      open += input.dependsOn ?? []
    }
    return found.values.sorted { $0.uniqueID < $1.uniqueID }
  }

  private func node(_ entry: Entry) -> Node {
    Node(name: entry.name, kind: entry.kind, uniqueID: entry.uniqueID)
  }
}

extension String {
  /// What an engine complains about: in each line that is no header the word behind `name`, then what stands between
  /// quotes first.
  fileprivate var complainedNames: [String] {
    split(whereSeparator: \.isNewline).filter { !$0.contains(" Error in ") }.flatMap { line -> [String] in
      let words = line.split(separator: " ")
      let named = words.firstIndex(of: "name").map { words[($0 + 1)...].prefix(1) } ?? []
      let quoted = line.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().prefix(1)
      return (named + quoted).map(String.init).filter { !$0.isEmpty }
    }
  }

  /// Whether a name stands in it as a word of its own.
  fileprivate func says(_ name: String) -> Bool {
    let words = lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return words.contains { $0 == name.lowercased() }
  }
}
