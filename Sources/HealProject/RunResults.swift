import HealEngine

/// `run_results.json`, as far as it is needed.
///
/// dbt 2 words some results in another way than dbt 1; they are read as what they mean.
struct RunResults {
  var invocationID: String?
  var dbtVersion: String?
  var results: [Result] = []

  struct Result {
    var uniqueID: String
    var status: NodeStatus
    /// Read for failures only.
    var message: String?
    var compiledCode: String?
    /// In seconds. Read for failures only.
    var executionTime: Double?
  }

  /// nil where the file is no such artifact.
  init?(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    var id: String?
    var version: String?
    var results: [Result]?
    reader.readObject { key, reader in
      if key == "metadata" {
        let metadata = reader.readValue()
        id = metadata?["invocation_id"]?.string
        version = metadata?["dbt_version"]?.string
      } else if key == "results" {
        var read: [Result] = []
        reader.readArray { reader in if let result = Self.result(&reader) { read.append(result) } }
        results = read
      }
      return true
    }
    guard let results else { return nil }
    (invocationID, dbtVersion, self.results) = (id, version, results)
  }

  private static func result(_ reader: inout JSONReader) -> Result? {
    var id: String?
    var status: NodeStatus?
    var message: JSONReader?
    var compiled: JSONReader?
    var time: JSONReader?
    var failures: JSONReader?
    reader.readObject { key, reader in
      switch key {
      case "unique_id": id = reader.readString()
      case "status": status = reader.readString().map { NodeStatus(rawValue: $0) ?? .unknown }
      case "message": message = reader
      case "compiled_code": compiled = reader
      case "execution_time": time = reader
      case "failures": failures = reader
      default: break
      }
      return true
    }
    guard let id, let status else { return nil }
    // dbt 2 says `skipped` of what needs no run, such as an ephemeral model, too.
    if status == .skipped, message?.readValue()?.string == "Skipped" {
      return Result(uniqueID: id, status: .noOp)
    }
    guard status.isFailure else { return Result(uniqueID: id, status: status) }
    let words = message?.readValue()?.string
    // What dbt 2 says of all nodes of a run that died before them, whatever was wrong.
    if status == .error, words == "Compilation Error" { return nil }
    return Result(
      uniqueID: id, status: status, message: status == .fail && words == "Error" ? failedTest(id, failures?.readValue()) : words,
      compiledCode: compiled?.readValue()?.string, executionTime: time?.readValue()?.number)
  }

  /// As dbt 2 prints it, which writes no more than `Error` here.
  private static func failedTest(_ id: String, _ failures: JSONValue?) -> String {
    let name = FailureText.node(uniqueID: id)?.name ?? id
    guard let rows = failures?.number else { return "Test failed: \(name)" }
    return "Test failed (\(Int(rows)) failed row(s)): \(name)"
  }
}
