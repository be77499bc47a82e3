/// A pattern of paths: `*` and `?` stay inside a folder, `**` stands for any number of folders. A pattern that
/// ends in `/` means all that is below.
package struct Glob: Hashable, Sendable {
  /// As written.
  package let pattern: String
  private let parts: [[Character]]
  /// ``parts`` as a list that holds back reads them: in lower case, and wider where they leave a doubt.
  private let strictParts: [[Character]]
  private let standing: Standing

  /// How far a pattern reaches that says no more than a name.
  private enum Standing {
    /// A path without wildcards: what is below it is meant too.
    case plain
    /// One name with wildcards: it is looked for in every folder, as in `.gitignore`.
    case anyDepth
    case asWritten
  }

  /// nil for a pattern that can match no path of a project: an empty or absolute one, or one with `..`.
  package init?(_ pattern: String) {
    guard let first = pattern.first, first != "/" else { return nil }
    let folders = pattern.split(separator: "/").map { Array($0) }.filter { $0 != ["."] }
    guard !folders.isEmpty, !folders.contains(Array("..")) else { return nil }
    let meansAllBelow = pattern.last == "/"
    self.pattern = pattern
    parts = folders + (meansAllBelow ? [Self.anyFolders] : [])
    strictParts = Self.strict(folders)
    let isPlain = !pattern.contains { "*?".contains($0) }
    standing = isPlain ? .plain : pattern.contains("/") ? .asWritten : .anyDepth
  }

  /// Signs that globs have elsewhere and heal's have not: taken to the letter they would match nothing.
  ///
  /// - Returns: what to say of them; nil for a pattern without any.
  package static func strangeSign(in pattern: String) -> String? {
    let sign = pattern.hasPrefix("!") ? "!" : pattern.first { #"[]{}\"#.contains($0) }
    return sign.map { "`\($0)` has no meaning here; heal's globs have `*`, `**` and `?`" }
  }

  /// Whether the text covers a name or path, letter by letter. Upper and lower case differ.
  package func matches(_ path: String) -> Bool {
    Self.matches(parts, path.split(separator: "/").map { Array($0) })
  }

  /// As ``matches(_:)``, whatever the case.
  package func matchesAnyCase(_ name: String) -> Bool {
    Self.matches(
      parts.map(Self.lowercased), name.lowercased().split(separator: "/").map { Array($0) })
  }

  /// Whether a list that lets through covers a path, relative to the project: no further than its text plainly says.
  package func allows(_ path: String) -> Bool {
    let names = path.split(separator: "/").map { Array($0) }
    switch standing {
    case .plain: return Self.matches(parts, names) || Self.matches(parts + [Self.anyFolders], names)
    case .anyDepth: return Self.matches([Self.anyFolders] + parts, names)
    case .asWritten: return Self.matches(parts, names)
    }
  }

  /// Whether a list that holds back covers a path, relative to the project: whatever the case, with all that is below
  /// a folder that it covers, and in every folder where it is one name.
  package func holdsBack(_ path: String) -> Bool {
    Self.matches(
      strictParts + [Self.anyFolders], path.lowercased().split(separator: "/").map { Array($0) })
  }

  private static let anyFolders = Array("**")

  private static func lowercased(_ part: [Character]) -> [Character] {
    Array(String(part).lowercased())
  }

  private static func strict(_ parts: [[Character]]) -> [[Character]] {
    let isOneName = parts.count == 1
    return (isOneName ? [anyFolders] : [])
      + parts.map(lowercased).flatMap { part -> [[Character]] in
        // Other tools read `models/**.sql` as any file below.
        let isMixed = part != anyFolders && String(part).contains("**")
        return isMixed ? [anyFolders, part] : [part]
      }
  }

  private static func matches(_ parts: [[Character]], _ names: [[Character]]) -> Bool {
    matches(parts, names, wild: { $0 == anyFolders }) { part, name in
      matches(part, name, wild: { $0 == "*" }) { $0 == $1 || $0 == "?" }
    }
  }

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
