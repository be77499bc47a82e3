import Testing

@testable import HealEngine

/// Blocks that were left open, and where they are closed.
@Suite struct JinjaBlockMendTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var before: String
    /// nil where nothing is changed.
    var after: String?

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a loop whose lines end in commas",
      before: """
        select
            id,
            {%- for m in ways %}
            sum({{ m }}) as {{ m }},
            sum(amount) as total
        from t
        """,
      after: """
        select
            id,
            {%- for m in ways %}
            sum({{ m }}) as {{ m }},
            {% endfor %}
            sum(amount) as total
        from t
        """),
    Case(
      name: "the first of two loops",
      before: """
        with a as (
          select
          {% for m in ways -%}
          sum({{ m }}) as {{ m }},
          sum(x) as x
          from t
        )
        select
          {% for m in ways -%}
          a.{{ m }},
          {% endfor -%}
          a.x
        from a
        """,
      after: nil),
    Case(
      name: "a condition in front of the grouping",
      before: """
        select a, count(*) as n from t
        {% if is_incremental() %}
        where a > 1
          and b > 2
        group by a
        """,
      after: nil),
    Case(name: "a block that is closed", before: "{% if a %} select 1 {% endif %}", after: nil),
    Case(name: "no SQL can be made of it", before: "select {% for a in b %} , , from", after: nil),
  ]

  @Test(arguments: cases)
  func closes(_ example: Case) {
    let mended: String?
    do {
      let edits = try JinjaMend(dialect: .generic).edits(in: Array(example.before.utf8))
      mended = apply(edits, to: example.before)
    } catch {
      mended = nil
      #expect(example.after == nil, "\(error.reason)")
    }
    #expect(mended == example.after)
  }
}
