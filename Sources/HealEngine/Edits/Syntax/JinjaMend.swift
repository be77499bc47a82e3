import HealLanguage

/// Mends the one slip of the pen for which a file's Jinja cannot be read: a brace, bracket or quote too
/// few or too many in one tag, or a misspelt statement.
struct JinjaMend {
  let dialect: Dialect

  /// - Throws: where the Jinja can be read, or none or several changes would do.
  func edits(in text: [UInt8]) throws(EditRefusal) -> [TextEdit] {
    guard var trial = JinjaTrial(text) else { throw EditRefusal("its Jinja can be read as it is") }
    let places = places(in: text)
    guard places.count <= JinjaMend.mostPlaces else {
      throw EditRefusal("it has too much Jinja to try changes on")
    }
    for tier in [misspelt(in: text), places.flatMap { slips(at: $0, in: text) }] {
      var repairs: [Repair] = []
      for edit in tier {
        guard try trial.isSound(with: edit), let repair = repair(with: edit, in: text) else {
          continue
        }
        repairs.append(repair)
      }
      if !repairs.isEmpty { return [try Repair.only(of: repairs, in: text)] }
    }
    return try JinjaBlockMend(dialect: dialect).edits(in: text, &trial)
  }

  private static let mostPlaces = 4000

  /// Lines that hold a brace, with one line before each.
  private func places(in text: [UInt8]) -> [Int] {
    var places: [Int] = []
    var start = 0
    for line in LineDiff.lines(of: text) {
      let end = start + line.count
      if line.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
        places += start..<end
      }
      start = end
    }
    return places
  }

  private func slips(at index: Int, in text: [UInt8]) -> [TextEdit] {
    let inserted = ["{", "}", "%", "'", "\"", ")", "(", "]", "[", ",", "{{ ", " }}", "{% ", " %}"]
      .map { TextEdit(index..<index, $0) }
    guard "{}%'\"(),[]".utf8.contains(text[index]) else { return inserted }
    let twins = [UInt8(ascii: "'"): "\"", UInt8(ascii: "\""): "'"]
    let changed = twins[text[index]].map { [TextEdit(index..<index + 1, $0)] } ?? []
    return inserted + changed + [TextEdit(index..<index + 1, "")]
  }

  /// `{% endfr %}` as `{% endfor %}`: the first word of every statement that Jinja does not know.
  private func misspelt(in text: [UInt8]) -> [TextEdit] {
    SQLLexer.tokens(of: text, dialect: dialect).filter { $0.kind == .jinjaStatement }
      .flatMap { token -> [TextEdit] in
        let keyword = JinjaTag.keyword(of: token.range, in: text)
        guard !keyword.isEmpty, !JinjaCheck.statements.contains(keyword),
          let start = text[token.range].firstRange(of: Array(keyword.utf8))?.lowerBound
        else { return [] }
        let near = JinjaCheck.statements.map { ($0, editDistance($0, keyword)) }.filter {
          $0.1 <= 2
        }
        let least = near.map(\.1).min()
        return near.filter { $0.1 == least }.map(\.0).sorted()
          .map { TextEdit(start..<start + keyword.utf8.count, $0) }
      }
  }

  /// What comes of a change after which the Jinja can be read; nil where the SQL cannot.
  private func repair(with edit: TextEdit, in text: [UInt8]) -> Repair? {
    var mended = text
    mended.replaceSubrange(edit.range, with: edit.replacement.utf8)
    guard let views = try? SQLView.all(of: mended, dialect: dialect) else { return nil }
    var repair = Repair(edit: edit)
    for view in views {
      guard repair.take(view, dialect) else { return nil }
    }
    repair.meaning =
      [statements(in: mended)]
      + views.map { view in
        view.lexemes.map { meaning(of: $0, in: mended) }.joined(separator: " ")
      }
    repair.refusals += refusals(in: mended) + (wrapsNothing(edit, in: mended) ? 1 : 0)
    return repair
  }

  /// What dbt or people never take: texts with brackets or quotes in them, `ref` and `source` of no known name.
  private func refusals(in text: [UInt8]) -> Int {
    var refusals = 0
    let tags = JinjaTag.read(in: text)
    for tag in tags {
      if hasTuple(tag.range, text) { refusals += 1 }
      if isCutOff(tag.range, text) { refusals += 1 }
      let calls = JinjaCall.all(in: tag.range, of: text)
      refusals += calls.count { call in
        ["ref", "source"].contains(call.function) && call.names.isEmpty
          && !isVariable(in: call, text, tags)
      }
      refusals += JinjaCall.strings(in: tag.range, of: text).count { inner in
        inner.utf8.contains { "'\"(){},".utf8.contains($0) }
      }
    }
    return refusals
  }

  /// Whether what a call is given is a name that a statement of the text sets.
  private func isVariable(in call: JinjaCall, _ text: [UInt8], _ tags: [JinjaTag]) -> Bool {
    let open = text[call.name.upperBound...].drop(while: \.isSQLSpace).dropFirst()
    let word = Array(open.drop(while: \.isSQLSpace).prefix(while: \.isWordByte))
    guard !word.isEmpty else { return false }
    return tags.contains { tag in
      guard tag.form == .statement else { return false }
      let keyword = JinjaTag.keyword(of: tag.range, in: text)
      return ["set", "for", "macro", "import", "with"].contains(keyword)
        && text[tag.range].split { !$0.isWordByte }.contains { $0.elementsEqual(word) }
    }
  }

  /// Whether a bracket is put where it changes nothing: the tag has no operator that it could part from another.
  private func wrapsNothing(_ edit: TextEdit, in text: [UInt8]) -> Bool {
    guard edit.replacement == "(",
      let tag = JinjaTag.read(in: text).first(where: { $0.range.contains(edit.range.lowerBound) })
    else { return false }
    let inner = text[tag.range].dropFirst(2).dropLast(2)
    let words = inner.split { !$0.isWordByte }.map { String(decoding: $0, as: UTF8.self) }
    let hasOperator =
      inner.dropFirst().dropLast().contains { "+-*/|~".utf8.contains($0) }
      || words.contains { ["and", "or", "not", "in", "is"].contains($0) }
    return !hasOperator
  }

  /// `{{ ref }}('orders')`: what is called lies behind the tag.
  private func isCutOff(_ tag: Range<Int>, _ text: [UInt8]) -> Bool {
    guard tag.upperBound < text.count, text[tag.lowerBound + 1] == UInt8(ascii: "{") else {
      return false
    }
    let inner = text[tag].dropFirst(2).dropLast(2)
    let isBare = inner.allSatisfy { $0.isWordByte || $0.isSQLSpace || $0 == UInt8(ascii: "-") }
    let rest = text[tag.upperBound...].drop(while: \.isWordByte)
    return isBare && rest.first == UInt8(ascii: "(")
  }

  /// All statements of a text, without their blanks.
  private func statements(in text: [UInt8]) -> String {
    SQLLexer.tokens(of: text, dialect: dialect).filter { $0.kind == .jinjaStatement }
      .map { meaning(of: Lexeme(kind: .jinja, range: $0.range, text: ""), in: text) }
      .joined(separator: " ")
  }

  /// `{% set x = a, b %}`: a comma outside brackets, which people put them around.
  private func hasTuple(_ tag: Range<Int>, _ text: [UInt8]) -> Bool {
    guard JinjaTag.keyword(of: tag, in: text) == "set" else { return false }
    var depth = 0
    var index = tag.lowerBound + 2
    while index < tag.upperBound - 2 {
      let byte = text[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        index = JinjaTag.pastString(index, in: text)
        continue
      }
      if byte.opensBracket { depth += 1 }
      if byte.closesBracket { depth -= 1 }
      if byte == UInt8(ascii: ","), depth == 0 { return true }
      index += 1
    }
    return false
  }

  /// Blanks and the kind of quotes inside a tag mean nothing.
  private func meaning(of lexeme: Lexeme, in text: [UInt8]) -> String {
    guard lexeme.kind == .jinja || lexeme.kind == .composite else { return lexeme.text }
    let bytes = text[lexeme.range].filter { !$0.isSQLSpace }
    return String(
      decoding: bytes.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }, as: UTF8.self)
  }
}
