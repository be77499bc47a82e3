import HealEngine
import HealLanguage
import HealProject

/// What heal remembers of green runs, in `.heal/green.json`.
struct GreenRecord: Hashable, Sendable {
  /// The latest of each command; the latest of all stands last.
  var runs: [Run] = []
  /// Relations as they were after the last green run that looked at them, by unique id.
  var relations: [String: Relation] = [:]
  /// The tables and views in the schemas of sources, recorded with the relations; by the source's name, in lower case.
  var tables: [String: [String]] = [:]

  struct Run: Hashable, Sendable {
    var command: [String]
    var run: String
    /// `2026-11-22T23:05:09.123Z`
    var time: String
    /// What was checked out; nil when that is not known.
    var commit: String?
    /// dbt's word for how each node ended, by unique id.
    var statuses: [String: String]

    /// Tests and unit tests that ran.
    var tests: Set<String> {
      Set(
        statuses.filter { id, status in
          (id.hasPrefix("test.") || id.hasPrefix("unit_test.")) && status != "skipped"
        }.keys)
    }
  }

  struct Relation: Hashable, Sendable {
    /// The name of a model, seed or snapshot, or `source.table`.
    var name: String
    var time: String
    var columns: [WarehouseColumn]
    /// nil where they were not counted.
    var rows: Int?
    /// By column, in their order; empty where they were not counted.
    var nulls: [Int] = []
  }

  init() {}

  /// The last run of exactly this command.
  func run(of command: [String]) -> Run? { runs.last { $0.command == command } }

  /// The commit of the last green run of all.
  var commit: String? { runs.last?.commit }

  /// By name, quoted or not, upper and lower case alike; nil where none or several are called so.
  func relation(_ name: String) -> Relation? {
    let name = Warehouse.plain(name)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let exact = relations.values.filter { $0.name.lowercased() == name }
    let found = exact.isEmpty ? relations.values.filter { $0.name.lowercased() == last } : exact
    return found.count == 1 ? found.first : nil
  }

  /// The name of a relation that had a column of this name, upper and lower case alike.
  func relation(withColumn column: String) -> String? {
    let column = column.lowercased()
    return relations.values.filter { $0.columns.contains { $0.name.lowercased() == column } }
      .map(\.name).min()
  }

  /// Whether the last green run built or tested what a file holds; a YAML file or macro counts as soon as there was one.
  func hasRun(_ path: String) -> Bool {
    guard let last = runs.last else { return false }
    guard path.hasSuffix(".sql"), !path.hasPrefix("macros/") else { return true }
    let name = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    return last.statuses.contains { id, status in
      id.split(separator: ".").dropFirst(2).first.map(String.init) == name
        && ["success", "pass"].contains(status)
    }
  }

  mutating func add(_ run: Run) {
    runs.removeAll { $0.command == run.command }
    runs.append(run)
    runs = runs.suffix(Self.mostRuns)
  }

  mutating func add(_ relation: WarehouseRelation, time: String) {
    relations[relation.id] = Relation(
      name: relation.name, time: time, columns: relation.columns, rows: relation.rows,
      nulls: relation.nulls)
  }

  /// Commands differ by their selections; those not run for long are forgotten.
  private static let mostRuns = 20
}

extension GreenRecord {
  /// The format of the file; one of another version is not read.
  private static let version = 1

  /// What an earlier run left; nothing where there is no file, or one that cannot be read.
  init(reading path: String) {
    guard let bytes = FileSystem.read(path) else { return }
    var reader = JSONReader(bytes)
    guard let value = reader.readValue(), value["version"]?.whole == Self.version else { return }
    runs = (value["runs"]?.array ?? []).compactMap(Run.init)
    relations = (value["relations"]?.object ?? [:]).compactMapValues(Relation.init)
    tables = (value["tables"]?.object ?? [:]).mapValues { ($0.array ?? []).compactMap(\.string) }
  }

  /// Whole or not at all.
  func write(to path: String) throws(RunnerError) {
    try FileSystem.replace(path, with: Array((json.rendered() + "\n").utf8))
  }

  private var json: JSON {
    .object([
      ("version", .int(Self.version)),
      ("runs", .list(runs.map(\.json))),
      (
        "relations",
        .object(relations.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
      ),
      ("tables", .object(tables.sorted { $0.key < $1.key }.map { ($0.key, .list($0.value.map(JSON.text))) })),
    ])
  }
}

extension GreenRecord.Run {
  fileprivate init?(_ value: JSONValue) {
    guard let command = value["command"]?.array, let run = value["run"]?.string,
      let time = value["time"]?.string
    else { return nil }
    self.init(
      command: command.compactMap(\.string), run: run, time: time,
      commit: value["commit"]?.string,
      statuses: (value["nodes"]?.object ?? [:]).compactMapValues(\.string))
  }

  fileprivate var json: JSON {
    .object([
      ("command", .list(command.map(JSON.text))), ("run", .text(run)), ("time", .text(time)),
      ("commit", commit.map(JSON.text) ?? .null),
      ("nodes", .object(statuses.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })),
    ])
  }
}

extension GreenRecord.Relation {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value["name"]?.string, let columns = value["columns"]?.array else {
      return nil
    }
    self.init(
      name: name, time: value["time"]?.string ?? "",
      columns: columns.compactMap { column in
        column["name"]?.string.map {
          WarehouseColumn(name: $0, type: column["type"]?.string ?? "")
        }
      },
      rows: value["rows"]?.whole, nulls: (value["nulls"]?.array ?? []).compactMap(\.whole))
  }

  fileprivate var json: JSON {
    .object([
      ("name", .text(name)), ("time", .text(time)),
      (
        "columns",
        .list(columns.map { .object([("name", .text($0.name)), ("type", .text($0.type))]) })
      ),
      ("rows", rows.map(JSON.int) ?? .null), ("nulls", .list(nulls.map(JSON.int))),
    ])
  }
}
