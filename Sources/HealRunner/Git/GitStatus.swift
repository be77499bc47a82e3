/// What `git status --porcelain=v2 --branch -z` says.
struct GitStatus: Hashable, Sendable {
  /// nil before the first commit.
  var head: GitHead?
  /// Paths of files, from the top of the repository, that are not as in the last commit: changed, staged,
  /// removed, in conflict, or not tracked. Ignored ones are not among them.
  var dirty: [String] = []

  init(head: GitHead? = nil, dirty: [String] = []) {
    self.head = head
    self.dirty = dirty
  }

  init(_ bytes: [UInt8]) {
    var sha: Substring?
    var branch: Substring?
    var entries = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }[...]
    while let entry = entries.popFirst() {
      switch entry.first {
      case "#":
        let words = entry.split(separator: " ", maxSplits: 2)
        if words.count == 3, words[1] == "branch.oid" { sha = words[2] }
        if words.count == 3, words[1] == "branch.head" { branch = words[2] }
      case "1": note(entry, fields: 8)
      case "2":
        note(entry, fields: 9)
        if let origin = entries.popFirst() { dirty.append(origin) }
      case "u": note(entry, fields: 10)
      case "?": note(entry, fields: 1)
      default: continue
      }
    }
    if let sha, sha != "(initial)" {
      head = GitHead(
        sha: String(sha), branch: branch == "(detached)" ? nil : branch.map(String.init))
    }
  }

  /// The path stands behind so many fields, and may have blanks.
  private mutating func note(_ entry: String, fields: Int) {
    let words = entry.split(separator: " ", maxSplits: fields, omittingEmptySubsequences: false)
    if words.count == fields + 1 { dirty.append(String(words[fields])) }
  }
}
