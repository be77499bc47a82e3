/// What is remembered of a file: enough to recognise it and to put it back.
package struct FileMark: Codable, Hashable, Sendable {
  /// Of its bytes; also the name of its backup.
  package var sha256: String
  /// Permission bits.
  package var mode: UInt32

  init(_ state: FileState) {
    sha256 = state.hash
    mode = state.mode
  }
}
