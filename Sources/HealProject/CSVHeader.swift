import HealEngine

/// The first line of a seed.
enum CSVHeader {
  /// Its fields, quotes taken off; nil where there is none.
  static func columns(_ bytes: [UInt8]) -> [String]? {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in rest {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: fields.append([])
      case 0x0A where !isQuoted, 0x0D where !isQuoted: return names(fields)
      default: fields[fields.count - 1].append(byte)
      }
    }
    return names(fields)
  }

  private static func names(_ fields: [[UInt8]]) -> [String]? {
    let names = fields.map { $0[...].trimmed.text }
    return names.allSatisfy(\.isEmpty) ? nil : names
  }
}
