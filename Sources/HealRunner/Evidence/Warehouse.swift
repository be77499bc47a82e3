import HealEngine
import HealProject
import Synchronization

/// The warehouse, asked by way of dbt; what cannot be had is nil. Answers are kept until dbt builds again.
final class Warehouse: Sendable {
  /// Runs dbt with these words behind it; nil when it failed. The folder is the probe's own.
  private let ask: @Sendable (_ words: [String], _ folder: String) -> [UInt8]?
  /// Where a probe's artifacts go; the project's own stay as `dbt retry` needs them.
  private let folder: String
  /// The project's artifacts: what is parsed already need not be parsed again.
  private let target: String
  private let memory = Mutex(Memory())

  private struct Memory {
    var answers: [Probe: ProbeAnswer?] = [:]
    /// What the names of a question were answered with, where it was about several relations.
    var batches: [(names: Set<String>, answer: ProbeAnswer)] = []
    var expected: Set<String> = []
    var broken: Set<String> = []
    /// Tables that dbt has built in this session; by name in lower case.
    var built: Set<String> = []
    var spent = WarehouseCost()
    var isAway = false
    var failures = 0
  }

  init(
    folder: String, target: String,
    ask: @escaping @Sendable (_ words: [String], _ folder: String) -> [UInt8]?
  ) {
    self.folder = folder
    self.target = target
    self.ask = ask
  }

  /// Forgets what was answered, and what was not: dbt has built since.
  func forget() { memory.withLock { ($0.answers, $0.batches, $0.failures) = ([:], [], 0) } }

  /// Tables that dbt has built in this session no longer hold what the last green run built.
  func noteBuilt(_ names: [String]) { memory.withLock { $0.built.formUnion(names.map { $0.lowercased() }) } }

  /// - Parameters:
  ///   - names: are likely to be asked for: the next question takes them along, since each is a start of dbt.
  ///   - broken: nodes that have not been built. Their views are asked for by name only: one that cannot be read spoils
  ///     the answer about all.
  func expect(_ names: [String], broken: [String]) {
    memory.withLock { memory in
      memory.expected = Set(names.prefix(Self.mostExpected).map(Self.plain))
      memory.broken = Set(broken.prefix(Self.mostExpected).map(Self.plain))
    }
  }

  /// So many names still go on a command line.
  private static let mostExpected = 1000

  /// Lets the last failure not count: the project could not be read.
  func excuse() { memory.withLock { $0.failures = max(0, $0.failures - 1) } }

  /// What asking has cost so far.
  var spent: WarehouseCost { memory.withLock(\.spent) }

  /// Whether asking is in vain for now: dbt cannot read the project.
  var isAway: Bool {
    get { memory.withLock(\.isAway) }
    set { memory.withLock { $0.isAway = newValue } }
  }

  /// The relations of these names that exist; nil when the warehouse does not tell.
  func relations(_ names: [String]) -> [WarehouseRelation]? {
    all(names)?.filter { !$0.names.isDisjoint(with: names.map(Self.plain)) }
  }

  /// As ``relations(_:)``, with all else that the warehouse told at once.
  func all(_ names: [String]) -> [WarehouseRelation]? {
    if let answer = wide(names) { return answer.relations }
    // A view that is broken by now spoils the answer about all.
    guard let answer = Probe(.just(Set(names.map(Self.plain)).sorted())).flatMap(answer) else { return nil }
    excuse()
    return answer.relations
  }

  /// What was answered to a question of these names and those that are expected.
  private func wide(_ names: [String]) -> ProbeAnswer? {
    let names = Set(names.map(Self.plain))
    let (known, expected, broken) = memory.withLock { memory in
      let known = memory.answers.values.compactMap(\.self).first(where: \.isComplete)
        ?? memory.batches.first { names.isSubset(of: $0.names) }?.answer
      return (known, memory.expected, memory.broken.subtracting(names))
    }
    if let known { return known }
    let wanted = names.union(expected)
    guard let answer = Probe(.relations(wanted.sorted(), broken: broken.sorted())).flatMap(answer) else { return nil }
    memory.withLock { $0.batches.append((wanted, answer)) }
    return answer
  }

