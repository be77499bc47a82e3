import YAML

extension YAMLNode {
  /// The bytes of a scalar on one line, without its quotes, where they are its text as it stands there.
  /// nil for any other node, for a text with escapes, and for a value that is not written at all.
  func span(of text: String, in bytes: [UInt8]) -> Range<Int>? {
    guard case .scalar(text, let style) = content else { return nil }
    var range = span.range
    switch style {
    case .plain: guard !text.isEmpty else { return nil }
    case .singleQuoted, .doubleQuoted: range = range.lowerBound + 1..<range.upperBound - 1
    case .literal, .folded: return nil
    }
    guard range.upperBound <= bytes.count, bytes[range].elementsEqual(text.utf8) else { return nil }
    return range
  }
}

/// The root of a YAML file that is to be edited by its nodes.
func yamlRoot(of bytes: [UInt8], path: String) throws(EditRefusal) -> YAMLNode {
  do {
    let document = try YAMLDocument.parse(String(decoding: bytes, as: UTF8.self))
    guard let root = document.root else { throw EditRefusal("\(path) is empty") }
    return root
  } catch let refusal as EditRefusal {
    throw refusal
  } catch let error as YAMLError where error.isSecondDocument {
    throw EditRefusal("\(path) has more than one document")
  } catch {
    throw EditRefusal("\(path) cannot be read as YAML")
  }
}

extension String {
  /// Whether it may stand in YAML without quotes and stays the text that it is.
  var isPlainYAML: Bool {
    guard let first = utf8.first, first.isWordByte, !first.isDigit else { return false }
    return utf8.allSatisfy { $0.isWordByte || "-./".utf8.contains($0) }
      && !unicodeScalars.contains(where: \.breaksYAML)
  }
}
