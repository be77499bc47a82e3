import HealLanguage
import Testing

@testable import HealEngine

@Suite struct JinjaTrialTests {
  /// Each text with every small change, read in part and as a whole.
  @Test(arguments: [
    "select {{ cents('a' }} as a,\n  {{ b }} -- {{ c\nfrom {{ ref('o') }}\n",
    "{% if a %}\nselect 1\n{% else %}\nselect '{{ x }}' {% endfr %}\n{% endif %}\n",
    "{% for x in y %}\nselect {{ x }} {{ \"a, 'b' }}\n{% raw %}{{ {% endraw %}\n",
    "\u{FEFF}{{ a }\nselect /* {# b #} */ \"c{{ d\" from {{ e) }}\n", "{{", "a {% set x %} {# ",
    "select 'a\nfrom {{ ref(\"b\") }}\nwhere c = '{{ var('d') }}'\n",
  ])
  func `a change is judged as the whole text would be`(text: String) throws {
    let bytes = Array(text.utf8)
    var trial = try #require(JinjaTrial(bytes))
    for place in 0...bytes.count {
      for new in [
        "'", "\"", "{", "}", "{{ ", " }}", "{% ", " %}", ")", "", "{% endfor %}", "\u{FEFF}",
      ] {
        let isShort = new.isEmpty && place < bytes.count
        let edit = TextEdit(place..<(isShort ? place + 1 : place), new)
        var changed = bytes
        changed.replaceSubrange(edit.range, with: new.utf8)
        let isSound = try trial.isSound(with: edit)
        #expect(isSound == JinjaCheck.isSound(changed), "\(edit)")
      }
    }
  }

  @Test func `Jinja that can be read needs no trial`() {
    #expect(JinjaTrial(Array("select {{ a }}".utf8)) == nil)
  }

  /// It took ten seconds; found by `make fuzz`.
  @Test func `a long file with much Jinja is mended at once`() throws {
    let columns = (0..<70).map { "    {{ cents('amount_\($0)') }} as amount_\($0),\n" }.joined()
    let text = "select\n\(columns)    x\nfrom {{ ref('orders' }}\n"
    let start = ContinuousClock.now
    let edits = try EditRequest.correction(.mendJinja, []).edits(
      in: text, path: "models/m.sql", adapter: nil)
    #expect(apply(edits, to: text).hasSuffix("{{ ref('orders') }}\n"))
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}

extension JinjaTrialTests {
  /// It took minutes; found by `make fuzz`.
  @Test(arguments: ["{{ co(", "{% if", "{# "])
  func `tags that are never closed are looked through once`(opener: String) {
    let text = "select 'a}}%}#}" + String(repeating: opener, count: 60_000)
    let start = ContinuousClock.now
    let tokens = SQLLexer.tokens(of: Array(text.utf8), dialect: .generic)
    #expect(tokens.last?.isClosed == false)
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
