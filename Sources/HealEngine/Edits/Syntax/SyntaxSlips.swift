/// The small changes that may make a query readable, up to the lexeme it cannot be read past.
struct SyntaxSlips {
  let view: SQLView
  /// The lexeme that stops the reading; their number where it is the end.
  let last: Int

  struct Slip {
    var edit: TextEdit
    var change: Change
    /// What speaks against it, or for it where it is negative.
    var oddness = 0

    /// A change as the lexemes see it.
    enum Change {
      /// New lexemes in the place of those inside the range.
      case replace(Range<Int>, [Lexeme])
      /// A new one after the lexeme that ends at the offset, or before the first.
      case insert(Lexeme, after: Int?)
    }
  }

  /// How far back from where the reading stops a change is tried.
  private static let reach = 400

  private var lexemes: [Lexeme] { view.lexemes }

  private var tried: Range<Int> {
    max(0, last - SyntaxSlips.reach)..<min(last + 2, lexemes.count)
  }

  // MARK: Misspelt keywords

  /// Every word that is nearly a keyword, and is written nowhere else, as that keyword.
  var misspelt: [Slip] {
    tried.flatMap { index -> [Slip] in
      let lexeme = lexemes[index]
      guard lexeme.kind == .word, !SQLWord.isReserved(lexeme.text), lexeme.text.utf8.count > 1,
        lexemes.count(where: { $0.text.lowercased() == lexeme.text }) == 1
      else { return [] }
      return SQLWord.keywords(like: lexeme.text).map { slip(at: lexeme, keywords: $0) }
    }
  }

  private func slip(at lexeme: Lexeme, keywords: [String]) -> Slip {
    let style = KeywordCase(replacing: view.bytes[lexeme.range], in: view)
    let words = keywords.map { Lexeme(kind: .word, range: lexeme.range, text: $0) }
    return Slip(
      edit: TextEdit(lexeme.range, style.apply(to: keywords.joined(separator: " "))),
      change: .replace(lexeme.range, words))
  }

  // MARK: Commas, brackets, keywords left out

  var structural: [Slip] {
    let ends = max(0, last - SyntaxSlips.reach)...min(last + 1, lexemes.count)
    return ends.flatMap(insertions) + tried.flatMap(deletions) + tried.flatMap(splits)
  }

  /// `sumamount)` as `sum(amount)`: a bracket left out between a function and what it is given.
  private func splits(at index: Int) -> [Slip] {
    let lexeme = lexemes[index]
    guard lexeme.kind == .word, lexemes.count(where: { $0.text == lexeme.text }) == 1 else {
      return []
    }
    return SQLWord.functions(beginning: lexeme.text).map { function in
      let start = lexeme.range.lowerBound + function.utf8.count
      let rest = String(lexeme.text.dropFirst(function.count))
      let isNumber = rest.utf8.allSatisfy(\.isDigit)
      let isKnown =
        isNumber || SQLWord.isReserved(rest) || lexemes.contains { $0.text.lowercased() == rest }
      let words = [
        Lexeme(kind: .word, range: lexeme.range.lowerBound..<start, text: function),
        Lexeme(kind: .symbol, range: start..<start, text: "("),
        Lexeme(
          kind: isNumber ? .number : .word, range: start..<lexeme.range.upperBound, text: rest),
      ]
      return Slip(
        edit: TextEdit(start..<start, "("), change: .replace(lexeme.range, words),
        oddness: isKnown ? -5 : 0)
    }
  }

  private func insertions(before index: Int) -> [Slip] {
    // Nothing has a field of what a call gives: the bracket of `sum(o.amount` closes behind the column.
    let isInName = index < lexemes.count && lexemes[index].isSymbol(".")
    var slips = isInName ? [] : [insertion(")", before: index)]
    if index < lexemes.count, !lexemes[index].isSymbol(")") {
      var opened = insertion("(", before: index)
      opened.oddness = meansNothing(before: index) ? 1 : 0
      slips.append(opened)
    }
    guard index > 0 else { return slips }
    slips.append(insertion(",", before: index))
    slips += missingWords(before: index).map { insertion($0, before: index) }
    return slips
  }

  /// Whether a bracket here opens neither a call nor a list nor a query: one too many is likelier then than one too few.
  private func meansNothing(before index: Int) -> Bool {
    guard index > 0, !lexemes[index].isSymbol("(") else { return true }
    let before = lexemes[index - 1]
    guard before.kind == .word else { return before.kind == .symbol }
    let opens = ["as", "exists", "in", "over", "using", "values", "materialized", "filter"]
    return SQLWord.isReserved(before.text) && !opens.contains { before.isWord($0) }
  }

