import FoundationEssentials

/// One JSON value a line.
enum JSONLines {
  /// The value and a line end; keys are sorted, slashes are plain.
  static func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a value of heal's own cannot be written as JSON")
    }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  /// Every line that is whole; one that was cut short by a crash is as if never written.
  static func read<Value: Decodable>(_ bytes: [UInt8], as type: Value.Type) -> [Value] {
    let decoder = JSONDecoder()
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      try? decoder.decode(Value.self, from: Data($0))
    }
  }
}
