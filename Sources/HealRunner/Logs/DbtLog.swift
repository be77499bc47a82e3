import HealProject

/// The log that dbt would have written for people, had heal not asked for a structured one elsewhere. Of one that is
/// very large the end is taken.
enum DbtLog {
  /// Adds the events of a structured log to `dbt.log` in a folder, in dbt's own text form.
  ///
  /// Lines that are no events are passed over, and a log that cannot be written is no reason to fail:
  /// then nothing is added.
  static func append(events path: String, to folder: String) {
    guard let bytes = FileSystem.readEnd(of: path, .results), !bytes.isEmpty else { return }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    var invocation = ""
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let event = EventLine(line) else { continue }
      if event.invocation != invocation {
        text += Array(event.separator.utf8)
        invocation = event.invocation
      }
      text += Array(event.text.utf8)
    }
    add(text, to: folder + "/dbt.log")
  }

  /// Adds a log of dbt 2 to another file as it is; where either cannot be, nothing is added.
  static func append(_ path: String, to target: String) {
    guard let bytes = FileSystem.readEnd(of: path, .results), !bytes.isEmpty else { return }
    add(bytes, to: target)
  }

  private static func add(_ text: [UInt8], to path: String) {
    guard (try? FileSystem.createFolder(FileSystem.parent(of: path))) != nil else { return }
    try? FileSystem.append(text, to: path)
  }
}