  private func missingWords(before index: Int) -> [String] {
    let isBy = ["group", "order", "partition"].contains { lexemes[index - 1].isWord($0) }
    // Two conditions side by side, or two values of a `case`: the word between them is missing right here.
    let between = index == last ? (isCondition(index) ? ["and", "or"] : []) + ["else"] : []
    return (isBy ? ["by"] : []) + ["as", "end", "on", "then", "when"] + between
  }

  /// Whether the last keyword that opens a clause or joins conditions says that a condition stands here.
  private func isCondition(_ index: Int) -> Bool {
    let opens = ["where", "having", "on", "qualify", "when", "and", "or", "not"]
    let closes = ["select", "then", "else", "from", "by", "join"]
    let word = lexemes[..<index].last { lexeme in
      opens.contains { lexeme.isWord($0) } || closes.contains { lexeme.isWord($0) }
    }
    return word.map { opens.contains($0.text) } ?? false
  }

  private func insertion(_ text: String, before index: Int) -> Slip {
    let end = index > 0 ? lexemes[index - 1].range.upperBound : 0
    let isSymbol = text.utf8.count == 1
    let leads = isSymbol && (text == "(" || (text == "," && commasLead))
    let place = leads && index < lexemes.count ? lexemes[index].range.lowerBound : end
    let word = isSymbol ? text : KeywordCase(in: view).apply(to: text)
    let written = isSymbol ? (leads && text == "," ? ", " : text) : " " + word
    let lexeme = Lexeme(kind: isSymbol ? .symbol : .word, range: place..<place, text: text)
    return Slip(
      edit: TextEdit(place..<place, written),
      change: .insert(lexeme, after: index > 0 ? end : nil))
  }

  /// Whether lines of this query begin with their comma.
  private var commasLead: Bool {
    let commas = lexemes.indices.filter { lexemes[$0].isSymbol(",") && $0 > 0 }
    let leading = commas.count { index in
      view.bytes[lexemes[index - 1].range.upperBound..<lexemes[index].range.lowerBound]
        .contains(UInt8(ascii: "\n"))
    }
    return leading * 2 > commas.count
  }

  /// Whether two words would run together without what is here.
  private func isGlue(_ range: Range<Int>) -> Bool {
    range.lowerBound > 0 && range.upperBound < view.bytes.count
      && view.bytes[range.lowerBound - 1].isWordByte && view.bytes[range.upperBound].isWordByte
  }

  private func deletions(at index: Int) -> [Slip] {
    let lexeme = lexemes[index]
    let isMark = ["(", ")", ",", "}"].contains { lexeme.isSymbol($0) }
    let isTwice = index > 0 && lexeme.kind == .word && lexemes[index - 1].isWord(lexeme.text)
    guard isMark || isTwice || isBesideValue(index) else { return [] }
    return [
      Slip(
        edit: TextEdit(lexeme.range, isGlue(lexeme.range) ? " " : ""),
        change: .replace(lexeme.range, []))
    ]
  }
}

extension SyntaxSlips {
  /// A number or a text beside another one, outside brackets, where no comma can stand between them.
  private func isBesideValue(_ index: Int) -> Bool {
    let isValue = { (index: Int) in
      lexemes.indices.contains(index) && [.number, .string].contains(lexemes[index].kind)
    }
    guard isValue(index), index == last || index == last - 1 else { return false }
    guard isValue(last), isValue(last - 1) else { return false }
    var depth = 0
    for lexeme in lexemes[..<index].reversed() {
      if lexeme.isSymbol(")") { depth += 1 }
      if lexeme.isSymbol("(") { depth -= 1 }
      if depth < 0 { return false }
      if depth == 0, lexeme.isWord("case") || lexeme.isWord("where") { return true }
    }
    return false
  }
}

extension SyntaxSlips.Slip {
  /// A view that does not show the place stays as it is.
  func applied(to view: SQLView) -> SQLView {
    var lexemes = view.lexemes
    switch change {
    case .replace(let range, let words):
      guard let index = lexemes.firstIndex(where: { $0.range == range }) else { return view }
      lexemes.replaceSubrange(index...index, with: words)
    case .insert(let lexeme, nil): lexemes.insert(lexeme, at: 0)
    case .insert(let lexeme, let end?):
      guard let index = lexemes.firstIndex(where: { $0.range.upperBound == end }) else {
        return view
      }
      lexemes.insert(lexeme, at: index + 1)
    }
    return SQLView(bytes: view.bytes, lexemes: lexemes)
  }
}
