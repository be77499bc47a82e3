import HealEngine
import HealProject
import Testing

@testable import HealRunner

struct ResumptionTests {
  private func failed(_ kind: String, file: String = "models/a.sql") -> RunReading {
    let node = Node(name: "a", kind: kind, file: file, uniqueID: "\(kind).shop.a")
    return RunReading(
      failures: [Failure(id: "\(kind).shop.a", message: "no", node: node)],
      statuses: ["\(kind).shop.a": .error, "model.shop.b": .skipped], hasOwnRunResults: true)
  }

  private func canRetry(
    _ reading: RunReading, _ changed: Set<String> = [], _ subcommand: String? = "build"
  ) -> Bool {
    Resumption(subcommand: subcommand, reading: reading, changedFiles: changed).canRetry
  }

  @Test func `what failed and was skipped is retried where that is all there is to do`() {
    #expect(canRetry(failed("model")))
    #expect(canRetry(failed("model"), ["models/a.sql"]))
    #expect(canRetry(failed("model"), ["models/schema.yml"]))
    #expect(canRetry(failed("test")))
  }

  @Test func `the command runs anew where a retry would leave something old`() {
    #expect(!canRetry(failed("model"), ["models/parent.sql"]))
    #expect(!canRetry(failed("model"), ["macros/m.sql"]))
    #expect(!canRetry(failed("model"), ["models/a.sql", "seeds/s.csv"]))
    #expect(!canRetry(failed("test"), ["models/a.sql"]))
    #expect(!canRetry(failed("operation")))
    #expect(!canRetry(failed("model"), [], "source freshness"))
    #expect(!canRetry(failed("model"), [], nil))
  }

  @Test func `without results of its own a run cannot be resumed`() {
    var reading = failed("model")
    reading.hasOwnRunResults = false
    #expect(!canRetry(reading))
    reading = failed("model")
    reading.failures[0].isBeforeRun = true
    #expect(!canRetry(reading))
    #expect(!canRetry(RunReading(hasOwnRunResults: true)))
  }
}

struct FailureSignatureTests {
  private func signature(_ message: String, id: String = "model.a") -> FailureSignature {
    FailureSignature(Failure(id: id, message: message))
  }

  @Test func `numbers and hints do not make a failure another one`() {
    let one = signature(
      "Runtime Error in model a (models/a.sql)\n  Binder Error: column \"x\" not found, line 12\n  Candidates: y"
    )
    let other = signature(
      "Runtime Error in model a (models/a.sql)\n  Binder Error: column \"x\" not found, line 9\n  Candidates: z"
    )
    #expect(one == other)
    #expect(one.subject == "x")
  }

  @Test func `another name, another node or another complaint is another failure`() {
    let one = signature("Database Error\n  column \"x\" does not exist")
    #expect(one != signature("Database Error\n  column \"y\" does not exist"))
    #expect(one != signature("Database Error\n  column \"x\" is ambiguous"))
    #expect(one != signature("Database Error\n  column \"x\" does not exist", id: "model.b"))
  }

  @Test func `a message of one line, of none, and without a name can be told apart too`() {
    #expect(signature("").complaint == "")
    #expect(signature("boom").subject == nil)
    #expect(signature("it's odd").subject == nil)
    #expect(signature("boom") != signature("bang"))
  }
}
