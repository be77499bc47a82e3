/// How large a file may be that heal reads whole, by its kind. What is larger is taken as not there, and told of:
/// memory and time are the run's own, and dbt is not to wait for them.
package enum SizeLimit: Int, Hashable, Sendable {
  /// A policy that is lost must not be taken for none: one that is larger is an error.
  case policy = 0x10_0000
  case notes = 0x40_0000
  /// A rule file, an error too.
  case rules = 0x100_0000
  /// What heal keeps for itself in `.heal`, and any other file.
  case state = 0x400_0000
  /// `run_results.json`, and what is read of a log, from its end.
  case results = 0x1000_0000
  case manifest = 0x4000_0000

  package var bytes: Int { rawValue }

  /// What is wrong with a file of this kind that has so many bytes; nil where it may be read.
  ///
  /// - Parameters:
  ///   - size: of the file, in bytes.
  ///   - name: what the file is called in messages.
  /// - Returns: one sentence without what follows from it.
  package func objection(to size: Int, of name: String) -> String? {
    size > bytes
      ? "\(name) has \(Self.words(size)), and heal reads at most \(Self.words(bytes)) of such a file"
      : nil
  }

  /// As ``objection(to:of:)``, of the file at a path; links are followed.
  package func objection(toFile path: String, shownAs name: String? = nil) -> String? {
    FileStatus(following: path).flatMap { objection(to: $0.size, of: name ?? path) }
  }

  /// `64 MB`, `3.1 GB`.
  private static func words(_ bytes: Int) -> String {
    let (unit, size) = bytes >= 1 << 30 ? ("GB", 1 << 30) : ("MB", 1 << 20)
    let tenths = bytes / (size / 10)
    let rest = tenths % 10 == 0 || bytes % size == 0 ? "" : ".\(tenths % 10)"
    return "\(bytes / size)\(rest) \(unit)"
  }
}
