import Platform

/// A dbt that goes on although the heal that started it was killed.
enum OrphanedDbt {
  /// One of its processes; nil where there is none, and where the system has no `/proc`.
  ///
  /// It is known by the log folder that heal gives each dbt in its environment, which what dbt starts itself inherits.
  static func process(of folder: HealFolder) -> Int32? {
    let mark = "DBT_LOG_PATH=\(folder.path)/"
    let own = getpid()
    return FileSystem.names(in: "/proc").lazy.compactMap { Int32($0) }.first { process in
      guard process != own, let environment = FileSystem.read("/proc/\(process)/environ") else {
        return false
      }
      return environment.split(separator: 0).contains { $0.starts(with: mark.utf8) }
    }
  }
}
