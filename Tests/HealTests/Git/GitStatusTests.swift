import Testing

@testable import HealRunner

/// What is read out of `git status --porcelain=v2 -z`.
struct GitStatusTests {
  @Test func `every kind of entry gives its path`() {
    let entries = [
      "# branch.oid 0123456789", "# branch.head a branch", "# branch.ab +1 -0",
      "1 .M N... 100644 100644 100644 aa bb models/a b.sql",
      "2 R. N... 100644 100644 100644 aa bb R100 new.sql", "old.sql",
      "u UU N... 100644 100644 100644 100644 aa bb cc both.sql", "? new é.sql", "! target/x",
    ]
    let status = GitStatus(Array((entries.joined(separator: "\0") + "\0").utf8))
    #expect(status.head == GitHead(sha: "0123456789", branch: "a branch"))
    #expect(status.dirty == ["models/a b.sql", "new.sql", "old.sql", "both.sql", "new é.sql"])
  }

  @Test func `no commit and a detached HEAD`() {
    #expect(GitStatus(Array("# branch.oid (initial)\0# branch.head main\0".utf8)).head == nil)
    let detached = GitStatus(Array("# branch.oid 01\0# branch.head (detached)\0".utf8))
    #expect(detached.head == GitHead(sha: "01"))
  }
}
