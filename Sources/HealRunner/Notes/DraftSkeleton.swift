import HealEngine

/// Makes a pattern of a line: its words stay, quoted names, numbers and paths become holes.
struct DraftSkeleton {
  static let kinds: Set<String> = ["name", "int", "number", "text", "path"]

  private(set) var text = ""
  private var count = 0
  private var endsInHole = false

  init(_ line: String) {
    let characters = Array(line)
    var position = 0
    while position < characters.count {
      if let length = Redactor.markLength(at: position, in: characters) {
        hole("text")
        position += length
      } else if let (length, kind) = Self.quoted(characters, position) {
        hole(kind)
        position += length
      } else if Self.isWord(characters[position]) || characters[position] == "/" {
        let word = characters[position...].prefix { Self.isWord($0) || $0 == "." || $0 == "/" }
        add(word)
        position = word.endIndex
      } else {
        literal(characters[position])
        position += 1
      }
    }
  }

  /// A quoted name, or a quoted text on which nothing is known; nil where no quote begins.
  private static func quoted(_ characters: [Character], _ start: Int) -> (Int, String)? {
    let quote = characters[start]
    guard quote == "\"" || quote == "'" || quote == "`",
      start == 0 || !isWord(characters[start - 1]),
      let end = characters[(start + 1)...].firstIndex(of: quote), end > start + 1
    else { return nil }
    let isName = characters[(start + 1)..<end].allSatisfy { isWord($0) || $0 == "." }
    return (end - start + 1, isName ? "name" : "text")
  }

  private mutating func add(_ word: ArraySlice<Character>) {
    let text = String(word)
    let body = text.hasSuffix(".") ? String(text.dropLast()) : text
    if body.contains("/"), body.count > 2 {
      hole("path")
    } else if Int(body) != nil, body.allSatisfy(\.isNumber) {
      hole("int")
    } else if body.contains(where: \.isNumber) || body.contains(".") {
      hole("text")
    } else {
      for character in body { literal(character) }
    }
    if text != body { literal(".") }
  }

  /// Two holes with nothing between them are one.
  private mutating func hole(_ kind: String) {
    guard !endsInHole else { return }
    count += 1
    text += kind == "name" ? "<name\(count)>" : "<\(kind)\(count):\(kind)>"
    endsInHole = true
  }

  private mutating func literal(_ character: Character) {
    switch character {
    case "<": text += "\\<"
    case "'" where text.hasSuffix("''"): return
    default: text.append(character)
    }
    endsInHole = false
  }

  private static func isWord(_ character: Character) -> Bool {
    character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }
}
