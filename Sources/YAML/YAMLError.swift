/// Why a text is no YAML, and where the parser gave up: often below the line with the fault.
package struct YAMLError: Error, Hashable, Sendable {
  /// In libyaml's words: `found a tab character that violates indentation`.
  package var message: String
  package var mark: YAMLMark

  package init(message: String, mark: YAMLMark) {
    self.message = message
    self.mark = mark
  }
}

extension YAMLError {
  /// Whether the text is YAML but for being more than one document.
  package var isSecondDocument: Bool { message == Self.secondDocument }

  static func secondDocument(at mark: YAMLMark) -> YAMLError {
    YAMLError(message: secondDocument, mark: mark)
  }

  private static let secondDocument = "a second document begins"

  static func tooDeep(at mark: YAMLMark) -> YAMLError {
    YAMLError(message: "nested more than \(YAMLDocument.depthLimit) levels deep", mark: mark)
  }
}
