import HealLanguage

/// Tries remedies before anybody is offered one: the changed file is compiled, and the tests of the
/// rules that read otherwise now are run.
///
/// Of a large file only the rules around the edits are compiled: a file may have as many remedies as rules, and all
/// of it for each would take their product.
struct RemedyTrial {
  private let sources: [String: HealLanguage.Source]
  private let surroundings: Surroundings
  private var pieces: [String: SourcePieces] = [:]
  private var known: [Location: FileStanding] = [:]

  init(_ sources: [HealLanguage.Source], _ compilation: Compilation) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
    surroundings = Surroundings(sources, compilation)
  }

  /// The problems, each with those of its remedies that stood the trial.
  mutating func keepingTried(_ problems: [Problem]) -> [Problem] {
    problems.map { problem in
      guard !problem.remedies.isEmpty else { return problem }
      var tried = problem
      tried.remedies = problem.remedies.filter { mends(problem, $0) }
      return tried
    }
  }

  /// Whether a remedy leaves the problem's file better and none worse.
  private mutating func mends(_ problem: Problem, _ remedy: Remedy) -> Bool {
    let touched = Set(remedy.edits.map(\.location.source)).sorted()
    guard !touched.isEmpty else { return false }
    for name in touched {
      guard let source = sources[name] else { return false }
      let edits = remedy.edits.filter { $0.location.source == name }
      guard let piece = piece(of: source, around: edits),
        let changed = edits.map({ $0.moved(by: -piece.start) }).applied(to: piece.source)
      else { return false }
      let place = Location(
        source: name, range: piece.start..<piece.start + piece.source.text.utf8.count)
      let before = known[place] ?? FileStanding(piece.source, among: surroundings.around(piece.source))
      known[place] = before
      let after = FileStanding(
        changed, among: surroundings.around(changed), unlessSameAs: before)
      guard after.isNoWorse(than: before) else { return false }
      // What leaves its rule wrong all the same has not been tried: no test of it was run.
      if problem.severity == .error, problem.code != .undefinedRule {
        guard after.ruleCount > before.ruleCount else { return false }
      }
      if name == problem.labels.first?.location.source {
        // A comment about what shows between files cannot be tried in one of them, nor can the name of a
        // rule that stands elsewhere in a large file.
        guard
          problem.code == .staleSuppression || problem.code == .undefinedRule && !piece.isWhole
            || after.count(of: problem.code) < before.count(of: problem.code)
        else { return false }
      }
    }
    return true
  }

  /// What is compiled to try edits of a source; nil where that cannot be told.
  private mutating func piece(
    of source: HealLanguage.Source, around edits: [SourceEdit]
  ) -> SourcePieces.Piece? {
    let all = pieces[source.name] ?? SourcePieces(source)
    pieces[source.name] = all
    return all.piece(around: edits)
  }
}

/// What the other sources declare, so that a part of one can be compiled by itself.
struct Surroundings {
  private let categories: String
  /// By folder, its named patterns as they are written.
  private var patterns: [String: [(name: String, text: String)]] = [:]

  init(_ sources: [HealLanguage.Source], _ compilation: Compilation) {
    categories = compilation.rules.categories.map { "category \($0.name) \"\"\n" }.joined()
    for source in sources where source.text.contains("pattern ") {
      let bytes = Array(source.text.utf8)
      for case .pattern(let pattern) in Syntax.read(source).file.items {
        let text = String(decoding: bytes[pattern.span.bytes], as: UTF8.self)
        patterns[source.folder, default: []].append((pattern.name.text, text))
      }
    }
  }

  /// Categories, and the patterns of the source's folder that it does not define itself.
  func around(_ source: HealLanguage.Source) -> HealLanguage.Source {
    var text = categories
    if let patterns = patterns[source.folder] {
      let own = Set(
        Syntax.read(source).file.items.compactMap { item in
          if case .pattern(let pattern) = item { pattern.name.text } else { nil }
        })
      text += patterns.filter { !own.contains($0.name) }.map { $0.text + "\n" }.joined()
    }
    let folder = source.folder
    return HealLanguage.Source(
      name: folder.isEmpty ? "" : folder + "/", text: text, layer: .standard)
  }
}

/// A source, and where its rules begin and end.
private struct SourcePieces {
  /// A part of a source that can be compiled by itself.
  struct Piece {
    var source: HealLanguage.Source
    /// Where it begins in the whole.
    var start: Int
    var isWhole: Bool
  }

  /// Larger sources, in bytes, are compiled in parts.
  private static let largestWhole = 8_192

  private let source: HealLanguage.Source
  private let bytes: [UInt8]
  /// Of the items of a large source, in order; empty for one that is compiled whole.
  private let items: [Range<Int>]

  init(_ source: HealLanguage.Source) {
    self.source = source
    bytes = Array(source.text.utf8)
    items = bytes.count > Self.largestWhole ? Syntax.read(source).file.items.map(\.range) : []
  }

  /// The items that edits touch, with all that stands between them and their neighbours. nil for a large
  /// Markdown file: its rules cannot be told from what is around them.
  func piece(around edits: [SourceEdit]) -> Piece? {
    guard bytes.count > Self.largestWhole else {
      return Piece(source: source, start: 0, isWhole: true)
    }
    guard !source.name.hasSuffix(".md"), let start = edits.map(\.range.lowerBound).min(),
      let end = edits.map(\.range.upperBound).max()
    else { return nil }
    // The first item that ends behind the start, and the first that begins behind the end.
    let first = partition { $0.upperBound >= start }
    let next = max(partition { $0.lowerBound > end }, min(first + 1, items.count))
    let lower = first > 0 ? items[first - 1].upperBound : 0
    let upper = next < items.count ? items[next].lowerBound : bytes.count
    guard lower <= start, end <= upper else { return nil }
    let text = String(decoding: bytes[lower..<upper], as: UTF8.self)
    let part = HealLanguage.Source(name: source.name, text: text, layer: source.layer)
    return Piece(source: part, start: lower, isWhole: false)
  }

  /// Index of the first item for which a condition holds that holds for all behind it too.
  private func partition(_ holds: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if holds(items[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Syntax.Item {
  /// UTF-8 offsets of all of it.
  fileprivate var range: Range<Int> {
    switch self {
    case .category(let category): category.span.bytes
    case .pattern(let pattern): pattern.span.bytes
    case .disable(let disable): disable.span.bytes
    case .rule(let rule): rule.span.bytes
    case .fallback(let block): block.span.bytes
    case .fault(let fault): fault.span.bytes
    }
  }
}
