import HealEngine
import Testing
import YAML

/// `append`, `remove` and `move`: what stands beside the node stays as it is.
@Suite struct YAMLEditorTests {
  private let yaml = "models/schema.yml"

  @Test(arguments: [
    ("a", "a:\n  - x # one\n  # two\nb: 1\n", "a:\n  - x # one\n  - v\n  # two\nb: 1\n"),
    ("a", "a:\n- x\n\n# about b\nb: 1", "a:\n- x\n- v\n\n# about b\nb: 1"),
    ("a", "a:\r\n  -   x", "a:\r\n  -   x\r\n  -   v"),
    ("a", "a: [x, 'y'] # z", "a: [x, 'y', v] # z"),
    ("a", "a: []", "a: [v]"), ("a", "a: [x, ]", "a: [x, v, ]"),
    ("a", "a: [\n  x, # one\n  y # two\n]\n", "a: [\n  x, # one\n  y, # two\n  v\n]\n"),
    ("a", "a: [\n  x,\n  y, # two\n]\n", "a: [\n  x,\n  y, # two\n  v,\n]\n"),
    ("a", "a:\nb:\n  - x\n", "a:\n  - v\nb:\n  - x\n"),
    ("a.t", "a:\n    b: 1\n    c:\n    - d\n", "a:\n    b: 1\n    c:\n    - d\n    t:\n    - v\n"),
    ("a[x].c.t", "a:\n- name: x\n  b: 1\n- name: y\n", "a:\n- name: x\n  b: 1\n  c:\n    t:\n    - v\n- name: y\n"),
    ("a.t", "a: {b: 1}\n", "a: {b: 1, t: [v]}\n"), ("a.b.t", "a: {}\n", "a: {b: {t: [v]}}\n"),
    ("a[1]", "a:\n- [x]\n- - y\n  - z\n", "a:\n- [x]\n- - y\n  - z\n  - v\n"),
    ("a", "a:\n- b: |\n    text\n\n    # no note\n\nc: 1\n", "a:\n- b: |\n    text\n\n    # no note\n- v\n\nc: 1\n"),
    ("a", "\u{FEFF}a:\n- x\n...\n", "\u{FEFF}a:\n- x\n- v\n...\n"),
  ])
  func `a list gets one more item`(path: String, before: String, after: String) throws {
    #expect(try edited(before, .append(path, "v"), yaml) == after)
  }

  @Test func `an item gets quotes where it needs them`() throws {
    #expect(try edited("a:\n- x", .append("a", "b: c"), yaml) == "a:\n- x\n- \"b: c\"")
    #expect(try edited("a: [x]", .append("a", "y, z"), yaml) == "a: [x, \"y, z\"]")
    #expect(try edited("a: [x]", .append("a", "1"), yaml) == "a: [x, \"1\"]")
    #expect(try edited("a: [x]", .append("a", "it's \"so\""), yaml) == "a: [x, 'it''s \"so\"']")
  }

