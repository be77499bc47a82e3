import HealEngine

extension String {
  /// Whether it is the name of what is kept aside: a backup, a trial, a state of some day. It may hold yesterday's values to
  /// the last one, and is not what is to be read from now on.
  var isSpareName: Bool {
    nameWords(self).map { $0.lowercased() }.contains { word in
      Self.spareWords.contains(word) || (word.count >= 4 && word.allSatisfy(\.isNumber))
    }
  }

  private static let spareWords: Set<String> = [
    "archive", "archived", "backup", "bak", "bck", "bkp", "clone", "copy", "debug", "deprecated", "dummy", "former", "frozen",
    "hist", "legacy", "obsolete", "old", "restore", "restored", "retired", "sample", "scratch", "snap", "snapshot", "temp", "test",
    "testing", "tests", "tmp", "trash", "unused", "yesterday",
  ]
}