  /// What stands in the schema of a source, in lower case.
  func tables(ofSource source: String) -> [String]? { wide([source])?.tables[source] }

  /// What stood in the schemas of all sources when these names were asked for; empty where that is not known.
  func tables(askedWith names: [String]) -> [String: [String]] { wide(names)?.tables ?? [:] }

  /// The one relation of a name.
  func relation(_ name: String) -> WarehouseRelation? {
    let found = relations([name]) ?? []
    return found.count == 1 ? found.first : nil
  }

  /// As ``relations(_:)``, with their rows and nulls counted.
  func counted(_ names: [String]) -> [WarehouseRelation]? {
    let names = names.map(Self.plain)
    return Probe(.counts(names.sorted())).flatMap(answer)?.relations
  }

  /// The distinct values of a column; nil when there are too many, or no such column.
  func values(of column: String, in relation: String) -> [String]? {
    sample(of: column, in: relation).flatMap { $0.count <= Probe.most ? $0 : nil }
  }

  /// The first of them in their order; nil where there is no such column.
  func sample(of column: String, in relation: String) -> [String]? {
    let probe = Probe(.values(relation: Self.plain(relation), column: column))
    guard let answer = probe.flatMap(answer), answer.relations.count == 1,
      answer.relations[0].columns.contains(where: { $0.name.lowercased() == column.lowercased() })
    else { return nil }
    return answer.rows.compactMap(\.first)
  }

  /// Names of columns, each once.
  func columns(with value: String, in relations: [String]) -> [String]? {
    let probe = Probe(.holders(of: value, relations: relations.map(Self.plain).sorted()))
    return probe.flatMap(answer).map { Set($0.rows.compactMap(\.first)).sorted() }
  }

  func rows(_ query: String) -> [String]? {
    Probe(.rows(query)).flatMap(answer)?.rows.map { $0.joined(separator: "\t") }
  }

  /// nil where the table was built since the last green run, or the query fails.
  func agreement(_ trial: ValueTrial) -> ValueAgreement? {
    guard memory.withLock({ !$0.built.contains(trial.chain.table.lowercased()) }) else { return nil }
    guard let answer = Probe(.agreement(trial)).flatMap(answer) else {
      // The wrong column may be of a type with which the query fails: that is an answer too.
      excuse()
      return nil
    }
    return ValueProbe(trial: trial).agreement(answer.rows)
  }

  private func answer(_ probe: Probe) -> ProbeAnswer? {
    memory.withLock { memory in
      if let known = memory.answers[probe] { return known }
      guard !memory.isAway, memory.failures < Self.mostFailures else { return nil }
      let clock = ContinuousClock()
      let start = clock.now
      let answer = find(probe)
      memory.spent.questions += 1
      memory.spent.seconds += (clock.now - start) / .seconds(1)
      memory.answers[probe] = .some(answer)
      if answer == nil { memory.failures += 1 }
      return answer
    }
  }

  private func find(_ probe: Probe) -> ProbeAnswer? {
    let own = folder + "/target"
    defer { FileSystem.remove(folder) }
    do throws(RunnerError) {
      try FileSystem.createFolder(own)
      if let parsed = FileSystem.read(target + "/partial_parse.msgpack", .manifest) {
        try FileSystem.append(parsed, to: own + "/partial_parse.msgpack")
      }
    } catch { return nil }
    let words = [
      "compile", "--quiet", "--print", "--log-format", "text", "--target-path", own, "--log-path",
      folder, "--inline", probe.inline,
    ]
    return ask(words, folder).flatMap { ProbeAnswer($0) }
  }

  /// A warehouse that has not answered twice is not asked a third time in a run.
  private static let mostFailures = 2

  /// `"lab"."main"."orders"` as `main.orders`, in lower case.
  static func plain(_ name: String) -> String {
    name.split(separator: ".").suffix(2).map { part in
      String(part.drop { "\"`[".contains($0) }.prefix { !"\"`]".contains($0) }).lowercased()
    }.joined(separator: ".")
  }
}
