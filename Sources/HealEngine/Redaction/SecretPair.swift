/// A name that promises a secret, and what stands beside it.
struct SecretPair {
  private let name: String
  private let value: String
  /// What stands right before the name.
  private let before: String
  /// The function that was called around the value, `env_var(`; nil for a plain value.
  private let call: String?
  /// Whether a mark stands there already.
  private let isMarked: Bool

  init(_ sighting: Sighting, name: Range<Int>, value: Range<Int>) {
    let text = sighting.text
    self.name = String(decoding: text[name], as: UTF8.self)
    self.value = String(decoding: text[value], as: UTF8.self)
    before = sighting.words(before: name.lowerBound, atMost: 12)
    call = sighting.words(of: "call")?.lowercased()
    let end = Mark.length(at: value.lowerBound, in: text).map { $0 + value.lowerBound }
    isMarked = end.map { $0 == text.count || !Self.isWord(text[$0]) } ?? false
  }

  var mark: Mark {
    let name = name.lowercased()
    if name.hasPrefix("pass") || name.hasPrefix("pwd") { return .password }
    if name.hasPrefix("token") || name.contains("signature") { return .token }
    return name.contains("key") ? .key : .secret
  }

  /// Whether the value may be one; not a reference to where it is, a type, a column or dbt's own `PASS=5`.
  var isSecret: Bool {
    !isMarked && !isReference && !isNoValue && !isColumn && !isStatistic && !isGrammar
  }

  /// `{{ env_var('PASSWORD') }}`, `os.environ["TOKEN"]`, `${TOKEN}`.
  private var isReference: Bool {
    if let call, ["env_var(", "env(", "var("].contains(where: call.hasSuffix) { return true }
    if let call, call.contains("env") { return true }
    let starts = ["{{", "${", "$(", "env_var(", "os.environ", "os.getenv", "self.", "//"]
    return starts.contains { value.hasPrefix($0) }
  }

  /// `null`, `varchar`, `*****`, punctuation.
  private var isNoValue: Bool {
    let word = value.lowercased()
    if Self.words.contains(word) { return true }
    if word.hasPrefix("varchar(") || word.hasPrefix("char(") { return true }
    return !value.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
  }

  private static let words: Set<String> = [
    "bigint", "boolean", "bytes", "char", "date", "false", "float", "int", "int64", "integer",
    "none",
    "null", "nvarchar", "string", "struct", "text", "timestamp", "true", "undefined", "varchar",
  ]

  /// `a.token = b.token`: two columns of one name.
  private var isColumn: Bool {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    let plain = Set("abcdefghijklmnopqrstuvwxyz0123456789_".utf8)
    guard parts.count > 1, let last = parts.last?.lowercased(), last.hasSuffix(name.lowercased())
    else { return false }
    return parts.allSatisfy { !$0.isEmpty && $0.lowercased().utf8.allSatisfy(plain.contains) }
  }

  /// dbt's `PASS=5` and `"pass": 5`, and the working folder `PWD=/srv`.
  private var isStatistic: Bool {
    let isAlone = before.last.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
    if name.lowercased() == "pass", isAlone, value.utf8.count < 8 {
      return value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    return name == "PWD" && (isAlone || before.hasSuffix("OLD")) && value.hasPrefix("/")
  }

  /// `unexpected token: select`, as parsers say.
  private var isGrammar: Bool {
    name.lowercased() == "token" && before.lowercased().hasSuffix("expected ")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }
}
