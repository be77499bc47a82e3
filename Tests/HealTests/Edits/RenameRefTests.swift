import HealEngine
import Testing

@Suite struct RenameRefTests {
  @Test(arguments: [
    ("select * from {{ ref('ordrs') }}", "select * from {{ ref('orders') }}"),
    ("{{ref( \"ordrs\" )}} {{ ref('x') }}", "{{ref( \"orders\" )}} {{ ref('x') }}"),
    ("{{ ref('shop', 'ordrs') }}", "{{ ref('shop', 'orders') }}"),
    (
      "{{ ref('ordrs', v=2) }} {{ ref('ordrs', version=1) }}",
      "{{ ref('orders', v=2) }} {{ ref('orders', version=1) }}"
    ),
    (
      "{% set r = ref('ordrs') %}{{ builtins.ref('ordrs') }}",
      "{% set r = ref('orders') %}{{ builtins.ref('orders') }}"
    ),
    (
      "-- {{ ref('ordrs') }}\n/* {{ ref('ordrs') }} */",
      "-- {{ ref('orders') }}\n/* {{ ref('orders') }} */"
    ),
    ("{# ref('ordrs') #}{{ ref('ordrs') }}", "{# ref('ordrs') #}{{ ref('orders') }}"),
    ("ref('ordrs') {{ ref('ordrs') }}", "ref('ordrs') {{ ref('orders') }}"),
    (
      "{{ my_ref('ordrs') }}{{ \"ref('ordrs')\" }}{{ ref('ordrs') }}",
      "{{ my_ref('ordrs') }}{{ \"ref('ordrs')\" }}{{ ref('orders') }}"
    ),
    (
      "{% raw %}{{ ref('ordrs') }}{% endraw %}{{ ref('ordrs') }}",
      "{% raw %}{{ ref('ordrs') }}{% endraw %}{{ ref('orders') }}"
    ),
    ("{{ dbt_utils.star(from=ref('ordrs')) }}", "{{ dbt_utils.star(from=ref('orders')) }}"),
  ])
  func `a ref reads another model`(before: String, after: String) throws {
    let edits = try EditRequest.renameRef("ordrs", to: "orders")
      .edits(in: before, path: "models/m.sql", adapter: nil)
    #expect(apply(edits, to: before) == after)
  }

  @Test(arguments: [
    ("to: ref('ordrs')  # ordrs\n", "to: ref('orders')  # ordrs\n"),
    ("to: \"{{ ref('ordrs') }}\"\n", "to: \"{{ ref('orders') }}\"\n"),
    ("to: 'ref(\"ordrs\")'\r\n", "to: 'ref(\"orders\")'\r\n"),
    ("d: It's late\nto: ref('ordrs')\n", "d: It's late\nto: ref('orders')\n"),
    ("  # to: ref('ordrs')\nto: ref('ordrs')", "  # to: ref('ordrs')\nto: ref('orders')"),
    ("\u{FEFF}# ref('ordrs')\nto: ref('ordrs')", "\u{FEFF}# ref('ordrs')\nto: ref('orders')"),
    ("to: ref('ordrs') # ref('ordrs')\n", "to: ref('orders') # ref('ordrs')\n"),
    ("a: # ref('ordrs')\n- ref('ordrs')", "a: # ref('ordrs')\n- ref('orders')"),
  ])
  func `in YAML a ref needs no braces`(before: String, after: String) throws {
    let edits = try EditRequest.renameRef("ordrs", to: "orders")
      .edits(in: before, path: "models/schema.yml", adapter: nil)
    #expect(apply(edits, to: before) == after)
  }

  @Test(arguments: [
    "{{ ref('Ordrs') }}", "{{ ref(ordrs) }}", "{{ ref('ordrs', 'x') }}", "ordrs",
    "{{ ref('ordrs' ~ x) }}",
  ])
  func `where no ref names it there is nothing to do`(text: String) {
    #expect(throws: EditRefusal("nothing to rename: there is no ref of “ordrs”")) {
      try EditRequest.renameRef("ordrs", to: "orders").edits(in: text, path: "m.sql", adapter: nil)
    }
  }
}
