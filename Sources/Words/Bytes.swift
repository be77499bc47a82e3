import CWords

/// Data of the program itself, which stays where it is for as long as the program runs.
@safe
struct Bytes: @unchecked Sendable {
  let count: Int
  private let base: UnsafeRawPointer

  static let dictionary = unsafe Bytes(heal_dictionary)
  static let terms = unsafe Bytes(heal_terms)
  static let abbreviations = unsafe Bytes(heal_abbreviations)
  static let languages = unsafe Bytes(heal_languages)
  static let frequent = unsafe Bytes(heal_frequent)

  private init(_ read: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?) {
    var count = 0
    guard let base = unsafe read(&count) else {
      preconditionFailure("what is built into the program has an address")
    }
    self.count = count
    unsafe self.base = UnsafeRawPointer(base)
  }

  /// The four bytes from an offset on as a number.
  func littleEndian(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset + 4 <= count)
    return unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Whether a bit is set; bits are counted from the lowest of the first byte.
  func hasBit(_ index: Int) -> Bool {
    precondition(index >= 0 && index < count * 8)
    return unsafe base.load(fromByteOffset: index >> 3, as: UInt8.self) & 1 << UInt8(index & 7) != 0
  }

  var text: String {
    unsafe String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
  }
}