  @Test(arguments: [
    ("b", "a: 1\n# about b\nb: 2 # two\n  # more\nc: 3\n", "a: 1\nc: 3\n"),
    ("b", "a: 1\n\n# apart\n\n# about b\nb:\n  c: 2\n\n  # end of b\n# about d\nd: 3\n",
      "a: 1\n\n# apart\n\n# about d\nd: 3\n"),
    ("a", "# of the file\na: 1\nb: 2", "# of the file\nb: 2"),
    ("a", "\u{FEFF}# of the file\r\na: 1\r\nb: 2", "\u{FEFF}# of the file\r\nb: 2"),
    ("b", "a: 1\r\nb: 2", "a: 1"), ("b", "a: 1\nb: 2\n", "a: 1\n"),
    ("b", "a: 1\nb: |\n  text\n  # no note\n\n# about c\nc: 3\n", "a: 1\n\n# about c\nc: 3\n"),
    ("b", "a: 1\nb: >-2\n    text\n   more\n# x\nc: 3\n", "a: 1\n# x\nc: 3\n"),
    ("b", "a: 1\nb: \"two\n  lines\"\nc: 3\n", "a: 1\nc: 3\n"),
    ("m[x].name", "m:\n  - name: x # it\n    a: 1\n", "m:\n  - a: 1\n"),
    ("m[x].name", "m:\n  - name: x\n    # about a\n    a: 1\n", "m:\n  - # about a\n    a: 1\n"),
    ("m[x]", "m:\n# about x\n- name: x\n  a: 1\n# about y\n- name: y\n", "m:\n# about y\n- name: y\n"),
    ("m[x].a", "m:\n- name: x\n  a:\n  - 1\n- name: y\n", "m:\n- name: x\n- name: y\n"),
    ("m.t", "m: # of m\n  # about t\n  t: x\nb: 1\n", "m: {} # of m\nb: 1\n"),
    ("m[0]", "m:\n  - x\nb: 1\n", "m: []\nb: 1\n"), ("m[0].a", "m:\n- a: 1\n- b: 2\n", "m:\n- {}\n- b: 2\n"),
    ("m[0].a", "m:\n-\n  a: 1\n- b\n", "m:\n- {}\n- b\n"),
    ("a.b", "a: {b: 1, c: 2}", "a: {c: 2}"), ("a.c", "a: { b: 1, c: 2 }", "a: { b: 1 }"),
    ("a.b", "a: {b: 1}", "a: {}"), ("a[x]", "a: [ x ] # z", "a: [  ] # z"),
    ("a[y]", "a: [x, y, z]", "a: [x, z]"), ("a[z]", "a: [x, y, z,]", "a: [x, y,]"),
    ("a[y]", "a: [\n  x,\n  # about y\n  y, # y\n  z\n]", "a: [\n  x,\n  z\n]"),
    ("a[z]", "a: [\n  x, # x\n  z # z\n]", "a: [\n  x # x\n]"),
    ("t[unique]", "t: [not_null, unique]", "t: [not_null]"),
    ("t[between]", "t:\n- unique\n- between:\n    min: 1\n", "t:\n- unique\n"),
    ("t[p.between]", "t:\n- p.between:\n    min: 1\n- unique\n", "t:\n- unique\n"),
    ("b", "a: &x 1\nb: *x\n", "a: &x 1\n"),
  ])
  func `a node goes with its comments`(path: String, before: String, after: String) throws {
    #expect(try edited(before, .remove(path), yaml) == after)
  }

  @Test(arguments: [
    ("m[x].tags", "m[x].config",
      "m:\n  - name: x\n    # about tags\n    tags: [a] # here\n    b: 1\n",
      "m:\n  - name: x\n    config:\n      # about tags\n      tags: [a] # here\n    b: 1\n"),
    ("m[0].tags", "m[0].config", "m:\r\n- tags:\r\n  - a\r\n  b: 1", "m:\r\n- config:\r\n    tags:\r\n    - a\r\n  b: 1"),
    ("m.tags", "m.config", "m:\n  tags:\n    - a\n  config:\n    b: 1\nc: 2\n",
      "m:\n  config:\n    b: 1\n    tags:\n      - a\nc: 2\n"),
    ("b", "a", "a:\n  x: 1\n# about b\nb: 2", "a:\n  x: 1\n  # about b\n  b: 2"),
    ("a", "b", "a:\n  x: |\n    text\n\n    more\nb:\n    y: 1\n",
      "b:\n    y: 1\n    a:\n      x: |\n        text\n\n        more\n"),
    ("a.b.c", "", "a:\n  b:\n    c: |2\n        text\n      more\n    d: 1\n",
      "a:\n  b:\n    d: 1\nc: |2\n    text\n  more\n"),
    ("a.b", "", "a:\n  b: 1\n", "a: {}\nb: 1\n"),
    ("a.b", "c.d.e", "a:\n  b: 1\n  x: 2\nc:\n  y: 3\n", "a:\n  x: 2\nc:\n  y: 3\n  d:\n    e:\n      b: 1\n"),
    ("a.b", "c", "a:\n  b: 1\n  x: 2\nc:\nd: 1\n", "a:\n  x: 2\nc:\n  b: 1\nd: 1\n"),
    ("a.b", "c", "a: {b: [1, 2], x: 2}\nc:\n  y: 3\n", "a: {x: 2}\nc:\n  y: 3\n  b: [1, 2]\n"),
    ("b", "a", "a: {x: 1}\nb: [1, 2]\n", "a: {x: 1, b: [1, 2]}\n"),
    ("a.b", "a.c", "a: {b: 'x', d: 1}", "a: {c: {b: 'x'}, d: 1}"),
    ("t[v].v.values", "t[v].v.arguments", "t:\n- v:\n    values: [a]\n", "t:\n- v:\n    arguments:\n      values: [a]\n"),
  ])
  func `a key moves with its comments`(
    path: String, target: String, before: String, after: String
  ) throws {
    #expect(try edited(before, .move(path, under: target), yaml) == after)
  }

