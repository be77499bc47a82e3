/// Makes `ref('a')` read another model, wherever dbt would render it: in SQL, SQL comments and YAML.
struct RefRename {
  let old: String
  let new: String

  /// - Throws: where no `ref` names the old model.
  func edits(in text: [UInt8], isSQL: Bool) throws(EditRefusal) -> [TextEdit] {
    let calls = RefRename.calls(in: text, isSQL: isSQL)
    let edits = calls.compactMap { call -> TextEdit? in
      let isRef = call.function == "ref" || call.function == "builtins.ref"
      guard isRef, call.names.count <= 2, let name = call.names.last, name.text == old else {
        return nil
      }
      return TextEdit(name.range, new)
    }
    guard !edits.isEmpty else {
      throw EditRefusal("nothing to rename: there is no ref of “\(old)”")
    }
    return edits
  }

  /// The calls that dbt would make when it renders the text.
  static func calls(in text: [UInt8], isSQL: Bool) -> [JinjaCall] {
    isSQL ? callsInTags(text) : callsInYAML(text)
  }

  /// Anywhere but in comments; in YAML a ref may stand without braces or in quotes.
  private static func callsInYAML(_ text: [UInt8]) -> [JinjaCall] {
    YAMLLine.all(in: text).filter { !$0.isComment(text) }.flatMap { line in
      let end = line.isBlockText ? line.end : line.bareValue(text).upperBound
      return JinjaCall.all(in: line.content..<max(line.content, end), of: text, insideStrings: true)
    }
  }

  /// Tags in strings and SQL comments count, Jinja comments and raw blocks do not.
  private static func callsInTags(_ text: [UInt8]) -> [JinjaCall] {
    var calls: [JinjaCall] = []
    var isRaw = false
    var closers = JinjaClosers()
    var index = 0
    while index < text.count {
      guard let tag = JinjaTag.at(index, in: text, &closers) else {
        index += 1
        continue
      }
      let keyword = JinjaTag.keyword(of: tag.range, in: text)
      if isRaw {
        isRaw = tag.form != .statement || keyword != "endraw"
        index += isRaw ? 1 : tag.range.count
        continue
      }
      isRaw = tag.form == .statement && keyword == "raw"
      if tag.form != .comment { calls += JinjaCall.all(in: tag.range, of: text) }
      index = tag.range.upperBound
    }
    return calls
  }
}
