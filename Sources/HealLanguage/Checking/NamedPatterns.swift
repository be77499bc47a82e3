/// The patterns that have names, by folder: rules of the folder name them instead of writing them again.
package struct NamedPatterns: Sendable {
  private var folders: [String: Folder] = [:]
  /// What is wrong with them, whoever uses them.
  private(set) var problems: [Problem] = []

  /// Those of one folder.
  package struct Folder: Hashable, Sendable {
    fileprivate var patterns: [String: Named] = [:]

    package init() {}

    package var names: [String] { patterns.keys.sorted() }

    /// nil where the folder has no pattern of this name.
    package subscript(name: String) -> Named? { patterns[name] }
  }

  package struct Named: Hashable, Sendable {
    /// Those of the patterns that it names among them; nil where one of them cannot be read.
    package var alternatives: [Pattern]?
    /// Of the name.
    package var location: Location
  }

  package init(_ files: [(source: Source, file: Syntax.File)]) {
    for (folder, files) in Dictionary(grouping: files, by: { $0.source.folder }) {
      var reader = Reader()
      for (source, file) in files { reader.declare(file, of: source) }
      folders[folder] = reader.read()
      problems += reader.problems
    }
  }

  /// Those that the rules of a source may name.
  package func around(_ source: Source) -> Folder { folders[source.folder] ?? Folder() }

  /// Reads the patterns of one folder, those first that others name.
  private struct Reader {
    private var declared: [String: (syntax: Syntax.NamedPattern, source: String, bytes: [UInt8])] =
      [:]
    private var folder = Folder()
    /// Those that are being read.
    private var open: Set<String> = []
    private(set) var problems: [Problem] = []

    mutating func declare(_ file: Syntax.File, of source: Source) {
      for case .pattern(let syntax) in file.items {
        let name = syntax.name.text
        let place = Location(source: source.name, range: syntax.name.span.bytes)
        if let earlier = declared[name] {
          let first = Location(source: earlier.source, range: earlier.syntax.name.span.bytes)
          problems.append(.duplicateNamedPattern(name, at: place, earlier: first))
        } else {
          declared[name] = (syntax, source.name, Array(source.text.utf8))
        }
      }
    }

    mutating func read() -> Folder {
      for name in declared.keys.sorted() { _ = alternatives(of: name) }
      return folder
    }

    private mutating func alternatives(of name: String) -> [Pattern]? {
      if let known = folder.patterns[name] { return known.alternatives }
      guard let (syntax, source, bytes) = declared[name] else { return nil }
      open.insert(name)
      defer { open.remove(name) }
      let reading = PatternReading(source: source, bytes: bytes)
      var patterns: [Pattern]? = []
      for alternative in syntax.alternatives {
        let found: [Pattern]?
        switch alternative {
        case .written(let written):
          let read = reading.read(written)
          problems += read.problems
          found = read.pattern.map { [$0] }
        case .named(let other):
          found = alternatives(of: other, at: Location(source: source, range: other.span.bytes))
        }
        patterns = found.flatMap { found in patterns.map { $0 + found } }
      }
      let place = Location(source: source, range: syntax.name.span.bytes)
      folder.patterns[name] = Named(alternatives: patterns, location: place)
      return patterns
    }

    private mutating func alternatives(of name: Syntax.Name, at place: Location) -> [Pattern]? {
      if open.contains(name.text) {
        problems.append(.patternCycle(name.text, at: place))
        return nil
      }
      guard declared[name.text] != nil else {
        problems.append(.undefinedPattern(name.text, known: declared.keys.sorted(), at: place))
        return nil
      }
      return alternatives(of: name.text)
    }
  }
}

extension Source {
  /// The folder that it lies in, as its name says; empty where the name has none.
  package var folder: String {
    name.utf8.lastIndex(of: 0x2F).map { String(name[..<$0]) } ?? ""
  }
}

extension Syntax.File {
  /// The names of patterns that it uses, definitions not counted.
  package var namesOfPatterns: [Syntax.Name] {
    let searches = rules.flatMap(\.clauses).flatMap { clause -> [Syntax.Alternative] in
      switch clause.kind {
      case .match(let search), .unless(let search): search.alternatives
      default: []
      }
    }
    let definitions = items.flatMap { item -> [Syntax.Alternative] in
      if case .pattern(let pattern) = item { pattern.alternatives } else { [] }
    }
    return (searches + definitions).compactMap { alternative in
      if case .named(let name) = alternative { name } else { nil }
    }
  }
}
