/// Names for failures that no node stands for.
enum FailureID {
  /// The same for the same message, numbers left aside: process ids and times differ from run to run.
  static func made(from message: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a, 64 bits
    var last: UInt8 = 0
    for byte in message.utf8 {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      let byte = isSpace ? 0x20 : (0x30...0x39).contains(byte) ? 0x30 : byte
      if byte == last, byte == 0x20 || byte == 0x30 { continue }
      last = byte
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return "failure-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
