/// Finds the code that an engine put into its message.
enum FailureCode {
  /// A Fusion code, a warehouse's own number, or a SQLSTATE, in this order; nil where there is none.
  static func find(in lines: [ArraySlice<UInt8>]) -> String? {
    first(in: lines, fusion) ?? first(in: lines, numberBeforeState)
      ?? first(in: lines, namedState) ?? first(in: lines, driverState)
  }

  private static func first(
    in lines: [ArraySlice<UInt8>], _ find: (ArraySlice<UInt8>) -> String?
  ) -> String? {
    for line in lines { if let code = find(line) { return code } }
    return nil
  }

  /// `dbt0227`.
  private static func fusion(_ line: ArraySlice<UInt8>) -> String? {
    var rest = line
    while let found = rest.firstRange(of: "dbt") {
      let before = line[line.startIndex..<found.lowerBound].last
      rest = rest[found.upperBound...]
      let digits = rest.prefix(while: \.isDigit)
      let after = rest.dropFirst(digits.count).first
      guard digits.count == 4,
        before == nil || before == UInt8(ascii: " ") || before == UInt8(ascii: "(")
          || before == UInt8(ascii: "\""),
        after == UInt8(ascii: ":") || after == UInt8(ascii: ")") || after == UInt8(ascii: " ")
      else { continue }
      return "dbt" + digits.text
    }
    return nil
  }

  /// Snowflake's `002003 (42S02): …` and MySQL's `1411 (HY000): …`.
  private static func numberBeforeState(_ line: ArraySlice<UInt8>) -> String? {
    var rest = line
    while let found = rest.firstRange(of: " (") {
      let before = line[line.startIndex..<found.lowerBound]
      rest = rest[found.upperBound...]
      guard isState(rest.prefix(5)), rest.dropFirst(5).starts(with: "):".utf8) else { continue }
      let number = before.suffixOfDigits
      if (4...6).contains(number.count) { return number.text }
    }
    return nil
  }

  /// `SQLSTATE: 42703`.
  private static func namedState(_ line: ArraySlice<UInt8>) -> String? {
    guard let found = line.firstRange(of: "SQLSTATE") else { return nil }
    let rest = line[found.upperBound...].drop { ":= [".utf8.contains($0) }
    let state = rest.prefix(5)
    return isState(state) ? state.text : nil
  }

  /// ODBC's `('42S02', "[42S02] [Microsoft]…`.
  private static func driverState(_ line: ArraySlice<UInt8>) -> String? {
    for (open, close) in [("('", "'"), ("[", "] ["), ("(", "):")] {
      guard let found = line.firstRange(of: open) else { continue }
      let rest = line[found.upperBound...]
      if isState(rest.prefix(5)), rest.dropFirst(5).starts(with: close.utf8) {
        return rest.prefix(5).text
      }
    }
    return nil
  }

  /// Five digits and capitals of which the first two tell the class: all classes in use begin with a
  /// digit, but for `F0`, `HV`, `HY`, `IM`, `P0` and `XX`.
  private static func isState(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 5, text.allSatisfy({ $0.isDigit || $0.isUppercase }) else { return false }
    return text.first?.isDigit == true
      || ["F0", "HV", "HY", "IM", "P0", "XX"].contains(text.prefix(2).text)
  }
}

extension ArraySlice<UInt8> {
  /// The digits that it ends with.
  var suffixOfDigits: ArraySlice<UInt8> {
    let start = lastIndex { !$0.isDigit }.map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}
