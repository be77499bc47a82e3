import HealLanguage

@testable import HealEngine
@testable import HealProject
@testable import HealRunner

extension FuzzTarget {
  static let artifacts = [manifest, results, answers]

  private static let manifest = FuzzTarget("manifest") { bytes in
    if let manifest = Manifest(bytes) {
      for id in manifest.nodeIDs.prefix(20) {
        let entry = manifest.entry(id)
        _ = (manifest.isIdempotent(id), manifest.value(of: id))
        if let entry { _ = (manifest.entry(named: entry.name, kind: entry.kind), entry.columns) }
        _ = manifest.test(named: id.split(separator: ".").last.map(String.init) ?? id)
        let failure = Failure(
          id: id, message: "Database Error in model x", node: Node(name: "x", uniqueID: id))
        _ = manifest.author(ofSQLIn: failure)
      }
      for id in manifest.macroIDs.prefix(20) { _ = manifest.macro(id) }
    }
    if let lineage = ProjectLineage(bytes) {
      _ = lineage.reached(from: ["models/orders.sql"])
      _ = lineage.name(of: "model.shop.orders")
    }
    let ids: Set = ["model.shop.orders", "test.shop.not_null_orders_id"]
    if let excerpt = ManifestExcerpt(bytes, around: ids, invocationID: nil) {
      _ = excerpt.files
      let text = excerpt.json.rendered(pretty: true)
      try hold(JSON(parsing: text) != nil, "an excerpt of a manifest is no JSON")
    }
    let census = TestCensus(
      manifest: FuzzFolder.write(bytes, to: "target/manifest.json"), invocation: "a")
    try hold(census.lost(in: census, blaming: []).isEmpty, "a test is lost in its own census")
    let earlier = EarlierRun(targetDirectory: FuzzFolder.path + "/target")
    _ = (earlier.files, earlier.says("order_id"), earlier.toKeep)
  }

  private static let results = FuzzTarget("run_results") { bytes in
    _ = RunResults(bytes)
    if let json = ResultsExcerpt.json(bytes, about: ["model.shop.orders"]) {
      try hold(JSON(parsing: json.rendered()) != nil, "an excerpt of results is no JSON")
    }
    for failure in readText(bytes.asText) { _ = (failure.message, failure.id) }
    _ = readAnything(path: FuzzFolder.write(bytes, to: "run_results.json"))
  }

  /// What other programs answer: dbt to a probe, gh, git.
  private static let answers = FuzzTarget("answers") { bytes in
    _ = ProbeAnswer(bytes)
    _ = GitStatus(bytes)
    if let reply = GitHubReply(parsing: bytes) {
      _ = (reply.message, reply.isLimited, reply.secondsToWait, reply.isSuccess)
    }
    _ = CSVHeader.columns(bytes)
    if let json = JSON(parsing: bytes.asText) {
      let text = json.rendered()
      try hold(JSON(parsing: text)?.rendered() == text, "JSON is not read as it was written")
    }
  }
}
