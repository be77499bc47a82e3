/// Makes a pattern of a line: its words stay, names, numbers and paths become holes.
package struct DraftSkeleton {
  static let kinds: Set<String> = ["name", "int", "number", "text", "path"]

  package private(set) var text = ""
  /// The holes in their order, with what stands there in the line.
  package private(set) var holes: [Hole] = []
  private let known: KnownNames
  private var endsInHole = false

  package struct Hole: Hashable, Sendable {
    package var name: String
    /// As skeletons spell it: `name`, `int`.
    package var kind: String
    /// What stands there, quotes taken off.
    package var value: String
    /// What the project knows by the value: `model`, `column`; nil where it knows nothing.
    package var meaning: String?
  }

  /// - Parameters:
  ///   - line: redacted.
  ///   - known: words that are names even where nothing around them says so.
  package init(_ line: String, known: KnownNames = KnownNames()) {
    self.known = known
    let characters = Array(line)
    var position = 0
    while position < characters.count {
      if let length = Redactor.markLength(at: position, in: characters) {
        hole("text", String(characters[position..<(position + length)]))
        position += length
      } else if let (length, kind) = Self.quoted(characters, position) {
        hole(kind, String(characters[(position + 1)..<(position + length - 1)]))
        position += length
      } else if let (end, isDate) = Self.stamp(characters, position) {
        hole("text", String(characters[position..<end]), meaning: isDate ? "date" : nil)
        position = end
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

  /// A date, a time, an id with digits between hyphens; nil where none begins. The end, and whether it is a date.
  private static func stamp(_ characters: [Character], _ start: Int) -> (end: Int, isDate: Bool)? {
    guard start == 0 || !isWord(characters[start - 1]) else { return nil }
    var end = start
    while end < characters.count {
      let isJoint =
        "-:".contains(characters[end]) && end > start && end + 1 < characters.count
        && (characters[end] == "-"
          ? isWord(characters[end - 1]) && isWord(characters[end + 1])
          : characters[end - 1].isNumber && characters[end + 1].isNumber)
      guard isWord(characters[end]) || isJoint else { break }
      end += 1
    }
    let word = characters[start..<end]
    guard word.contains(where: { "-:".contains($0) }), word.contains(where: \.isNumber) else {
      return nil
    }
    let lengths = word.split(separator: "-").map(\.count)
    return (end, word.allSatisfy { $0.isNumber || $0 == "-" } && lengths == [4, 2, 2])
  }

  private mutating func add(_ word: ArraySlice<Character>) {
    let text = String(word)
    let body = text.hasSuffix(".") ? String(text.dropLast()) : text
    if body.contains("/"), body.count > 2 {
      hole("path", body)
    } else if Int(body) != nil, body.allSatisfy(\.isNumber) {
      hole("int", body)
    } else if known.isName(body) {
      hole(body.allSatisfy { Self.isWord($0) || $0 == "." } ? "name" : "text", body)
    } else if body.contains(where: \.isNumber) || body.contains(".") {
      hole("text", body)
    } else {
      for character in body { literal(character) }
    }
    if text != body { literal(".") }
  }

  /// Two holes with nothing between them are one.
  private mutating func hole(_ kind: String, _ value: String, meaning: String? = nil) {
    guard !endsInHole else { return }
    let meaning = kind == "name" ? known.meaning(of: value) : meaning
    let isTaken = meaning.map { meaning in holes.contains { $0.name == meaning } } ?? true
    let name = (meaning ?? kind) + (isTaken ? String(holes.count + 1) : "")
    text += kind == "name" ? "<\(name)>" : "<\(name):\(kind)>"
    holes.append(Hole(name: name, kind: kind, value: value, meaning: meaning))
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
