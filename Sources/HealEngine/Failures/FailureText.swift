/// The text of one failure as dbt prints it, read: what wraps the message is taken off once, here.
package struct FailureText: Hashable, Sendable {
  /// The message with dbt's header, if it has one: colours, timestamps, log prefixes and common
  /// indentation gone. The lines after the first are indented by two at most.
  package var message: String
  /// From the header `Runtime Error in model stg_orders (models/staging/stg_orders.sql)`.
  package var node: Node?
  /// A code that the text names: `42703`, `002003`, `dbt0227`.
  package var code: String?
  /// Line in the source file, 1-based, as Jinja, YAML and dbt 2 give it. The lines that databases
  /// print count in what dbt made of the file, and are not taken.
  package var line: Int?

  package init(message: String, node: Node? = nil, code: String? = nil, line: Int? = nil) {
    self.message = message
    self.node = node
    self.code = code
    self.line = line
  }

  /// Reads a failure's text, with whatever wrappers it came in. Of several failures the first.
  package static func read(_ raw: String) -> FailureText {
    let lines = PrintedLine.read(raw)
    let block =
      FailureBlock.split(lines).first ?? FailureBlock(lines: FailureBlock.loose(lines))
    var text = FailureText(block)
    text.node = text.node ?? FailureTrace.eventNode(in: raw)
    return text
  }

  /// Reads what dbt printed: every failure in it, in their order, each once.
  package static func readAll(_ log: String) -> [FailureText] {
    var seen: Set<FailureText> = []
    return FailureBlock.split(PrintedLine.read(log))
      .map { FailureText($0) }
      .filter { !$0.message.isEmpty && seen.insert($0).inserted }
  }

  /// Reads a message that has no wrappers, as dbt's events and artifacts hold it.
  package static func message(_ text: String) -> FailureText {
    let lines = PrintedLine.read(text).map(\.text).filter { !FailureBlock.isCompiledAt($0) }
    return FailureText(FailureBlock(lines: lines))
  }

  init(_ block: FailureBlock) {
    var lines = block.normalized
    let isOfDbt2 = lines.first.map { Dbt2Message.starts($0) } ?? false
    if isOfDbt2 { lines = Dbt2Message.cleaned(lines) }
    let header = lines.first.flatMap { FailureHeader($0) }
    let place = FailurePlace(lines, header: header)
    message = lines.map(\.text).joined(separator: "\n")
    // A unit test's header names the model that is its input.
    node = block.frame?.node ?? header?.node ?? place.node
    if isOfDbt2 { node = node.map { Dbt2Message.authored($0) } }
    code = FailureCode.find(in: lines)
    line = place.line
  }
}

extension FailureText {
  /// What was printed, without colours and other terminal control sequences.
  package static func plain(_ printed: [UInt8]) -> String {
    guard printed.contains(0x1B) else { return printed[...].text }
    return PrintedLine.withoutColours(printed[...])[...].text
  }

  /// A node from its unique id, `model.shop.orders`; nil where the text is none.
  package static func node(uniqueID: String) -> Node? { FailurePlace.node(uniqueID: uniqueID) }
}
