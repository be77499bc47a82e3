import HealLanguage

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

  /// `cast(x as a)` and `x::a` cast to `b`.
  func renameType(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let types = places(of: old).filter { index in
      if isSymbol(index - 1, "::") { return true }
      guard index > 0, lexemes[index - 1].isWord("as"),
        isSymbol(index + 1, ")") || isSymbol(index + 1, "("),
        let open = lexemes.indices.last(where: {
          $0 < index && isSymbol($0, "(") && parser.inside($0).contains(index)
        }), open > 0
      else { return false }
      return ["cast", "try_cast"].contains { lexemes[open - 1].isWord($0) }
    }
    guard !types.isEmpty else { throw EditRefusal("nothing is cast to “\(old)”") }
    return types.map { TextEdit(lexemes[$0].range, new) }
  }

  /// What is read from `a` is read from the common table `b`; one that nobody reads is called `a`, unless that is a typo.
  func renameRelation(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let readers = places(of: old).filter(isSource)
    guard !readers.isEmpty else { throw EditRefusal("nothing reads from “\(old)”") }
    let definitions = commonTables(called: new)
    guard definitions.count == 1, commonTables(called: old).isEmpty else {
      throw EditRefusal("“\(new)” is no common table that could be meant by “\(old)”")
    }
    let isUnread = !places(of: new).contains(where: isSource)
    let qualifiesNew = places(of: new).contains { isSymbol($0 + 1, ".") }
    let isTypo = WordTypo(kind: .relation).verdict(on: old, meant: new).passes
    if isUnread, !qualifiesNew, !isTypo { return [rename(definitions[0], to: old)] }
    guard !places(of: old).contains(where: { isSymbol($0 + 1, ".") }) else {
      throw EditRefusal("columns are qualified with “\(old)” too")
    }
    return readers.map { rename($0, to: new) }
  }

  private func commonTables(called name: String) -> [Int] {
    Array(Set(regions.flatMap { $0.query.tables.map(\.name) }.filter { isName($0, name) })).sorted()
  }

  /// `a.column` becomes `b.column`, where no source in reach is called `a` and `b` is the one it can
  /// only mean.
  func correctQualifier(_ old: String) throws(EditRefusal) -> [TextEdit] {
    let lower = old.lowercased()
    let broken = places(of: old).filter { index in
      isSymbol(index + 1, ".") && !isSymbol(index - 1, ".") && !isSource(index)
        && !qualifiers(at: index).contains { $0.lowercased() == lower }
    }
    guard !broken.isEmpty else { throw EditRefusal("nothing is qualified with “\(old)” in vain") }
    var edits: [TextEdit] = []
    for index in broken {
      edits.append(rename(index, to: try qualifier(meantBy: lower, at: index)))
    }
    return edits
  }

  private func qualifier(meantBy old: String, at index: Int) throws(EditRefusal) -> String {
    let sources = (region(of: index)?.selects ?? []).flatMap(\.sources)
    let named = sources.compactMap { source in name(of: source).map { (source, $0) } }
    if sources.count == 1, let only = named.first { return only.1 }
    // Whoever joins something reads a column of it.
    let idle = named.map(\.1).filter { name in
      !places(of: name).contains { isSymbol($0 + 1, ".") && !isSource($0) }
    }
    if idle.count == 1, named.count == sources.count { return idle[0] }
    let tests: [(Source, String) -> Bool] = [
      { source, _ in relationName(of: source)?.lowercased() == old },
      { _, name in isSlip(old, name.lowercased()) },
      { source, _ in relationName(of: source).map { isSlip(old, $0.lowercased()) } ?? false },
      { source, name in
        old.hasPrefix(name.lowercased())
          || relationName(of: source).map { $0.lowercased().hasPrefix(old) } ?? false
      },
    ]
    for test in tests {
      let fitting = Set(named.filter { test($0.0, $0.1) }.map(\.1))
      if fitting.count == 1, let name = fitting.first { return name }
      guard fitting.isEmpty else { break }
    }
    throw EditRefusal("which input “\(old)” means is not clear")
  }

  private func isSlip(_ old: String, _ name: String) -> Bool {
    let distance = editDistance(old, name)
    guard old.utf8.count > 1 else { return false }
    return (distance == 1 && name.utf8.count > 1) || (distance == 2 && name.utf8.count > 5)
  }

  /// The last part of what a source reads from, whatever it is called.
  private func relationName(of source: Source) -> String? {
    var bare = source
    bare.alias = nil
    return name(of: bare)
  }

  /// The alias of `a` right before `join` that is nearly `left`, `inner` and the like.
  func correctJoin(_ relation: String) throws(EditRefusal) -> [TextEdit] {
    let words = ["left", "right", "inner", "full", "cross"]
    let found = regions.flatMap(\.selects).flatMap(\.sources).compactMap {
      source -> (Int, String)? in
      guard let alias = source.alias, lexemes.indices.contains(alias + 1),
        lexemes[alias + 1].isWord("join") || lexemes[alias + 1].isWord("outer"), alias > 0,
        !lexemes[alias - 1].isWord("as"),
        relationName(of: source)?.lowercased() == relation.lowercased()
      else { return nil }
      let near = words.filter { editDistance($0, lexemes[alias].text) <= 1 }
      return near.count == 1 ? (alias, near[0]) : nil
    }
    guard found.count == 1, let (alias, word) = found.first else {
      throw EditRefusal("no join of “\(relation)” is misspelt")
    }
    let isUpper = !view.bytes[lexemes[alias].range].contains { (97...122).contains($0) }
    return [TextEdit(lexemes[alias].range, isUpper ? word.uppercased() : word)]
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

  /// Whether the select list that a lexeme stands in has another item of the name.
  func givesOut(_ name: String, besides index: Int) -> Bool {
    regions.flatMap(\.selects).contains { select in
      select.items.contains { $0.expression.contains(index) }
        && select.items.contains { !$0.expression.contains(index) && isCalled($0, name) }
    }
  }

  /// The one place where `a` is written, if it is read there as a column, becomes `b`.
  func correctColumn(_ old: String, to new: String) throws(EditRefusal) -> [TextEdit] {
    let found = places(of: old)
    guard found.count == 1, let index = found.first, !isSource(index), !isSymbol(index + 1, "("),
      !isSymbol(index + 1, "."), !(index > 0 && lexemes[index - 1].isWord("as"))
    else { throw EditRefusal("“\(old)” is not read once, as a column") }
    let isDefined = regions.contains { region in
      region.query.tables.contains { $0.name == index }
        || region.selects.contains { select in
          select.items.contains { $0.alias == .named(index) }
            || select.sources.contains { $0.alias == index }
        }
    }
    guard !isDefined, !givesOut(new, besides: index) else {
      throw EditRefusal("“\(old)” is a name of its own, or “\(new)” is given out already")
    }
    return [rename(index, to: new)]
  }

  /// Whether an output column has the name.
  func isCalled(_ item: Select.Item, _ name: String) -> Bool {
    switch item.alias {
    case .named(let alias): isName(alias, name)
    case .none: isPlainColumn(item.expression) && isName(item.expression.upperBound - 1, name)
    case .opaque: false
    }
  }

  /// `a` or `o.a`.
  func isPlainColumn(_ range: Range<Int>) -> Bool {
    !range.isEmpty
      && range.enumerated().allSatisfy { offset, index in
        offset % 2 == 0 ? lexemes[index].isName : isSymbol(index, ".")
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
    let style = KeywordCase(replacing: view.bytes[range], in: view)
    return [TextEdit(range, style.apply(to: keyword))]
  }
}
