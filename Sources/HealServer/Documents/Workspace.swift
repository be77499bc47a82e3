import HealLanguage

/// All rule sources, open or not, and what is wrong with them. A file is checked anew only when its text
/// has changed.
struct Workspace {
  let world: any RuleWorld
  var folders: [String] = []
  private(set) var documents: [String: Document] = [:]
  private var onDisk: [Source] = []
  private var checked: [String: CheckedSource] = [:]
  private var read: [String: Reading] = [:]
  /// Their lines and columns.
  private var checkedPlaces: [String: TextPlaces] = [:]
  private var known: Compilation?
  /// Grows with every change of any text.
  private(set) var edition = 0

  /// How many recordings expect each rule; nil where that was not counted since files changed.
  private(set) var recordings: [String: Int]?
  /// The edition that the files were read in last.
  private var diskEdition = 0

  init(world: any RuleWorld) { self.world = world }

  // MARK: Documents

  /// The name of the source that a URI stands for.
  func name(of uri: String) -> String { DocumentURI.path(uri).map(world.canonical) ?? uri }

  func uri(of name: String) -> String { documents[name]?.uri ?? DocumentURI.uri(name) }

  mutating func open(_ document: Document) {
    documents[name(of: document.uri)] = document
    touch()
  }

  mutating func close(_ uri: String) {
    documents[name(of: uri)] = nil
    readDisk()
  }

  mutating func change(_ uri: String, version: Int?, _ changes: [JSON]) {
    let name = name(of: uri)
    guard var document = documents.removeValue(forKey: name) else { return }
    changes.forEach { document.change($0) }
    document.version = version
    documents[name] = document
    touch()
  }

  /// Reads the files again: one of them was changed by somebody else.
  mutating func readDisk() {
    onDisk = world.sources(for: folders)
    recordings = nil
    touch()
    diskEdition = edition
  }

  /// Keeps what an analysis counted, unless the files were read again since it began.
  mutating func keep(_ analysis: Analysis) {
    if analysis.edition >= diskEdition { recordings = analysis.recordings }
  }

  private mutating func touch() {
    edition += 1
    known = nil
  }

  // MARK: Sources

  /// Every source as it is now: what is open instead of its file, and what is open beside the files.
  var sources: [Source] {
    var sources = onDisk.map { source in
      guard let document = documents[source.name] else { return source }
      return Source(name: source.name, text: document.text, layer: source.layer)
    }
    let files = Set(onDisk.map(\.name))
    for (name, document) in documents.sorted(by: { $0.key < $1.key })
    where !files.contains(name) && holdsRules(name) {
      sources.append(Source(name: name, text: document.text))
    }
    return sources
  }

  /// Whether a document is open and is a rule file: what is expected of a recording is none.
  func holdsRules(_ name: String) -> Bool {
    documents[name] != nil && !Self.isExpectation(name)
  }

  private static func isExpectation(_ name: String) -> Bool { name.hasSuffix("/expect.heal") }

  /// What is wrong in the open files that say what is expected of recordings, by name.
  mutating func expectationProblems() -> [String: [Problem]] {
    let expected = documents.filter { Self.isExpectation($0.key) }
    guard !expected.isEmpty else { return [:] }
    let categories = compilation().rules.categories.map(\.name)
    return Dictionary(
      uniqueKeysWithValues: expected.map { name, document in
        let source = Source(name: name, text: document.text)
        return (name, RecordingExpectation.read(source, categories: categories).problems)
      })
  }

  /// The source as it was read and checked last.
  mutating func checked(_ name: String) -> CheckedSource? {
    _ = compilation()
    return checked[name]
  }

  mutating func allChecked() -> [CheckedSource] {
    let sources = sources
    read = Dictionary(
      sources.map { source in
        let known = read[source.name].flatMap { $0.source == source ? $0 : nil }
        return (source.name, known ?? Reading(source))
      }, uniquingKeysWith: { first, _ in first })
    let files = sources.compactMap { read[$0.name] }.map { ($0.source, $0.file) }
    let (named, faults) = (NamedPatterns(files), Faults(files))
    var all: [String: CheckedSource] = [:]
    let areFaultsSame = checked.values.first.map { $0.faults == faults } ?? false
    for source in sources {
      let around = named.around(source)
      if let before = checked[source.name], before.source == source, before.named == around,
        areFaultsSame
      {
        all[source.name] = before
      } else if let reading = read[source.name] {
        all[source.name] = CheckedSource(source, (reading.file, reading.problems), named: around, faults: faults)
        checkedPlaces[source.name] =
          documents[source.name]?.places ?? TextPlaces(source.text)
      }
    }
    checked = all
    // Of files that are gone nothing is kept.
    if checkedPlaces.count > all.count {
      checkedPlaces = checkedPlaces.filter { all[$0.key] != nil }
    }
    return sources.compactMap { all[$0.name] }
  }

  mutating func compilation() -> Compilation {
    if let known { return known }
    let compilation = compile(allChecked())
    known = compilation
    return compilation
  }

  /// Lines and columns of a source.
  func places(of name: String) -> TextPlaces {
    documents[name]?.places ?? checkedPlaces[name] ?? TextPlaces("")
  }

  /// Whether a source lies in a folder that the editor has open, or is open itself.
  func isOwn(_ name: String) -> Bool {
    documents[name] != nil || folders.contains { name.hasPrefix($0 + "/") }
  }
}

/// A source as it was read, whatever the others say.
private struct Reading {
  var source: Source
  var file: Syntax.File
  var problems: [Problem]

  init(_ source: Source) {
    self.source = source
    (file, problems) = Syntax.read(source)
  }
}
