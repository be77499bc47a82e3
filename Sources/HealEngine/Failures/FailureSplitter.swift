/// Cuts what dbt printed into the blocks of its failures.
struct FailureSplitter {
  /// In dbt's log file only lines of this level are failures; the console has no levels.
  private let hasErrorLevel: Bool
  private var blocks: [FailureBlock] = []
  private var open: FailureBlock?
  /// In the lines of a warning or of a stack trace.
  private var isSkipping = false
  /// Whether dbt told how it is used: an `Error: ` after that says what is wrong with the command.
  private var hasToldUsage = false

  /// Of dbt 2, which tells of some failed tests nothing else.
  private var failedTests: [FailureHeader] = []

  init(hasErrorLevel: Bool) { self.hasErrorLevel = hasErrorLevel }

  mutating func read(_ line: PrintedLine) {
    if hasErrorLevel, line.level != .error {
      if case .failedTest(let header) = LineKind(line) { failedTests.append(header) }
      close()
      return
    }
    if line.isStamped { isSkipping = false }
    switch LineKind(line) {
    case .blank: readBlank(line)
    case .header(let header): read(header, in: line)
    case .encountered(let rest):
      start(FailureBlock(lines: rest.isEmpty ? [] : [rest]))
    case .batchError(let rest):
      var block = FailureBlock(lines: [rest])
      block.isOfBatch = true
      start(block)
    case .brokenBatch(let batch):
      close()
      name(batch)
    case .message: readMessageStart(line)
    case .failedTest(let header):
      close()
      failedTests.append(header)
    case .progress, .compiledAt:
      close()
      if line.text.starts(with: "Usage: dbt ".utf8) { hasToldUsage = true }
    case .warning where isQuoted(line): open?.lines.append(line.text)
    case .traceback where isOfNode: open?.lines.append(line.text)
    case .warning, .traceback:
      close()
      isSkipping = true
    case .text:
      if !isSkipping { open?.lines.append(line.text) }
    }
  }

  mutating func finished() -> [FailureBlock] {
    close()
    nameTests()
    return FailureBlock.joiningBatches(blocks)
  }

  /// Says of what is told of a failed test which test it is; of one that nothing else is told of, that it failed.
  private mutating func nameTests() {
    for header in failedTests {
      guard let name = header.node?.name else { continue }
      let told = blocks.indices.filter { index in
        blocks[index].lines.first.map { isAbout($0, name) } ?? false
      }
      for index in told { blocks[index].frame = header }
      if told.isEmpty {
        blocks.append(FailureBlock(lines: [Array("Test failed: \(name)".utf8)[...]], frame: header))
      }
    }
  }

  private func isAbout(_ line: ArraySlice<UInt8>, _ test: String) -> Bool {
    let words = line.trimmed.split(separator: UInt8(ascii: " "))
    return words.last?.text == test
      || words.contains { $0.starts(with: "test.".utf8) && $0.contains(text: ".\(test).") }
  }

  /// Says which batch the earliest error without one is of.
  private mutating func name(_ batch: ArraySlice<UInt8>) {
    guard let index = blocks.firstIndex(where: { $0.isOfBatch && $0.batch == nil }) else { return }
    blocks[index].batch = batch.text
  }

  /// dbt separates its own lines with stamped empty ones; those within a message have no stamp.
  private mutating func readBlank(_ line: PrintedLine) {
    if !line.isStamped { isSkipping = false }
    guard let block = open, !block.lines.isEmpty else { return }
    if line.isStamped { close() } else { open?.lines.append(line.text) }
  }

  private mutating func read(_ header: FailureHeader, in line: PrintedLine) {
    if header.isFrame {
      start(FailureBlock(lines: [], frame: header))
    } else if let block = open, isNested(header, in: line, of: block) {
      open?.lines.append(line.text)
    } else {
      let isFusion = Dbt2Message.starts(line.text.trimmed)
      let text = isFusion ? line.text.trimmed : line.text[header.start...]
      start(FailureBlock(lines: [text], frame: open?.frame))
    }
  }

  /// Whether a node's own code may have the stack trace that follows: a Python model's.
  private var isOfNode: Bool {
    open?.lines.first.flatMap { FailureHeader($0) }?.node != nil
  }

  /// With `--warn-error` the warning is the message.
  private func isQuoted(_ line: PrintedLine) -> Bool {
    open?.lines.isEmpty == false && !line.isStamped && line.text.indentation > 0
  }

  /// Whether the header is part of the open block's message, which may quote another one.
  private func isNested(
    _ header: FailureHeader, in line: PrintedLine, of block: FailureBlock
  ) -> Bool {
    guard !block.lines.isEmpty else { return false }
    if block.isOfBatch, line.isStamped { return false }
    return header.node == nil || !line.isStamped && line.text.indentation > 0
  }

  private mutating func readMessageStart(_ line: PrintedLine) {
    isSkipping = false
    let isFusion = Dbt2Message.starts(line.text.trimmed)
    if let block = open, block.lines.isEmpty || !isFusion {
      open?.lines.append(line.text)
    } else if hasToldUsage || !line.text.starts(with: "Error: ".utf8) {
      start(FailureBlock(lines: [line.text]))
    }
  }

  private mutating func start(_ block: FailureBlock) {
    close()
    isSkipping = false
    open = block
  }

  private mutating func close() {
    if let open, open.lines.contains(where: { !$0.isEmpty }) { blocks.append(open) }
    open = nil
  }
}
