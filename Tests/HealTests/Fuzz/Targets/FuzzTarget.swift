/// One kind of bytes that heal takes in from outside, and what reads them.
///
/// `make fuzz` feeds each target with millions of inputs; `swift test` with the ones that are kept.
struct FuzzTarget: Sendable {
  let name: String
  /// Reads the bytes with the functions that heal itself reads them with.
  let read: @Sendable ([UInt8]) throws -> Void

  init(_ name: String, _ read: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    self.read = read
  }

  static let all = rules + logs + artifacts + texts + state + server + patterns
}

/// Something that must hold for every input and does not.
struct FuzzFault: Error, CustomStringConvertible {
  var description: String
}

/// - Throws: ``FuzzFault`` where the condition does not hold.
func hold(_ condition: Bool, _ fault: @autoclosure () -> String) throws {
  guard condition else { throw FuzzFault(description: fault()) }
}

extension [UInt8] {
  /// As heal reads a file that should be UTF-8.
  var asText: String { String(decoding: self, as: UTF8.self) }

  /// The parts between lines of `%%`, at least so many: an input that stands for several files.
  func parts(_ count: Int) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    for line in split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.elementsEqual("%%".utf8) {
        parts.append([])
      } else {
        if !(parts.last?.isEmpty ?? true) { parts[parts.count - 1].append(0x0A) }
        parts[parts.count - 1] += line
      }
    }
    while parts.count < count { parts.append([]) }
    return parts
  }
}
