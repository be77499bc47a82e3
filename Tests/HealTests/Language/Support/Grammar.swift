/// `grammar/heal.ebnf`, read, so that a test can make sentences from it.
struct Grammar {
  indirect enum Term: Hashable {
    case sequence([Term])
    case choice([Term])
    case many(Term)
    case maybe(Term)
    case terminal(String)
    case range(Character, Character)
    case name(String)
    case words(String)
  }

  var rules: [String: Term] = [:]

  /// Stops at anything that is not EBNF: then the grammar file is wrong.
  init(_ text: String) {
    var reader = Reader(rest: Array(text)[...])
    while reader.peek != nil {
      let name = reader.identifier()
      reader.expect("=")
      rules[name] = reader.choice()
      reader.expect(";")
    }
  }

  private struct Reader {
    var rest: ArraySlice<Character>

    var peek: Character? {
      mutating get {
        skip()
        return rest.first
      }
    }

    mutating func skip() {
      while let first = rest.first {
        if first.isWhitespace {
          rest.removeFirst()
        } else if rest.starts(with: Array("(*")) {
          while !rest.isEmpty, !rest.starts(with: Array("*)")) { rest.removeFirst() }
          rest = rest.dropFirst(2)
        } else {
          return
        }
      }
    }

    mutating func expect(_ character: Character) {
      precondition(peek == character, "expected \(character) before \(String(rest.prefix(40)))")
      rest.removeFirst()
    }

    mutating func take(_ character: Character) -> Bool {
      guard peek == character else { return false }
      rest.removeFirst()
      return true
    }

    mutating func identifier() -> String {
      _ = peek
      let name = rest.prefix { $0.isLetter || $0 == "_" }
      precondition(!name.isEmpty, "expected a name before \(String(rest.prefix(40)))")
      rest = rest.dropFirst(name.count)
      return String(name)
    }

    mutating func choice() -> Term {
      var terms = [sequence()]
      while take("|") { terms.append(sequence()) }
      return terms.count == 1 ? terms[0] : .choice(terms)
    }

    mutating func sequence() -> Term {
      var terms: [Term] = []
      while let next = peek, !"|;)]}".contains(next) { terms.append(factor()) }
      return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    mutating func factor() -> Term {
      if take("{") { return closed("}", Term.many) }
      if take("[") { return closed("]", Term.maybe) }
      if take("(") { return closed(")") { $0 } }
      if take("?") { return .words(quoted("?").trimmed) }
      for quote in "\"'" where take(quote) {
        let text = quoted(quote)
        guard take("…") else { return .terminal(text) }
        _ = peek
        let close = rest.removeFirst()
        let end = quoted(close)
        guard let first = text.first, let last = end.first else { break }
        return .range(first, last)
      }
      return .name(identifier())
    }

    mutating func closed(_ close: Character, _ make: (Term) -> Term) -> Term {
      let inner = choice()
      expect(close)
      return make(inner)
    }

    mutating func quoted(_ close: Character) -> String {
      let text = rest.prefix { $0 != close }
      rest = rest.dropFirst(text.count + 1)
      return String(text)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
