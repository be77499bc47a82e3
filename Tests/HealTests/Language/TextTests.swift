import HealLanguage
import Testing

/// What stands between quotes, and what is made of it.
@Suite struct TextTests {
  /// The advice of a rule that is written so.
  private func advice(_ written: String) throws -> String {
    let source = Source(
      name: "a.heal",
      text: """
        category A "A."
        rule a.b {
          category A
          match 'x'
          advise \(written)
        }
        """)
    let compilation = compile([source])
    #expect(!compilation.hasErrors, "\(compilation.problems.rendered([source]))")
    let rule = try #require(compilation.rules.rules.first)
    return try #require(rule.advice.first?.constant)
  }

  @Test func `escapes hold on one line only`() throws {
    #expect(try advice(#""a \"b\" \\ \n\t$$1 $ {{ x }}""#) == "a \"b\" \\ \n\t$1 $ {{ x }}")
    #expect(try advice(#"'a \n $$ "b"'"#) == #"a \n $$ "b""#)
    #expect(try advice(#"""" \d+ "quoted" $$ """"#) == #" \d+ "quoted" $ "#)
  }

  @Test func `indentation that all lines share is layout`() throws {
    #expect(
      try advice("\"\"\"\n      one\n        two\n\n      three\n      \"\"\"")
        == "one\n  two\n\nthree")
    #expect(try advice("'''\n    one\n  '''") == "one")
    #expect(try advice("'''one\n    two\n    three'''") == "one\ntwo\nthree")
    #expect(try advice("'''\n    one\n\n    '''") == "one\n")
    #expect(try advice("'''\n  '''") == "")
  }

  @Test func `line ends mean the same in any checkout`() throws {
    #expect(try advice("\"\"\"\r\n    one\r\n    two\r\n    \"\"\"") == "one\ntwo")
  }

  @Test func `a quote before the closing ones belongs to the text`() throws {
    #expect(try advice(#"""""id""""#) == #""id"#)
    #expect(try advice(##""""a "id"""""##) == ##"a "id""##)
  }

  @Test func `an interpolation may hold texts of its own`() throws {
    let source = Source(
      name: "a.heal",
      text: #"""
        category A "A."
        rule a.b {
          category A
          match 'x <column>'
          advise "Read ${closest(column, ["}", "b\""])}, ${lower("x ${column}")}"
        }
        """#)
    let compilation = compile([source])
    #expect(!compilation.hasErrors, "\(compilation.problems.rendered([source]))")
    #expect(compilation.rules.rules.first?.advice.first?.parts.count == 4)
  }

  @Test func `only the heal fences of Markdown are rules and places stay`() throws {
    let text = """
      # Notes

      ```sql
      rule not.a_rule {
      ```

      ````markdown
      ```heal
      rule not.one_either {}
      ```
      ````

      - In a list:
        ```heal
        category A "A."
        rule a.b {
          category A
          match 'x'
          advise "Look at ${nothing}"
        }
        ```
      """
    let source = Source(name: "notes.md", text: text)
    let compilation = compile([source])
    #expect(compilation.problems.map(\.code) == [.undefinedName])
    let place = try #require(compilation.problems.first?.labels.first?.location.range)
    #expect(String(decoding: Array(text.utf8)[place], as: UTF8.self) == "nothing")
    #expect(compilation.problems.rendered([source]).contains("notes.md:19:23"))
  }
}
