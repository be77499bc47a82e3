import CYAML

/// Drives libyaml. All of the module's unsafe code is in this file; what leaves it is values.
@safe
struct EventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let offsets: ByteOffsets

  /// All events of the text, up to the error if there is one.
  static func readAll(_ text: String) -> (events: [Event], error: YAMLError?) {
    // libyaml does not count a byte order mark in its marks.
    var bytes = Array(text.utf8)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let skipped = bytes.starts(with: mark) ? mark.count : 0
    bytes.removeFirst(skipped)
    let offsets = ByteOffsets(bytes, skipped: skipped)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe readAll(buffer, offsets: offsets)
    }
  }

  private static func readAll(
    _ buffer: UnsafeBufferPointer<UInt8>, offsets: ByteOffsets
  ) -> (events: [Event], error: YAMLError?) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      let start = YAMLMark(offset: 0, line: 1, column: 1)
      return ([], YAMLError(message: "could not allocate memory", mark: start))
    }
    defer { unsafe yaml_parser_delete(parser) }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
    let reader = unsafe EventReader(parser: parser, offsets: offsets)
    return reader.readEvents()
  }

  private func readEvents() -> (events: [Event], error: YAMLError?) {
    var events: [Event] = []
    var depth = 0
    while true {
      var raw = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(parser, &raw) == 1 else { return (events, error()) }
      defer { unsafe yaml_event_delete(&raw) }
      let span = unsafe YAMLSpan(
        start: offsets.mark(raw.start_mark), end: offsets.mark(raw.end_mark))
      let event = unsafe Event(kind: kind(of: raw), span: span)
      events.append(event)
      depth += event.kind.deeper
      // libyaml itself takes any depth, in time that grows with its square.
      if depth > YAMLDocument.depthLimit { return (events, .tooDeep(at: span.start)) }
      if unsafe raw.type == YAML_STREAM_END_EVENT { return (events, nil) }
    }
  }

  private func kind(of raw: yaml_event_t) -> Event.Kind {
    switch unsafe raw.type {
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_ALIAS_EVENT: return unsafe .alias(text(raw.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return unsafe .scalar(
        String(decoding: value, as: UTF8.self), style(of: scalar.style),
        anchor: text(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe raw.data.sequence_start
      let isFlow = unsafe start.style == YAML_FLOW_SEQUENCE_STYLE
      return unsafe .sequenceStart(isFlow ? .flow : .block, anchor: text(start.anchor))
    case YAML_MAPPING_START_EVENT:
      let start = unsafe raw.data.mapping_start
      let isFlow = unsafe start.style == YAML_FLOW_MAPPING_STYLE
      return unsafe .mappingStart(isFlow ? .flow : .block, anchor: text(start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
    default: return .other
    }
  }

  private func style(of style: yaml_scalar_style_t) -> YAMLNode.ScalarStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private func error() -> YAMLError {
    let raw = unsafe parser.pointee
    var parts: [String] = []
    if let context = unsafe raw.context { parts.append(unsafe String(cString: context)) }
    parts.append(unsafe raw.problem.map { unsafe String(cString: $0) } ?? "could not read the text")
    let message = parts.joined(separator: ", ")
    guard unsafe raw.error == YAML_READER_ERROR else {
      return unsafe YAMLError(message: message, mark: offsets.mark(raw.problem_mark))
    }
    return unsafe YAMLError(message: message, mark: offsets.mark(byte: raw.problem_offset))
  }
}
