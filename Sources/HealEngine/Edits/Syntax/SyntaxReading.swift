/// A whole file of SQL with Jinja, read view by view.
struct SyntaxReading {
  let readability: Readability
  /// Of each view, in its canonical form; nil where one of them could not be read.
  let meaning: [String]?

  init(_ text: [UInt8], dialect: Dialect) {
    if let fault = JinjaCheck.fault(in: text, dialect: dialect) {
      self.init(Readability(fault, in: text))
      return
    }
    let views: [SQLView]
    do throws(EditRefusal) { views = try SQLView.all(of: text, dialect: dialect) } catch {
      self.init(.unknown(error.reason))
      return
    }
    var meaning: [String] = []
    var unknown: String?
    for view in views where !view.lexemes.isEmpty {
      var reader = SyntaxReader(view, dialect: dialect)
      if let read = reader.read() {
        meaning.append(read)
        continue
      }
      let found = SyntaxFault.find(in: view, stop: reader.furthest, dialect: dialect)
      if let fault = found {
        self.init(Readability(fault, in: text))
        return
      }
      let stop = view.offset(of: reader.furthest)
      unknown =
        unknown ?? "heal does not know what stands on line \(lineNumber(of: stop, in: text))"
    }
    if let unknown { self.init(.unknown(unknown)) } else { self.init(.readable, meaning) }
  }

  private init(_ readability: Readability, _ meaning: [String]? = nil) {
    self.readability = readability
    self.meaning = meaning
  }
}

extension SQLView {
  /// Where a lexeme begins; the end of the text behind the last one.
  func offset(of index: Int) -> Int {
    index < lexemes.count ? lexemes[index].range.lowerBound : bytes.count
  }
}
