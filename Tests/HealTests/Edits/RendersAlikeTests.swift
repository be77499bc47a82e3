import HealEngine
import Testing

@Suite("What dbt parse can tell apart")
struct RendersAlikeTests {
  static let text = "{{ config(x=1) }}\nselect a, '{{ var('b') }}' from {{ ref('o') }} -- {{ c }}\n"

  @Test(
    "SQL outside Jinja makes no difference",
    arguments: [("select a", "select b"), (" from", ", d\nfrom"), ("\n", "\r\n")])
  func same(old: String, new: String) {
    #expect(rendersAlike(Self.text, Self.text.replacing(old, with: new)))
  }

  @Test(
    "Jinja does, wherever it stands",
    arguments: [
      ("'o'", "'orders'"), ("x=1", "x=2"), ("'b'", "'bb'"), ("{{ c }}", "{{ d }}"),
      ("select a", "select {{ a }}"), ("{{ ref('o') }}", "o"),
    ])
  func other(old: String, new: String) {
    #expect(!rendersAlike(Self.text, Self.text.replacing(old, with: new)))
  }
}
