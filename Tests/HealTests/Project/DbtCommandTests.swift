import HealProject
import Testing

@Suite("dbt commands")
struct DbtCommandTests {
  @Test(
    "dbt is found however it is run",
    arguments: [
      ("dbt build", 1), ("/opt/venv/bin/dbt build", 1), ("uv run dbt build", 3),
      ("poetry run dbt build", 3), ("python -m dbt.cli.main build", 3), ("env A=b dbt build", 3),
    ])
  func program(words: String, count: Int) throws {
    let command = try #require(DbtCommand(split(words)))
    #expect(command.program.count == count)
    #expect(command.subcommand == "build")
    #expect(command.words == split(words))
  }

  @Test("A command without dbt is none", arguments: ["make run", "", "python run.py"])
  func noDbt(words: String) { #expect(DbtCommand(split(words)) == nil) }

  @Test("Options are read before and after the subcommand, with blank or sign")
  func options() throws {
    let command = try #require(
      DbtCommand(
        split(
          "dbt --no-partial-parse --log-path l run --project-dir=shop -t prod --profiles-dir p "
            + "--select a+ tag:b --exclude c --vars {x:1} -s d --full-refresh --threads 4")))
    #expect(command.subcommand == "run")
    #expect(command.projectDirectory == "shop")
    #expect(command.profilesDirectory == "p")
    #expect(command.target == "prod")
    #expect(command.logPath == "l")
    #expect(command.select == ["a+", "tag:b", "d"])
    #expect(command.exclude == ["c"])
    #expect(command.vars == "{x:1}")
    #expect(command.isFullRefresh)
  }

  @Test("Commands of two words are one")
  func groups() throws {
    #expect(
      DbtCommand(split("dbt source freshness --select source:a"))?.subcommand == "source freshness")
    #expect(DbtCommand(split("dbt docs generate"))?.subcommand == "docs generate")
    #expect(DbtCommand(split("dbt run-operation grant --args {}"))?.subcommand == "run-operation")
    #expect(DbtCommand(split("dbt --version"))?.subcommand == nil)
  }

  @Test("What dbt 2 forgets is given to its retry again, and what is selected is not")
  func restoringRetry() throws {
    let command = try #require(
      DbtCommand(
        split(
          "dbt --quiet build --select a+ tag:b --exclude c --vars={x:1} -t prod --defer --state s "
            + "--static-analysis strict --full-refresh --resource-type model --selector d --threads 4")))
    #expect(
      command.retry(restoring: true)
        == split(
          "dbt retry --quiet --vars={x:1} -t prod --defer --state s --static-analysis strict "
            + "--full-refresh --threads 4"))
    #expect(command.retry() == split("dbt retry --target prod --vars {x:1}"))
  }

  @Test("Related commands have the same program, project and target")
  func related() throws {
    let command = try #require(
      DbtCommand(split("uv run dbt build --target prod --project-dir d --target-path t --select a"))
    )
    #expect(
      command.retry() == split("uv run dbt retry --project-dir d --target prod --target-path t"))
    #expect(command.deps() == split("uv run dbt deps --project-dir d --target prod"))
    #expect(
      command.parse(partial: false)
        == split(
          "uv run dbt parse --project-dir d --target prod --target-path t --no-partial-parse"))
    #expect(
      command.build(select: ["b+"])
        == split("uv run dbt build --project-dir d --target prod --target-path t --select b+"))
    #expect(DbtCommand(command.retry())?.target == "prod")
  }

  @Test("What can be resumed is known")
  func retryable() {
    #expect(DbtCommand(split("dbt build"))?.isRetryable == true)
    #expect(DbtCommand(split("dbt deps"))?.isRetryable == false)
    #expect(DbtCommand(split("dbt source freshness"))?.isRetryable == false)
  }

  private func split(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
}
