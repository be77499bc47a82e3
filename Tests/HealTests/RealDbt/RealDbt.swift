import FoundationEssentials
import Platform

@testable import HealProject
@testable import HealRunner

/// The real dbt that `HEAL_REAL_DBT` names (`make test` sets it), and the heal that was built with these tests.
enum RealDbt {
  /// nil when there is none: the tests that need it do not run.
  static let dbt: String? = environment("HEAL_REAL_DBT")
  /// dbt 2, which `HEAL_REAL_DBT2` names; nil when there is none.
  static let dbt2: String? = environment("HEAL_REAL_DBT2")

  /// dbt's own folder, which has its Python too.
  static var binaries: String { dbt.map(FileSystem.parent) ?? "" }

  /// The program beside the test bundle.
  static let heal: String = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return FileSystem.parent(of: bundle ?? "") + "/heal"
  }()

  /// Runs a command in a folder as its user would: dbt on the path, no long waits.
  ///
  /// - Parameter own: the folder of that dbt; nil for the one that `HEAL_REAL_DBT` names.
  static func run(_ words: [String], in folder: String, dbtIn own: String? = nil) async throws -> CommandResult {
    let path = (own ?? binaries) + ":" + (environment("PATH") ?? "")
    return try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          words,
          environment: [
            "PATH": path, "HEAL_BASE_DELAY_SECONDS": "0.1", "NO_COLOR": "1",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
          ],
          folder: folder, timeLimit: 240))
    }
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension CommandResult {
  var printed: String { String(decoding: standardOutput + standardError, as: UTF8.self) }
}
