/// Makes `source('s', 't')` read another declared table, wherever dbt would render it.
struct SourceRename {
  /// As `source.table`.
  let old: String
  let new: String

  /// - Throws: where no `source` names the old table.
  func edits(in text: [UInt8], isSQL: Bool) throws(EditRefusal) -> [TextEdit] {
    let wanted = parts(of: new)
    guard wanted.count == 2 else { throw EditRefusal("“\(new)” is no table of a source") }
    let calls = RefRename.calls(in: text, isSQL: isSQL).filter { call in
      let isSource = call.function == "source" || call.function == "builtins.source"
      return isSource && call.names.count == 2
        && call.names.map(\.text).joined(separator: ".") == old
    }
    guard !calls.isEmpty else { throw EditRefusal("nothing reads source “\(old)”") }
    return calls.flatMap { call in
      zip(call.names, wanted).compactMap { name, new in
        name.text == new ? nil : TextEdit(name.range, new)
      }
    }
  }

  private func parts(of name: String) -> [String] {
    name.split(separator: ".", maxSplits: 1).map(String.init)
  }
}

/// Makes calls of a macro calls of another, inside Jinja tags.
struct MacroRename {
  let old: String
  let new: String

  /// - Throws: where nothing calls the old macro.
  func edits(in text: [UInt8], isSQL: Bool) throws(EditRefusal) -> [TextEdit] {
    let edits = RefRename.calls(in: text, isSQL: isSQL).filter { $0.function == old }
      .map { TextEdit($0.name, new) }
    guard !edits.isEmpty else { throw EditRefusal("nothing calls “\(old)” in Jinja") }
    return edits
  }
}
