/// A pattern of paths: `*` and `?` stay inside a folder, `**` stands for any number of folders. A pattern that
/// ends in `/` means all that is below.
package struct Glob: Hashable, Sendable {
  /// As written.
  package let pattern: String
  private let parts: [[Character]]

  /// nil for a pattern that can match no path of a project: an empty or absolute one, or one with `..`.
  package init?(_ pattern: String) {
    let trimmed = pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern
    guard !trimmed.isEmpty, !trimmed.hasPrefix("/") else { return nil }
    var parts = trimmed.split(separator: "/").map { Array($0) }
    if trimmed.hasSuffix("/") { parts.append(Self.anyFolders) }
    guard !parts.contains(Array("..")) else { return nil }
    self.pattern = pattern
    self.parts = parts
  }

  /// Whether it covers a path, relative to the project. Upper and lower case differ.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map { Array($0) }
    return Self.matches(parts, names, wild: { $0 == Self.anyFolders }) { part, name in
      Self.matches(part, name, wild: { $0 == "*" }) { $0 == $1 || $0 == "?" }
    }
  }

  private static let anyFolders = Array("**")

  /// Whether a row of signs covers a row of things, where a wild sign covers any number. Goes back to the
  /// latest wild sign only, which takes no more than their product in steps.
  private static func matches<Sign, Thing>(
    _ signs: [Sign], _ things: [Thing], wild: (Sign) -> Bool, covers: (Sign, Thing) -> Bool
  ) -> Bool {
    var sign = 0
    var thing = 0
    var back: (sign: Int, thing: Int)?
    while thing < things.count {
      if sign < signs.count, wild(signs[sign]) {
        back = (sign, thing)
        sign += 1
      } else if sign < signs.count, covers(signs[sign], things[thing]) {
        sign += 1
        thing += 1
      } else if let latest = back {
        back = (latest.sign, latest.thing + 1)
        sign = latest.sign + 1
        thing = latest.thing + 1
      } else {
        return false
      }
    }
    return signs[sign...].allSatisfy(wild)
  }
}
