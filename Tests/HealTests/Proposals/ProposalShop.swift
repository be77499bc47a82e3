import HealEngine
import HealProject

@testable import HealRunner

/// A project that asks, and has nobody to ask: `models/a.sql` reads `emial` and maybe `totl` where it should
/// read `email` and `total`.
struct ProposalShop {
  let dbt: FakeDbt

  /// - Parameters:
  ///   - first: the name that is offered first for `emial`.
  ///   - before: shell text that runs before dbt looks at the models.
  init(first: String = "mail", before: String = "") {
    dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      \(before)
      echo "$*" > target/run_results.json
      if mentions "select {{ emial }}" models/a.sql; then
        fail model.a models/a.sql "\\"emial\\" not found in models/a.sql; try \\"\(first)\\" \\"email\\""; exit 1
      fi
      if mentions totl models/a.sql; then
        fail model.a models/a.sql '"totl" not found in models/a.sql; try "total"'; exit 1
      fi
      results
      status model.a success
      """)
    dbt.folder.write("select {{ emial }}\n", to: "models/a.sql")
  }

  var store: ProposalStore { ProposalStore(HealFolder(project: dbt.folder.path)) }

  var model: String? { dbt.folder.read("models/a.sql") }

  func run() async throws -> Outcome { try await dbt.heal(policy: Policy()) }

  func approve(
    _ id: ProposalID, policy: Policy = Policy(),
    configure: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Outcome {
    try await dbt.heal(policy: policy) { session in
      session.approval = Approval(id: id, by: "Ann")
      configure(&session)
    }
  }
}
