extension ViewReader {
  /// `a(…)` becomes `b(…)`, unless something dotted comes before.
  func renameFunction(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let calls = lexemes.indices.filter {
      lexemes[$0].isWord(old.lowercased()) && isSymbol($0 + 1, "(") && !isSymbol($0 - 1, ".")
    }
    guard !calls.isEmpty else { throw EditRefusal("nothing calls “\(old)” outside Jinja") }
    return calls.map { index in
      let isUpper = !view.bytes[lexemes[index].range].contains { (97...122).contains($0) }
      return TextEdit(lexemes[index].range, isUpper ? new.uppercased() : new)
    }
  }

  /// What is read from `a` is read from the common table `b`; one that nobody reads is called `a`.
  func renameRelation(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let readers = places(of: old).filter(isSource)
    guard !readers.isEmpty else { throw EditRefusal("nothing reads from “\(old)”") }
    let definitions = commonTables(called: new)
    guard definitions.count == 1, commonTables(called: old).isEmpty else {
      throw EditRefusal("“\(new)” is no common table that could be meant by “\(old)”")
    }
    if !places(of: new).contains(where: isSource) { return [rename(definitions[0], to: old)] }
    guard !places(of: old).contains(where: { isSymbol($0 + 1, ".") }) else {
      throw EditRefusal("columns are qualified with “\(old)” too")
    }
    return readers.map { rename($0, to: new) }
  }

  private func commonTables(called name: String) -> [Int] {
    Array(Set(regions.flatMap { $0.query.tables.map(\.name) }.filter { isName($0, name) })).sorted()
  }

  /// `a.column` becomes `b.column` wherever no source in reach is called `a`.
  func renameQualifier(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let lower = old.lowercased()
    let broken = places(of: old).filter { index in
      isSymbol(index + 1, ".") && !isSymbol(index - 1, ".") && !isSource(index)
        && !qualifiers(at: index).contains { $0.lowercased() == lower }
    }
    guard !broken.isEmpty else { throw EditRefusal("nothing is qualified with “\(old)” in vain") }
    for index in broken
    where qualifiers(at: index).count(where: { $0.lowercased() == new.lowercased() }) != 1 {
      throw EditRefusal("“\(new)” is not in reach of every “\(old)”")
    }
    return broken.map { rename($0, to: new) }
  }

  /// The one place where an output column is called `a`.
  func correctAlias(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let found = places(of: old)
    guard found.count == 1, let index = found.first else {
      throw EditRefusal("“\(old)” is written \(found.count) times")
    }
    for region in regions {
      for select in region.selects {
        let isAlias = select.items.contains { $0.alias == .named(index) }
        guard isAlias else { continue }
        guard !select.items.contains(where: { isCalled($0, new) }) else {
          throw EditRefusal("“\(new)” is given out already")
        }
        return [rename(index, to: new)]
      }
    }
    throw EditRefusal("“\(old)” is no name of an output column")
  }

  private func isCalled(_ item: Select.Item, _ name: String) -> Bool {
    switch item.alias {
    case .named(let alias): isName(alias, name)
    case .none: item.expression.last.map { isName($0, name) } ?? false
    case .opaque: false
    }
  }

  /// The one word that is no name becomes a keyword, and the query can be read.
  func correctKeyword(_ old: String, to keyword: String) throws(EditRefusal) -> [TextEdit] {
    let found = places(of: old)
    guard found.count == 1, let index = found.first, lexemes[index].kind == .word else {
      throw EditRefusal("“\(old)” is written \(found.count) times")
    }
    let range = lexemes[index].range
    var mended = view
    mended = SQLView(
      bytes: view.bytes,
      lexemes: lexemes.map {
        $0.range == range ? Lexeme(kind: .word, range: range, text: keyword.lowercased()) : $0
      })
    var reader = SyntaxReader(mended, dialect: dialect)
    guard reader.read() != nil else {
      throw EditRefusal("with “\(keyword)” for “\(old)” the query cannot be read")
    }
    let isUpper = !view.bytes[range].contains { (97...122).contains($0) }
    return [TextEdit(range, isUpper ? keyword.uppercased() : keyword)]
  }
}
