import HealEngine
import HealLanguage
import Testing
import YAML

@Suite struct YAMLCorrectionTests {
  private let yaml = "models/schema.yml"

  @Test(arguments: [
    ("tests: [not_nul, 'not_nul'] # not_nul", "tests: [not_null, 'not_null'] # not_nul"),
    (
      "data_tests:\r\n- not_nul:\r\n    where: not_nul",
      "data_tests:\r\n- not_null:\r\n    where: not_nul"
    ),
    ("tests: [{name: n, test_name: not_nul}]", "tests: [{name: n, test_name: not_null}]"),
    (
      "columns: [{name: not_nul, tests: [\"not_nul\"]}]",
      "columns: [{name: not_nul, tests: [\"not_null\"]}]"
    ),
  ])
  func `a test is called by its name`(before: String, after: String) throws {
    #expect(try edited(before, .correctTest("not_nul", to: "not_null"), yaml) == after)
  }

  @Test(arguments: ["tests: [unique]", "tests: not_nul", "description: not_nul", "tests: [", ""])
  func `where no test is called so there is nothing to do`(text: String) {
    #expect(throws: EditRefusal.self) {
      try edited(text, .correctTest("not_nul", to: "not_null"), yaml)
    }
  }

  @Test(arguments: [
    (
      "a: {value: 1}\naccepted_values: {value: [1]}",
      "a: {value: 1}\naccepted_values: {values: [1]}"
    ),
    (
      "accepted_values:\n  arguments:\n    'value': x",
      "accepted_values:\n  arguments:\n    'values': x"
    ),
  ])
  func `a key is spelt as it was meant`(before: String, after: String) throws {
    #expect(try edited(before, .correctKey("accepted_values.value", to: "values"), yaml) == after)
  }

  @Test func `a key does not take another one's place`() {
    #expect(throws: EditRefusal("“values” is there already, beside “value”")) {
      try edited("{value: 1, values: 2}", .correctKey("value", to: "values"), yaml)
    }
  }

  @Test(arguments: [
    (
      "{{ config(materialised = 'table', tags=['materialised']) }}",
      "{{ config(materialized = 'table', tags=['materialised']) }}"
    ),
    (
      "{# config(materialised='a') #}{{ config(\n  materialised=x) }} materialised",
      "{# config(materialised='a') #}{{ config(\n  materialized=x) }} materialised"
    ),
  ])
  func `an argument of config is a key`(before: String, after: String) throws {
    let request = EditRequest.correctKey("materialised", to: "materialized")
    #expect(try edited(before, request, "models/m.sql") == after)
  }

  @Test(arguments: [
    ("+materialized: tabel # tabel", "+materialized: table # tabel", "dbt_project.yml"),
    ("a: {materialized: 'tabel'}\nb: tabel", "a: {materialized: 'table'}\nb: tabel", "x.yml"),
    (
      "{{ config(materialized=\"tabel\") }} tabel", "{{ config(materialized=\"table\") }} tabel",
      "m.sql"
    ),
  ])
  func `a value is spelt as it was meant`(before: String, after: String, path: String) throws {
    let request = EditRequest.correctValue(of: "materialized", "tabel", to: "table")
    #expect(try edited(before, request, path) == after)
  }

  @Test(arguments: [
    ("a[x].b", "a:\n  - name: x\n  - name: y\n", "a:\n  - name: x\n    b: v\n  - name: y\n"),
    ("a.b.c", "a:\r\n  z: 1\r\n", "a:\r\n  z: 1\r\n  b:\r\n    c: v\r\n"),
    ("a[1].name", "a: [{name: x}, {name: 'y'}] # z", "a: [{name: x}, {name: 'v'}] # z"),
    ("b", "a: 1", "a: 1\nb: v"), ("a[x].b", "a:\r\n- name: x", "a:\r\n- name: x\r\n  b: v"),
    ("a.b", "# top\na:\n  c:\n    - d\n", "# top\na:\n  b: v\n  c:\n    - d\n"),
  ])
  func `a key gets a value`(path: String, before: String, after: String) throws {
    #expect(try edited(before, .set(path, to: "v"), yaml) == after)
  }

  @Test(arguments: ["a[z].b", "a.b", "b.c"])
  func `a place that is not clear is refused`(path: String) {
    #expect(throws: EditRefusal.self) {
      try edited("b: 1\na: [{name: x}]", .set(path, to: "v"), yaml)
    }
  }

  @Test func `a value that is left out is not made another one's tail`() {
    #expect(throws: EditRefusal.self) {
      try edited("materialized:\nb: 1", .correctValue(of: "materialized", "", to: "table"), yaml)
    }
  }

  @Test func `what needs quotes gets them`() throws {
    #expect(try edited("a: 1", .set("a", to: ";"), yaml) == "a: \";\"")
    #expect(try edited("a: 1", .set("b", to: "1"), yaml) == "a: 1\nb: \"1\"")
    #expect(try edited("a: 1", .set("a", to: "\"x\"\ny"), yaml) == #"a: "\"x\"\ny""#)
    #expect(try edited("a: 1", .set("a", to: "\u{1}é\u{2028}"), yaml) == #"a: "\u0001é\u2028""#)
  }

  /// Only a name that does not exist may become one that does without being a change to a test.
  @Test(arguments: [
    ("not_nul", "not_null", false), ("unique", "not_null", true), ("not_nul", "not_there", true),
  ])
  func `a test that exists is not exchanged for another`(
    old: String, new: String, isDestructive: Bool
  ) throws {
    let before =
      "models:\n  - name: a\n    columns:\n      - name: b\n        tests: [not_nul, unique]\n"
    let request = EditRequest.correctTest(old, to: new)
    let evidence = RecordedEvidence([.tests: .list([.text("unique"), .text("not_null")])])
    let change = FileChange(
      path: yaml, before: before, edits: try request.edits(in: before, path: yaml, adapter: nil),
      givesBack: request.givesBack(evidence))
    #expect((touchesSafetyNet(change) != nil) == isDestructive)
  }

  @Test(arguments: [("severty", "severity"), ("enabeld", "enabled"), ("unique", "not_null")])
  func `a key that softens a test gives nothing back`(old: String, new: String) {
    #expect(!EditRequest.correctKey(old, to: new).givesBack(RecordedEvidence()))
    #expect(
      !EditRequest.correctValue(of: "severity", "error", to: "warn").givesBack(RecordedEvidence()))
  }

  @Test func `edits of mutated YAML stay YAML`() {
    var random = SplitMix(seed: 5)
    let requests: [EditRequest] = [
      .correctKey("old", to: "new"), .correctValue(of: "key", "old", to: "new"),
      .correctTest("old", to: "new"), .set("key", to: "new"), .set("list[old].key", to: "x: y"),
    ]
    let sample = "key: old\nlist:\n  - name: old\n    old: {key: [old]}\ntests:\n  - old\n"
    expectYAML(after: requests, of: sample, &random)
  }
}
