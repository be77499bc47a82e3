/// Makes random sentences of a grammar. The same seed gives the same sentences.
struct SentenceMaker {
  let grammar: Grammar
  var random: SeededRandom
  /// Each alternative and option that was chosen, to see that all of them were.
  var covered: Set<Grammar.Term> = []
  private var depth = 0
  private var interpolations = 0

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = SeededRandom(seed: seed)
  }

  mutating func sentence(_ start: String = "File") -> String {
    depth = 0
    return make(.name(start), glued: false)
  }

  private mutating func make(_ term: Grammar.Term, glued: Bool) -> String {
    switch term {
    case .sequence(let terms): return joined(terms, glued)
    case .choice(let terms): return make(choose(terms), glued: glued)
    case .many(let inner): return joined(Array(repeating: inner, count: repetitions), glued)
    case .maybe(let inner):
      guard depth < 30, Bool.random(using: &random) else { return "" }
      covered.insert(inner)
      return make(inner, glued: glued)
    case .terminal(let text): return text
    case .range(let first, let last):
      guard let first = first.asciiValue, let last = last.asciiValue else { return "" }
      return String(Unicode.Scalar(UInt8.random(in: first...last, using: &random)))
    case .words(let words): return sample(words)
    case .name(let name): return make(rule: name, glued: glued)
    }
  }

  private mutating func make(rule name: String, glued: Bool) -> String {
    guard let rule = grammar.rules[name] else { preconditionFailure("no rule `\(name)`") }
    covered.insert(.name(name))
    depth += 1
    defer { depth -= 1 }
    let isToken = name.allSatisfy { $0.isUppercase || $0 == "_" }
    guard name == "INTERPOLATION" else {
      var text = make(rule, glued: isToken)
      // A bracket right behind the name of what is given opens its arguments.
      while name == "GivenValue", text.hasPrefix("(") { text = make(rule, glued: false) }
      // `not` and its like are no names.
      let isReserved = name == "NAME" && ["and", "not", "or", "with"].contains(text)
      return isReserved ? "a\(text)" : text
    }
    interpolations += 1
    defer { interpolations -= 1 }
    return make(rule, glued: false)
  }

  private mutating func joined(_ terms: [Grammar.Term], _ glued: Bool) -> String {
    terms.map { make($0, glued: glued) }.filter { !$0.isEmpty }.joined(separator: glued ? "" : " ")
  }

  private var repetitions: Int {
    mutating get { depth > 24 ? 0 : Int.random(in: 0...2, using: &random) }
  }

  private mutating func choose(_ terms: [Grammar.Term]) -> Grammar.Term {
    var open = terms.filter { interpolations == 0 || !isBlock($0) }
    // Deep down only what ends: operands that hold no expressions.
    if depth > 24 { open = open.filter { !["Call", "List"].contains($0.ruleName) && !$0.isGroup } }
    if interpolations > 2 { open = open.filter { $0.ruleName != "INTERPOLATION" } }
    let choice = open.randomElement(using: &random) ?? terms[0]
    covered.insert(choice)
    return choice
  }

  private func isBlock(_ term: Grammar.Term) -> Bool { term.ruleName?.hasSuffix("_BLOCK") ?? false }

  /// What stands for the words of the grammar; a new one must be added here.
  private mutating func sample(_ words: String) -> String {
    let samples: [String: [String]] = [
      "a NUMBER from 0 to 100": ["0", "7.5", "60", "100"],
      "any character but a line end, a quote, a backslash and a dollar sign": [
        "a", " ", "'", "ü", "{",
      ],
      "any character but a line end and an apostrophe": ["a", " ", "\"", "\\", "${", "é"],
      "a skeleton": ["words", "a <hole> and \\< more", "<n:int> rows \"<x>\""],
      "a regex on one line": ["a+", #"(?<x>\w+)\/b"#, "[0-9]"],
      "any character but white space, ; { } # $ and quotes": ["a", "-", "/", "+", "=", ":"],
      "a line end": interpolations > 0 ? [" "] : ["\n", "\r\n", "  \n", " # a comment\n"],
    ]
    guard let text = samples[words]?.randomElement(using: &random) else {
      preconditionFailure("no samples for `\(words)`")
    }
    return text
  }
}

extension Grammar.Term {
  var ruleName: String? { if case .name(let name) = self { name } else { nil } }

  fileprivate var isGroup: Bool { if case .sequence = self { true } else { false } }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
