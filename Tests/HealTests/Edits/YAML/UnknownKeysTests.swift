import HealEngine
import Testing

@Suite struct UnknownKeysTests {
  @Test(arguments: [
    ("models:\n  - nmae: a\n", "models/_models.yml", ["nmae"]),
    ("models:\n  - name: a\n    colums: []\n  - name: b\n    colums: []\n", "a.yml", ["colums"]),
    // Known, though not there.
    ("models:\n  - name: a\n    tables: []\n", "models/a.yml", ["tables"]),
    ("models:\n  - name: a\n    meta: {nmae: 1}\n", "models/a.yml", []),
    ("name: shop\nmodle-paths: [models]\n", "dbt_project.yml", ["modle-paths"]),
    // heal does not know what may stand in these.
    ("selectors:\n  - nmae: a\n", "selectors.yml", []),
    ("", "models/a.yml", []),
  ])
  func `keys are known by their place`(text: String, path: String, keys: [String]) {
    #expect(unknownKeys(in: Array(text.utf8), path: path) == keys)
  }

  @Test func `of text that is no YAML nothing is known`() {
    #expect(unknownKeys(in: Array("models:\n\t- a".utf8), path: "a.yml") == nil)
  }
}
