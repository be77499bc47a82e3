import HealEngine
import HealProject
import Testing

@testable import HealRunner

/// What a session does with fixes, in the order of a run.
struct SessionTests {
  @Test func `a first run that is green changes nothing and leaves only its log lines`()
    async throws
  {
    let dbt = FakeDbt("status model.a success")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .green)
    #expect(outcome.exitCode == 0)
    #expect(outcome.attempts.map(\.command) == [[dbt.dbt, "build"]])
    #expect(dbt.folder.tree == before)
    #expect(HealFolder(project: dbt.folder.path).allRuns.isEmpty)
    let log = try #require(dbt.folder.read("logs/pipeline_runs.log"))
    #expect(log.contains("status=starting") && log.contains("status=green"))
  }

  @Test func `a fix is applied, checked, and the run resumed`() async throws {
    let dbt = FakeDbt(
      """
      case $command in
        parse) exit 0;;
        *) if mentions emial models/a.sql; then
             fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
           fi; status model.a success;;
      esac
      """)
    let text = "select 1,\r\n  {{ emial }} -- é\r\nfrom x\r\n"
    dbt.folder.write(text, to: "models/a.sql", mode: 0o600)
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.folder.read("models/a.sql") == "select 1,\r\n  {{ email }} -- é\r\nfrom x\r\n")
    #expect(dbt.calls == ["build", "parse", "retry"])
    #expect(dbt.waits == [5])
    let fix = try #require(outcome.fixes.first)
    #expect(fix.rule == "test.rule" && fix.confidence == 0.95 && fix.attempt == 2)
    #expect(fix.files.map(\.path) == ["models/a.sql"])
    #expect(fix.files.first?.lines == [2])
    #expect(outcome.putBack.isEmpty)
    #expect(outcome.attempts.map(\.number) == [1, 2])
    let log = try #require(dbt.folder.read("logs/fixes.log"))
    #expect(log.contains("attempt=2 node=model.a rule=test.rule confidence=95% status=applying"))
    #expect(log.contains("attempt=2") && log.contains("status=kept") && !log.contains("attempt=3"))
    #expect(dbt.folder.read("logs/errors.log")?.contains("status=SCHEMA") == true)
    _ = try undo(nil, in: ProjectTree(root: dbt.folder.path))
    #expect(dbt.folder.read("models/a.sql")?.contains("emial") == true)
  }

  @Test func `a failure behind the first is healed too, and the retries are counted anew`()
    async throws
  {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      for name in one two three four five; do
        if mentions bad_$name models/a.sql; then
          fail model.a models/a.sql "\\"bad_$name\\" not found in models/a.sql; try \\"good_$name\\""; exit 1
        fi
      done
      status model.a success
      """)
    dbt.folder.write("bad_one bad_two bad_three bad_four bad_five\n", to: "models/a.sql")
    let outcome = try await dbt.heal(policy: Policy(mode: .autonomous, maxRetries: 2))
    #expect(outcome.status == .healed)
    #expect(outcome.fixes.count == 5)
    #expect(outcome.fixes.map(\.attempt) == [2, 3, 4, 5, 6])
    #expect(
      dbt.folder.read("models/a.sql") == "good_one good_two good_three good_four good_five\n")
    #expect(dbt.waits == [5, 5, 5, 5, 5])
  }

  @Test func `a fix that does not help is put back and the next candidate tried, none twice`()
    async throws
  {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      for name in emial mail post; do
        if mentions "select {{ $name }}" models/a.sql; then
          fail model.a models/a.sql "\\"$name\\" not found in models/a.sql; try \\"mail\\" \\"post\\" \\"email\\""
          exit 1
        fi
      done
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
    #expect(outcome.putBack.map(\.fix.title) == ["Read mail for emial", "Read post for emial"])
    #expect(outcome.putBack.allSatisfy { $0.reason == "what it wrote failed in its turn" })
    #expect(outcome.fixes.map(\.title) == ["Read email for emial"])
    #expect(dbt.waits == [5, 10, 20])
  }

  @Test func `out of candidates, everything is as it was and each was tried once`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      fail model.a models/a.sql '"emial" not found in models/a.sql; try "mail" "post"'; exit 1
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.exitCode == 1)
    #expect(dbt.folder.tree == before)
    #expect(outcome.putBack.map(\.fix.title) == ["Read mail for emial", "Read post for emial"])
    #expect(outcome.putBack.first?.reason == "its failure was still there")
    #expect(outcome.attempts.count == 3)
    #expect(outcome.advice == ["look at the input"])
    #expect(outcome.openDiagnoses.count == 1)
  }

  @Test func `a kept fix is put back too when the run stays red, and saved as a proposal`()
    async throws
  {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      fail model.a models/a.sql 'the column is gone'; exit 1
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.tree == before)
    #expect(outcome.fixes.isEmpty)
    #expect(outcome.putBack.map(\.reason) == ["the run did not turn green"])
    let path = try #require(outcome.proposal)
    let saved = try #require(FileSystem.read(path))
    #expect(String(decoding: saved, as: UTF8.self).contains("Read email for emial"))
    #expect(FileSystem.exists(String(path.dropLast(5)) + ".patch"))
    #expect(try recover(ProjectTree(root: dbt.folder.path)).isEmpty)
  }

  @Test func `an edit that dbt parse cannot see is not checked by it`() async throws {
    let dbt = FakeDbt(
      """
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select emial from {{ ref('x') }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.calls == ["build", "retry"])
  }

  @Test(arguments: [true, false])
  func `a file of which nothing is left is removed, and put back`(helps: Bool) async throws {
    let dbt = FakeDbt(
      """
      if [ -e models/old/a.sql ] || \(helps ? "false" : "true"); then
        fail model.a models/old/a.sql '"select 1" not found in models/old/a.sql; try ""'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select 1", to: "models/old/a.sql", mode: 0o640)
    let before = dbt.folder.tree
    let outcome = try await dbt.heal(policy: Policy(mode: .autonomous, maxRetries: 1))
    #expect(outcome.status == (helps ? .healed : .notHealed))
    #expect((dbt.folder.read("models/old/a.sql") == nil) == helps)
    if !helps { #expect(dbt.folder.tree == before) }
  }

  @Test func `a fix with which dbt cannot read the project is put back at once`() async throws {
    let dbt = FakeDbt(
      """
      if mentions "select {{ mail }}" models/a.sql; then broken 'unexpected mail'; exit 2; fi
      [ $command = parse ] && exit 0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "mail" "email"'; exit 1
      fi
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.calls == ["build", "parse", "parse", "retry"])
    #expect(outcome.putBack.map(\.reason) == ["with it dbt could not read the project"])
    #expect(outcome.attempts.count == 2)
  }

  @Test func `a parse error behind the one that was healed is progress`() async throws {
    let dbt = FakeDbt(
      """
      for name in one two; do
        if mentions bad_$name models/a.sql; then
          broken "\\"bad_$name\\" not found in models/a.sql; try \\"good_$name\\""; exit 2
        fi
      done
      status model.a success
      """)
    dbt.folder.write("{{ bad_one bad_two }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal(policy: Policy(mode: .autonomous, maxRetries: 1))
    #expect(outcome.status == .healed)
    #expect(dbt.calls == ["build", "parse", "build", "parse", "build"])
  }

  @Test func `several failures are healed in one attempt, and only the bad fix is put back`()
    async throws
  {
    let dbt = FakeDbt(
      """
      if mentions worse models/b.sql; then broken 'unexpected worse'; exit 2; fi
      [ $command = parse ] && exit 0
      bad=0
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "email"'; bad=1
      else status model.a success; fi
      if mentions nmae models/b.sql; then
        fail model.b models/b.sql '"nmae" not found in models/b.sql; try "worse" "name"'; bad=1
      else status model.b success; fi
      exit $bad
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    dbt.folder.write("select {{ nmae }}\n", to: "models/b.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.fixes.map(\.title).sorted() == ["Read email for emial", "Read name for nmae"])
    #expect(outcome.putBack.map(\.fix.title) == ["Read worse for nmae"])
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
    #expect(dbt.folder.read("models/b.sql") == "select {{ name }}\n")
  }

  @Test func `two fixes in one file stand together`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      bad=0
      for name in one two; do
        if mentions bad_$name models/m.yml; then
          fail test.$name models/m.yml "\\"bad_$name\\" not found in models/m.yml; try \\"good_$name\\""; bad=1
        else status test.$name pass; fi
      done
      exit $bad
      """)
    dbt.folder.write("a: bad_one\nb: bad_two\n", to: "models/m.yml")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.folder.read("models/m.yml") == "a: good_one\nb: good_two\n")
    #expect(outcome.attempts.count == 2)
  }

  @Test func `what passed before and fails with a fix condemns it`() async throws {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      status model.b success
      if mentions emial models/a.sql; then
        fail model.a models/a.sql '"emial" not found in models/a.sql; try "mail" "email"'; exit 1
      fi
      status model.a success
      if mentions "select {{ mail }}" models/a.sql; then fail model.b models/b.sql 'b is upset'; exit 1; fi
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(outcome.putBack.map(\.reason) == ["`model.b` passed before and failed with it"])
    #expect(dbt.folder.read("models/a.sql") == "select {{ email }}\n")
  }

  @Test func `a fault in YAML that partial parsing reports wrongly is asked about again`()
    async throws
  {
    let dbt = FakeDbt(
      """
      case "$*" in
        "parse --no-partial-parse") exit 0;;
        parse) broken 'two entries for a'; exit 2;;
      esac
      if mentions modle models/m.yml; then broken '"modle" not found in models/m.yml; try "model"'; exit 2; fi
      status model.a success
      """)
    dbt.folder.write("modle:\n", to: "models/m.yml")
    let outcome = try await dbt.heal()
    #expect(outcome.status == .healed)
    #expect(dbt.calls == ["build", "parse", "parse --no-partial-parse", "build"])
  }
}
