/// How a query writes its keywords.
enum KeywordCase: Hashable, CaseIterable {
  case lower, upper, capitalized

  /// The case of one written word; nil where its letters follow none.
  init?(of written: ArraySlice<UInt8>) {
    let letters = written.filter { $0.isASCIILetter }
    guard let first = letters.first else { return nil }
    if letters.allSatisfy(\.isUpperCase) {
      self = .upper
    } else if !letters.contains(where: \.isUpperCase) {
      self = .lower
    } else if first.isUpperCase, !letters.dropFirst().contains(where: \.isUpperCase) {
      self = .capitalized
    } else {
      return nil
    }
  }

  /// The case that most keywords of a view are written in; lower where there are none.
  init(in view: SQLView) {
    let found = view.lexemes.filter { $0.kind == .word && SQLWord.isReserved($0.text) }
      .compactMap { KeywordCase(of: view.bytes[$0.range]) }
    self =
      KeywordCase.allCases.max { one, other in
        found.count { $0 == one } < found.count { $0 == other }
      }.flatMap { usual in found.contains(usual) ? usual : nil } ?? .lower
  }

  /// The case for what replaces a word: that of most of its letters; where only its first is upper case, or as many are
  /// as are not, that of the view's keywords.
  init(replacing written: ArraySlice<UInt8>, in view: SQLView) {
    let letters = written.filter { $0.isASCIILetter }
    let upper = letters.count(where: \.isUpperCase)
    let lower = letters.count - upper
    let usual = KeywordCase(in: view)
    if KeywordCase(of: written) == .capitalized || upper == lower {
      self = usual
    } else {
      self = upper > lower ? .upper : .lower
    }
  }

  func apply(to keyword: String) -> String {
    switch self {
    case .lower: keyword.lowercased()
    case .upper: keyword.uppercased()
    case .capitalized:
      keyword.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        .joined(separator: " ")
    }
  }
}

extension UInt8 {
  var isUpperCase: Bool { (65...90).contains(self) }

  fileprivate var isASCIILetter: Bool { isUpperCase || (97...122).contains(self) }
}
