import HealEngine

/// `run_results.json`, as far as it is needed.
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
    reader.readObject { key, reader in
      switch key {
      case "unique_id": id = reader.readString()
      case "status": status = reader.readString().map { NodeStatus(rawValue: $0) ?? .unknown }
      case "message": message = reader
      case "compiled_code": compiled = reader
      case "execution_time": time = reader
      default: break
      }
      return true
    }
    guard let id, let status else { return nil }
    guard status.isFailure else { return Result(uniqueID: id, status: status) }
    return Result(
      uniqueID: id, status: status, message: message?.readValue()?.string,
      compiledCode: compiled?.readValue()?.string, executionTime: time?.readValue()?.number)
  }
}
