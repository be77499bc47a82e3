import Platform
import Testing

@testable import HealRunner

struct ProjectTreeTests {
  let folder = TemporaryFolder()
  var files: ProjectTree { ProjectTree(root: folder.path) }

  @Test func `a replacement keeps the mode and leaves nothing beside the file`() throws {
    folder.write("old\r\n", to: "models/orders.sql", mode: 0o640)
    let old = try #require(try files.state(of: "models/orders.sql"))
    try files.replace(
      "models/orders.sql", expecting: old,
      with: FileState(bytes: Array("new\r\n".utf8), mode: old.mode),
      temporary: ".t")
    #expect(folder.read("models/orders.sql") == "new\r\n")
    #expect(try files.state(of: "models/orders.sql")?.mode == 0o640)
    #expect(FileSystem.names(in: folder.path + "/models") == ["orders.sql"])
  }

  @Test func `a file that has changed since is left as it is`() throws {
    folder.write("theirs", to: "models/orders.sql")
    let files = files
    #expect(throws: RunnerError.changedSincePlanned("models/orders.sql")) {
      try files.replace(
        "models/orders.sql", expecting: FileState(bytes: Array("planned".utf8)),
        with: FileState(bytes: Array("ours".utf8)), temporary: ".t")
    }
    #expect(folder.tree.values.first?.hasSuffix("theirs") == true)
    #expect(folder.tree.count == 1)
  }

  @Test(arguments: [
    "/etc/passwd", "../outside.sql", "models/../../outside.sql", "", "models/", "models//a.sql",
    ".git/config", "sub/.git/config", "target/manifest.json", "dbt_packages/p/models/a.sql",
    "logs/dbt.log", ".heal/lock", "./target/x", "build/out.sql", "a/./b",
  ])
  func `a path outside the fence is refused`(path: String) {
    let files = ProjectTree(root: folder.path, closing: ["build"])
    do {
      _ = try files.state(of: path)
      Issue.record("read \(path)")
    } catch {
      guard case .outsideFence = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `names that only look closed are open`() throws {
    for path in ["models/target/a.sql", "models/logs/b.sql", "targets.sql", ".gitignore"] {
      folder.write("x", to: path)
      #expect(try files.state(of: path) != nil)
    }
  }

  @Test func `a symbolic link is refused, as the file and on the way`() throws {
    folder.write("x", to: "elsewhere/real.sql")
    folder.make(folder: "models")
    #expect(unsafe symlink("../elsewhere/real.sql", folder.path + "/models/link.sql") == 0)
    #expect(unsafe symlink("elsewhere", folder.path + "/linked") == 0)
    for path in ["models/link.sql", "linked/real.sql"] {
      do {
        _ = try files.state(of: path)
        Issue.record("read \(path)")
      } catch {
        #expect("\(error)".contains("symbolic link"), "\(path): \(error)")
      }
    }
  }

  @Test func `what is not a regular file is refused without blocking`() throws {
    #expect(unsafe mkfifo(folder.path + "/pipe.sql", 0o644) == 0)
    folder.make(folder: "models.sql")
    for path in ["pipe.sql", "models.sql"] {
      do {
        _ = try files.state(of: path)
        Issue.record("read \(path)")
      } catch {
        #expect("\(error)".contains("not a regular file"), "\(error)")
      }
    }
  }

  @Test func `a file that is not there has no state, nor has one in a folder that is not there`()
    throws
  {
    #expect(try files.state(of: "models/none.sql") == nil)
    folder.make(folder: "models")
    #expect(try files.state(of: "models/none.sql") == nil)
  }
}
