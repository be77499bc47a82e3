extension FailureBlock {
  /// The blocks with the errors of a model's batches made one, which stands where dbt only says `ERROR` of the model.
  static func joiningBatches(_ blocks: [FailureBlock]) -> [FailureBlock] {
    var errors: [String: BatchErrors] = [:]
    var tables: [String] = []
    for block in blocks where block.isOfBatch {
      var one = BatchErrors()
      one.add(block.lines.map(\.text).joined(separator: "\n"))
      if let batch = block.batch { one.add(batch: batch) }
      let table = one.table ?? ""
      if errors[table] == nil { tables.append(table) }
      errors[table, default: BatchErrors()].add(one)
    }
    guard !tables.isEmpty else { return blocks }
    var joined: [FailureBlock] = []
    for block in blocks where !block.isOfBatch {
      guard block.saysStatusOnly,
        let table = tables.first(where: { $0 == block.frame?.node?.name }) ?? tables.first,
        tables.count == 1 || table == block.frame?.node?.name, let told = errors[table]
      else {
        joined.append(block)
        continue
      }
      joined.append(FailureBlock(told, of: block.frame?.node, frame: block.frame))
      tables.removeAll { $0 == table }
    }
    // A model of which some batches went well has no failure of its own.
    let rest = tables.compactMap { table in
      errors[table].map {
        FailureBlock($0, of: table.isEmpty ? nil : Node(name: table, kind: "model"), frame: nil)
      }
    }
    return rest + joined
  }

  private init(_ errors: BatchErrors, of node: Node?, frame: FailureHeader?) {
    let lines = Array(errors.message(of: node).utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.init(lines: lines, frame: frame)
  }

  /// Whether dbt names the model's status for a message.
  private var saysStatusOnly: Bool {
    FailureText.isStatus(normalized.map(\.text).joined(separator: "\n"))
  }
}

extension FailureText {
  /// Whether a message is no more than how a microbatch model ended.
  package static func isStatus(_ message: String) -> Bool {
    message == "ERROR" || message.hasPrefix("PARTIAL SUCCESS")
  }
}
