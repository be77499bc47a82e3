/// What dbt expects at a place in one of its files.
indirect enum YAMLShape: Sendable {
  case anything
  /// One value, which may be left out.
  case text
  /// One value on one line.
  case line
  /// One value without white space: what a resource, a column or a test is called.
  case name
  /// A mapping with whatever keys.
  case mapping
  case list(YAMLShape)
  /// A mapping with these keys and no others. At least one of the needed ones must be there.
  case keys([String: YAMLShape], needs: Set<String> = [])
  /// A mapping of names to what each is.
  case named(YAMLShape)
  /// The tests of a column, or of a whole model.
  case tests(ofColumn: Bool)
  /// The settings of a folder in `dbt_project.yml`.
  case folder

  /// All keys that are spelt out in it.
  var keys: Set<String> {
    switch self {
    case .list(let shape), .named(let shape): shape.keys
    case .keys(let keys, _): keys.values.reduce(into: Set(keys.keys)) { $0.formUnion($1.keys) }
    case .tests: Self.testKeys.union(["to", "field", "values", "arguments", "column_name"])
    case .folder: Self.settings
    default: []
    }
  }
}
