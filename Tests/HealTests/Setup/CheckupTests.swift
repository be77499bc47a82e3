import HealProject
import Testing

@testable import HealRunner

@Suite struct CheckupTests {
  private let folder = TemporaryFolder()

  private static let version = """
    Core:
      - installed: 1.11.16
      - latest:    1.12.0 - Update available!

    Plugins:
      - duckdb:   1.10.1 - Up to date!
      - postgres: 1.9.0 - Up to date!
    """

  init() {
    folder.write("name: shop\nprofile: shop\n", to: "dbt_project.yml")
    folder.write("#!/bin/sh\ncat <<'E'\n\(Self.version)\nE\n", to: "bin/dbt", mode: 0o755)
  }

  private func results(
    environment: [String: String] = [:], settings: Settings = Settings(), connects: Bool = false
  ) async throws -> [String: CheckResult] {
    let path = folder.path
    let results = try await offPool {
      Checkup(
        project: DbtProject.read(directory: path), dbt: [path + "/bin/dbt"],
        settings: .success(settings), runner: CommandRunner(interruption: Interruption()),
        environment: environment, connects: connects
      ).results(rules: CheckResult("rules", .good, "1 rule"))
    }
    return Dictionary(results.map { ($0.name, $0) }) { first, _ in first }
  }

  @Test func `the version and the adapters of dbt are read`() throws {
    let text = try #require(DbtVersionText(Self.version))
    #expect(text.core == "1.11.16")
    #expect(text.adapters == ["duckdb", "postgres"])
    #expect(DbtVersionText("dbt-fusion 2.0.0-preview.3")?.core.hasPrefix("2.0.0") == true)
    #expect(DbtVersionText("command not found") == nil)
  }

  @Test func `a project that is ready is good`() async throws {
    folder.write(
      "shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: x\n",
      to: "profiles.yml")
    let results = try await results()
    #expect(results["dbt"]?.status == .good)
    #expect(results["adapter"]?.status == .good, "\(results)")
    #expect(results["connection"]?.status == .note)
    #expect(results["writing"]?.status == .good)
    #expect(results["lock"]?.status == .good)
    #expect(results.values.allSatisfy { $0.status != .broken }, "\(results)")
    #expect(folder.read(".heal/lock") == nil)
  }

  @Test(arguments: [
    ("", "there is no profiles.yml"),
    ("other:\n  outputs: {}\n", "has no profile `shop`"),
    ("shop:\n  target: dev\n  outputs:\n    prod: {type: duckdb}\n", "has no target `dev`"),
    ("shop:\n  target: dev\n  outputs:\n    dev: {type: snowflake}\n", "not installed"),
    ("shop:\n  target: dev\n  outputs:\n    dev: {path: x}\n", "has no type"),
    (
      "shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: \"{{ env_var('SHOP_DB') }}/{{ env_var('X', 'y') }}\"\n",
      "not set: SHOP_DB"
    ),
  ])
  func `a profile that does not fit says what is wrong and what to do`(
    text: String, finding: String
  ) async throws {
    if !text.isEmpty { folder.write(text, to: "profiles.yml") }
    let adapter = try #require(try await results()["adapter"])
    #expect(adapter.finding.contains(finding), "\(adapter)")
    #expect(adapter.status == .broken || adapter.status == .warning)
    #expect(adapter.remedy != nil)
  }

  @Test func `a dbt that is not there or says something else is broken`() async throws {
    folder.write("#!/bin/sh\necho oops >&2; exit 1\n", to: "bin/dbt", mode: 0o755)
    var dbt = try #require(try await results()["dbt"])
    #expect(dbt.status == .broken)
    #expect(dbt.finding.contains("oops"))
    FileSystem.remove(folder.path + "/bin/dbt")
    dbt = try #require(try await results()["dbt"])
    #expect(dbt.status == .broken)
  }

  @Test(arguments: [
    ("1.7.4", false), ("1.8.0", true), ("1.12.3", true), ("1.13.0", false), ("2.0.0", false),
  ])
  func `versions that heal was not tried with are a warning`(version: String, isGood: Bool)
    async throws
  {
    let text = Self.version.replacing("1.11.16", with: version)
    folder.write("#!/bin/sh\ncat <<'E'\n\(text)\nE\n", to: "bin/dbt", mode: 0o755)
    let dbt = try #require(try await results()["dbt"])
    #expect(dbt.status == (isGood ? .good : .warning))
  }

  @Test func `dbt debug is run only when asked for`() async throws {
    folder.write(
      "#!/bin/sh\n[ \"$1\" = debug ] && { echo 'Connection test: [ERROR connection refused]'; exit 1; }\ncat <<'E'\n\(Self.version)\nE\n",
      to: "bin/dbt", mode: 0o755)
    let connection = try #require(try await results(connects: true)["connection"])
    #expect(connection.status == .broken)
    #expect(connection.finding.contains("connection refused"))
  }

  @Test func `a lock that is held and a stop are warnings`() async throws {
    let path = folder.path
    let lock = try RunLock(
      HealFolder(project: path), owner: "process 7", timeout: 0, interruption: Interruption())
    let results = try await results(environment: ["HEAL_STOP": "1"])
    #expect(results["lock"]?.status == .warning)
    #expect(results["lock"]?.finding.contains("process 7") == true)
    #expect(results["stop"]?.status == .warning)
    #expect(results["stop"]?.remedy == "unset it to let it go on")
    lock.release()
    #expect(RunLock.holder(of: HealFolder(project: folder.path)) == nil)
  }

  @Test func `gh is a warning only where the policy needs it`() async throws {
    var settings = Settings()
    settings.issues.isOn = true
    let needed = try #require(try await results(settings: settings)["gh"])
    #expect(needed.status == .warning || needed.status == .good)
    let idle = try #require(try await results()["gh"])
    #expect(idle.status == .note || idle.status == .good)
  }
}
