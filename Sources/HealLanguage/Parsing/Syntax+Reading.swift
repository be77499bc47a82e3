extension Syntax {
  /// Reads a source, whatever its bytes: the tree, and what is wrong with the text's form.
  package static func read(_ source: Source) -> (file: File, problems: [Problem]) {
    Parser.parse(source)
  }
}
