/// Walks over a text and picks up identifiers, quoted or bare.
struct NameScanner {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var isAtEnd: Bool { index == scalars.count }

  /// A dotted name from here on, its parts without their quotes.
  mutating func name() -> String? {
    guard var name = part() else { return nil }
    while peek == "." {
      let dot = index
      index += 1
      guard let next = part() else {
        index = dot
        break
      }
      name += "." + next
    }
    return name
  }

  /// Every quoted name of the text, in order, each once; `"a"."b"` is one name.
  mutating func quotedNames() -> [String] {
    var names: [String] = []
    while let scalar = peek {
      let mayOpen = index == 0 || !Self.isBare(scalars[index - 1])
      if mayOpen, Self.closing[scalar] != nil, let name = name() {
        if !names.contains(name) { names.append(name) }
      } else {
        index += 1
      }
    }
    return names
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func part() -> String? {
    guard let first = peek else { return nil }
    guard let closing = Self.closing[first] else { return bare() }
    guard let end = scalars[(index + 1)...].firstIndex(of: closing), end > index + 1,
      !scalars[index..<end].contains("\n")
    else { return nil }
    defer { index = end + 1 }
    return Self.text(scalars[(index + 1)..<end])
  }

  private mutating func bare() -> String? {
    let start = index
    while let scalar = peek, Self.isBare(scalar) { index += 1 }
    return index > start ? Self.text(scalars[start..<index]) : nil
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "_$-".unicodeScalars.contains(scalar)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "'": "'", "`": "`", "[": "]", "‘": "’", "“": "”",
  ]
}
