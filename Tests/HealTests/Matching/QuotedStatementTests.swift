import PCRE2
import Testing

@testable import HealEngine

/// What a message quotes of the user's SQL is not what the engine says.
@Suite struct QuotedStatementTests {
  private static let line = """
    Database Error in model a (models/a.sql)
      syntax error at or near "frm"
      LINE 3: select 'permission denied for table x' as m frm t
                                                          ^
    """

  private static let statement = """
    [PARSE_SYNTAX_ERROR] Syntax error at or near 'frm'. SQLSTATE: 42601 (line 2, pos 8)

    == SQL (line 2, position 8) ==
    -- permission denied for table x
    select a frm t
    """

  @Test(arguments: [line, statement])
  func `a search passes over it`(message: String) throws {
    let text = Array(message.utf8)
    let ranges = QuotedStatement.ranges(in: text)
    #expect(ranges.count == 1)
    let denied = try Regex("permission denied for table (?<relation>\\w+)")
    #expect(denied.firstMatch(in: text, besides: ranges) == .noMatch)
    #expect(denied.firstMatch(in: text, besides: []) != .noMatch)
  }

  @Test func `a match may reach into it, and what stands behind it counts`() throws {
    let text = Array((Self.line + "\nHINT: permission denied for table y").utf8)
    let ranges = QuotedStatement.ranges(in: text)
    let found = { (pattern: String) throws -> String? in
      guard case .match(let match) = try Regex(pattern).firstMatch(in: text, besides: ranges) else { return nil }
      return String(decoding: text[match.range], as: UTF8.self)
    }
    #expect(try found(#"LINE \d+: select"#) == "LINE 3: select")
    #expect(try found(#"permission denied for table \w"#) == "permission denied for table y")
    #expect(try found("as m") == nil)
  }

  @Test func `a message without SQL has none`() {
    #expect(QuotedStatement.ranges(in: Array("relation \"LINE 3\" is == SQL == not there".utf8)).isEmpty)
  }
}