  @Test(arguments: [
    (.append("a", "x"), "a: [x]", "a has “x” already"),
    (.append("a", "x"), "a: b", "a is no list"),
    (.append("a[z]", "x"), "a: [b]", "models/schema.yml has no a[z]"),
    (.append("a", "x"), "a: &l [b]\nc: *l", "“*l” in models/schema.yml would change as well"),
    (.append("a", "x"), "a: [b]\n---\nc: 1", "models/schema.yml has more than one document"),
    (.append("c", "x"), "a: &l [b]\nc: *l", "c is no list"),
    (.remove("b"), "a: 1", "models/schema.yml has no b"),
    (.remove("a"), "a: 1", "nothing else is in models/schema.yml"),
    (.remove(""), "a: 1", "the file's top is all there is"),
    (.remove("a"), "a: 1\na: 2\nb: 3", "“a” is there twice"),
    (.remove("a"), "a: {b: &l [c]}\nd: *l", "“*l” elsewhere in models/schema.yml stands for it"),
    (.remove("d.b"), "a: &l {b: 1}\nd: *l", "“*l” stands for what is elsewhere in models/schema.yml"),
    (.remove("a"), "a: [", "models/schema.yml cannot be read as YAML"),
    (.move("a", under: "b"), "a: 1\nb: {a: 2}", "“a” is under b already"),
    (.move("a.b", under: "a"), "a: {b: 2}", "“b” is under a already"),
    (.move("a", under: "a.b"), "a: {b: {}}", "a.b is a part of a"),
    (.move("a[0]", under: "b"), "a: [1]\nb: {}", "a[0] is no key"),
    (.move("a", under: "b"), "a: 1\nb: 2", "b is no mapping"),
    (.move("a", under: "b"), "# of the file\n\n# note\na: 1\nb: {c: 2}", "its comment has no place between brackets"),
    (.move("a", under: "b"), "a:\n  c: 1\nb: {d: 2}", "the value stands on several lines"),
    (.move("a", under: "c"), "a: &x 1\nb: *x\nc:\n  d: 1", "“*x” in models/schema.yml would change as well"),
    (.move("a", under: "c"), "a: {y: &x 1}\nb: *x\nc:\n  d: 1", "an alias in models/schema.yml would stand for something else"),
  ] as [(EditRequest, String, String)])
  func `what cannot be done exactly is refused with its reason`(
    request: EditRequest, before: String, reason: String
  ) {
    #expect(throws: EditRefusal(reason)) { try edited(before, request, yaml) }
  }

  @Test func `only YAML is edited so`() {
    #expect(throws: EditRefusal("models/m.sql is not YAML")) {
      try edited("a: 1", .remove("a"), "models/m.sql")
    }
  }

  @Test func `edits of mutated YAML stay YAML`() {
    var random = SplitMix(seed: 7)
    let requests: [EditRequest] = [
      .append("list", "x: y"), .append("map.new", "x"), .remove("list[old]"), .remove("list[1].deep"), .remove("map"),
      .move("map.b", under: ""), .move("key", under: "map"), .move("list[1].deep", under: "map.new"),
    ]
    let sample = """
      # top
      key: old # of key
      list:
        - old
        # about the second
        - name: second
          deep: {a: [1], 'b': two}
      map:
        a: &x |
          text
        b: *x
      """
    expectYAML(after: requests, of: sample, &random)
  }
}
