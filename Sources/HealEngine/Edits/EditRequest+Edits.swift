extension EditRequest {
  /// The exact edits that carry out the request on a file's text.
  ///
  /// - Parameters:
  ///   - path: the file's path, which tells SQL from YAML.
  ///   - adapter: whose SQL dialect quotes names; nil when not known.
  /// - Throws: ``EditRefusal`` when the change cannot be made exactly: nothing found, or more than one meaning.
  package func edits(in text: String, path: String, adapter: String?) throws(EditRefusal) -> [TextEdit] {
    throw EditRefusal("not written yet")
  }
}
