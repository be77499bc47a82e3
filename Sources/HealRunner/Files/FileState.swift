/// A regular file as it was at one moment.
package struct FileState: Hashable, Sendable {
  package var bytes: [UInt8]
  /// Permission bits, as in `chmod`.
  package var mode: UInt32

  package init(bytes: [UInt8], mode: UInt32 = 0o644) {
    self.bytes = bytes
    self.mode = mode
  }

  var hash: String { SHA256.hex(bytes) }
}
