/// What is remembered of a file: enough to recognise it and to put it back.
package struct FileMark: Codable, Hashable, Sendable {
  /// Of its bytes; also the name of its backup.
  package var sha256: String
  /// Permission bits.
  package var mode: UInt32

  /// Whether it can be one of heal's: its hash is also a file's name.
  var isWellFormed: Bool {
    sha256.utf8.count == 64 && sha256.utf8.allSatisfy(SHA256.isDigit)
  }

  init(_ state: FileState) {
    sha256 = state.hash
    mode = state.mode
  }
}
