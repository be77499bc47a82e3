import HealLanguage
import HealProject
import Testing

/// What of a run's artifacts goes into a recording.
@Suite struct ExcerptTests {
  @Test func `events of failures and all warnings are kept, in one order`() {
    func event(_ code: String, _ level: String, _ node: String?, id: String = "i") -> String {
      let data = node.map { #"{"node_info": {"unique_id": "\#($0)"}}"# } ?? "{}"
      return
        #"{"data": \#(data), "info": {"code": "\#(code)", "level": "\#(level)", "invocation_id": "\#(id)", "msg": "\#(node ?? "")"}}"#
    }
    let log = [
      event("A001", "info", nil, id: "earlier"), event("A001", "info", nil),
      event("E016", "debug", "m.b"), event("Z024", "error", "m.b"), "no JSON",
      event("Q024", "debug", "m.c"), event("Q024", "debug", "m.a"), event("Z024", "error", "m.a"),
      event("Q007", "warn", "t.d"), event("Z030", "info", nil),
    ].joined(separator: "\n")
    let excerpt = EventExcerpt(Array(log.utf8), about: ["m.a", "m.b"])
    let told = excerpt.events.map { event in
      "\(text(event["info"]?["code"])) \(text(event["info"]?["msg"]))"
    }
    #expect(told == ["A001 ", "Q024 m.a", "Z024 m.a", "Z024 m.b", "Q007 t.d", "Z030 "])
  }

  @Test func `a manifest is cut down to what failed and what that reads`() throws {
    let manifest = #"""
      {"metadata": {"invocation_id": "i", "adapter_type": "duckdb", "project_name": "shop"},
       "nodes": {
         "model.shop.b": {"name": "b", "package_name": "shop", "original_file_path": "models/b.sql",
           "patch_path": "shop://models/b.yml", "raw_code": "secret",
           "depends_on": {"nodes": ["model.shop.a", "source.shop.raw.x"]}},
         "model.shop.a": {"name": "a", "package_name": "shop", "original_file_path": "models/a.sql"},
         "model.shop.z": {"name": "z", "package_name": "shop", "original_file_path": "models/z.sql"}},
       "sources": {"source.shop.raw.x": {"name": "x", "package_name": "shop", "original_file_path": "models/raw.yml"}}}
      """#
    let excerpt = try #require(
      ManifestExcerpt(Array(manifest.utf8), around: ["model.shop.b"], invocationID: "j"))
    #expect(excerpt.files == ["models/a.sql", "models/b.sql", "models/b.yml", "models/raw.yml"])
    let rendered = excerpt.json.rendered()
    #expect(!rendered.contains("model.shop.z") && !rendered.contains("secret"))
    #expect(rendered.contains("ffffffff-"), "it is another invocation's")
    #expect(ManifestExcerpt(Array("{}".utf8), around: [], invocationID: nil) == nil)
  }

  @Test func `results are cut down to what failed`() {
    let results =
      #"{"metadata": {"a": 1}, "results": [{"unique_id": "b"}, {"unique_id": "z"}, {"unique_id": "a"}], "args": {}}"#
    #expect(
      ResultsExcerpt.json(Array(results.utf8), about: ["a", "b"])?.rendered()
        == #"{"metadata":{"a":1},"results":[{"unique_id":"a"},{"unique_id":"b"}]}"#)
    #expect(ResultsExcerpt.json(Array("[]".utf8), about: []) == nil)
  }

  private func text(_ value: JSON?) -> String {
    if case .text(let text) = value { text } else { "" }
  }
}
