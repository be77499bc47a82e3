/// Connection addresses that line ends have broken, `postgresql://etl:` on one line and the rest on the next.
struct BrokenAddress {
  /// The address as if it stood on one line.
  private(set) var whole = MappedText()
  private let text: [UInt8]
  /// Where the next line of it would begin.
  private var end: Int

  /// All in a text, from left to right.
  static func all(in text: [UInt8]) -> [MappedText] {
    var found: [MappedText] = []
    var position = 0
    while let end = text[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x5C }) {
      position = end + 1
      guard let gap = JoinedLines.gap(at: end, in: text) else { continue }
      position = gap.upperBound
      guard let address = BrokenAddress(around: gap, in: text) else { continue }
      found.append(address.whole)
      position = address.end
    }
    return found
  }

  /// nil where what stands before the line end is no beginning of one.
  private init?(around gap: Range<Int>, in text: [UInt8]) {
    self.text = text
    var start = gap.lowerBound
    while start > 0, gap.lowerBound - start < 300, Self.isOfAddress(text[start - 1]) { start -= 1 }
    end = gap.lowerBound
    whole.add(start..<end, of: text)
    guard Self.mayGoOn(whole.bytes), Self.goesOn(whole.bytes, at: gap.upperBound, in: text) else {
      return nil
    }
    var next: Range<Int>? = gap
    for _ in 0..<5 {
      guard let gap = next else { break }
      take(from: gap.upperBound)
      guard Self.mayGoOn(whole.bytes) else { break }
      let isLineEnd = end < text.count && (text[end] == 0x0A || text[end] == 0x5C)
      next = isLineEnd ? JoinedLines.gap(at: end, in: text) : nil
    }
  }

  /// Adds what goes on at an offset, up to a blank or a quote.
  private mutating func take(from start: Int) {
    var stop = start
    while stop < text.count, stop - start < 300, Self.isOfAddress(text[stop]) { stop += 1 }
    whole.add(start..<stop, of: text)
    end = stop
  }

  /// JDBC's addresses have no end of their own: what follows must be more of one.
  private static func goesOn(_ head: [UInt8], at start: Int, in text: [UInt8]) -> Bool {
    let isJDBC = String(decoding: head, as: UTF8.self).contains("jdbc:")
    guard isJDBC, let last = head.last, !";&?=/:@".utf8.contains(last) else { return true }
    let tail = text[start...].prefix(300).prefix(while: isOfAddress)
    return tail.contains { "=;@&".utf8.contains($0) }
  }

  /// `postgresql:`, `postgresql:/`, `postgresql://etl:PW` and all of JDBC's may go on; what has its host may not.
  private static func mayGoOn(_ address: [UInt8]) -> Bool {
    let words = String(decoding: address.suffix(300), as: UTF8.self)
    if words.contains("jdbc:") { return true }
    guard let colon = words.lastRange(of: "://") else {
      return (words.hasSuffix(":") || words.hasSuffix(":/"))
        && schemes.contains { words.contains($0) }
    }
    return !words[colon.upperBound...].contains { "@?#/[".contains($0) }
  }

  private static let schemes = [
    "amqp", "bolt", "clickhouse", "databricks", "db2", "ftp", "hana", "hive", "http", "kafka",
    "ldap", "mariadb", "mongo", "mssql", "mysql", "neo4j", "oracle", "postgres", "presto", "redis",
    "redshift", "rediss", "smtp", "snowflake", "ssh", "trino", "vertica",
  ]

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    byte > 0x20 && !"\"'`<>\\|()".utf8.contains(byte)
  }
}

extension String {
  fileprivate func lastRange(of part: String) -> Range<String.Index>? {
    ranges(of: part).last
  }
}
