import HealEngine
import HealRunner
import Platform
import Testing

@Suite struct RedactorTests {
  private let redactor: Redactor

  init() throws { redactor = try Redactor(home: "/srv/etl") }

  @Test(arguments: [
    ("password: hunter2", "password: [password]"),
    ("password: correct horse battery  # mine", "password: [password]  # mine"),
    (#"{"password": "a\"b", "user": "etl"}"#, #"{"password": "[password]", "user": "etl"}"#),
    ("postgres://etl:p@ss@db:5432/shop", "postgres://etl:[password]@db:5432/shop"),
    ("Server=db;Pwd=abc;Uid=etl", "Server=db;Pwd=[password];Uid=etl"),
    ("Pwd={a;b}}c};Uid=etl", "Pwd=[password];Uid=etl"),
    ("token=abc&user=etl", "token=[token]&user=etl"),
    ("mail jane.doe+x@example.co.uk now", "mail [e-mail] now"),
    ("“jösé@exämple.com”", "“[e-mail]”"),
    (#""a\njane@example.com""#, #""a\n[e-mail]""#),
    ("at /home/jane/shop/models/a.sql:3", "at ~/shop/models/a.sql:3"),
    ("/srv/etl/shop and /srv/etl2", "~/shop and /srv/etl2"),
    (#"C:\Users\Jane Doe\shop"#, #"~\shop"#),
    ("Key (email)=(a@b.com) already exists.", "Key (email)=([row value]) already exists."),
    (
      #"Duplicate key "id: 5" violates primary key constraint"#,
      #"Duplicate key "id: [row value]" violates primary key constraint"#
    ),
    ("AKIAABCDEFGHIJKLMNOP", "[key]"),
    ("Authorization: Bearer abc.def", "Authorization: [token]"),
  ])
  func `what is taken out says what it was`(text: String, expected: String) {
    #expect(redactor.redact(text) == expected)
    #expect(redactor.redact(expected) == expected)
  }

  @Test(arguments: [
    "select password_hash, token_count from {{ ref('tokens') }} t",
    "on a.token = b.token and a.api_key = src.api_key",
    "Done. PASS=5 WARN=0 ERROR=1 SKIP=9 NO-OP=0 TOTAL=15",
    "select x::varchar as token, token::text from t",
    "expected token 'end of print statement', got 'string'",
    "unexpected token: FROM",
    "column \"password\" does not exist",
    "{{ env_var('DBT_PASSWORD') }}", "password: \"{{ env_var('DBT_PASSWORD') }}\"",
    "password: ${PGPASSWORD}", "password=os.environ['X']", "PWD=/srv/shop", "password: *****",
    "struct<token:string, id:int64>", "git@github.com:dbt-labs/dbt-utils.git",
    "actions/checkout@v4",
    "@my_db.my_schema.my_stage/path", "model orders.v2@main", "select @@version",
    "abfss://raw@lake.dfs.core.windows.net/x", "https://host:8080/a/b@c",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b", "model.shop.not_null_orders_id.cf6c17daed",
    "http://localhost:8080/home/page", "Bearer token is missing", "Basic authentication is needed",
    "line 3, column 14: task-runner-for-the-long-named-model-of-orders", "dbt_utils==1.3.0",
    "- name: token\n  data_type: varchar\n  tests: [unique]",
    "  - name: password\n    description: hashed",
  ])
  func `ordinary text stays`(text: String) { #expect(redactor.redact(text) == text) }

  @Test func `patterns of the policy are added`() throws {
    let redactor = try Redactor(patterns: ["CUST-[0-9]+", "ticket (?<v>[A-Z]+)"])
    #expect(redactor.redact("CUST-42 ticket ABC") == "[redacted] ticket [redacted]")
  }

  @Test func `a bad pattern is refused with its place`() {
    #expect(throws: Redactor.BadPattern.self) { try Redactor(patterns: ["ok", "a(b"]) }
    do { _ = try Redactor(patterns: ["a(b"]) } catch {
      #expect(
        "\(error)" == "`a(b` is no regular expression: missing closing parenthesis at character 3")
    }
  }

  @Test func `a pattern that takes too long hides the line`() throws {
    let redactor = try Redactor(patterns: ["(a+)+$"])
    let text = "safe\n" + String(repeating: "a", count: 60) + "!\nend"
    let redacted = redactor.redact(text)
    #expect(!redacted.contains("aaaaaaaaaa") && redacted.hasSuffix("\nend"))
  }

  @Test func `values of secret variables go wherever they stand`() throws {
    let redactor = try Redactor.standard(environment: [
      "HOME": "/root", "DBT_ENV_SECRET_A": "s3cr\"et/1", "MY_TOKEN": "tok-abc", "PATH": "/usr/bin",
      "POSTGRES_PASSWORD": "postgres", "SHORT_TOKEN": "abc", "PWD": "/srv/shop",
    ])
    let text =
      #"s3cr"et/1 s3cr\"et/1 s3cr%22et%2F1 tok-abc-x /usr/bin postgres abc /srv/shop /root/x /rooted"#
    #expect(
      redactor.redact(text)
        == "[secret] [secret] [secret] [secret]-x /usr/bin postgres abc /srv/shop ~/x /rooted")
  }

  @Test func `bytes that are no text stay`() {
    let bytes: [UInt8] = [0xFF, 0xC3] + Array("token=abc".utf8) + [0xFF]
    #expect(redactor.redact(bytes).prefix(2) == [0xFF, 0xC3])
  }

  @Test(arguments: [
    "a", "eyJ", "-----BEGIN PRIVATE KEY-----\n", "://a:", "password=", "%3A%2F%2F", "[", "\\\"",
    "token: \n  ", "a@", "Key (a)=(", "Failing row contains (", "--token ", ",x", "sk-", "MII",
    "/home/", "\"pwd\":\"",
    "C:\\Users\\", "=", "a.b@c.", "select token as x, \n", "with password ", "could not parse ",
    "invalid value '",
    "value '", "create secret (", "connect('", "mysql -p", "identified by ", "a_", "aB1",
    "A1b2\n  ", "curl -u ", "auth: ",
    "aB1_", "machine a login ", "a:1:a:", "|password|", "('a',", "(1),(", "'' ", "docker login ",
    "Authorization: ", "\\n",
    "+1 23 ", "4111 ", "sqlplus ", "a/b@", "a-a-a-", "$", "x-auth", "webhooks/a", "https://a.",
    "\u{1B}]", "\u{202E}", "%2541", "\\u0041", "&amp;", "\u{FF41}", "x://a:\n", "jdbc:x;\n",
    "|password|\n",
    "a,token\n", "password=[", "tokens:\n  - ", "aes_encrypt('", "a/b1@c:1521 ", "login a/b1@c ",
    "2d2d ", "login as a:",
    "Invalid value: ", "value a in ", "sample rows: [(", "ungültig »", "password for a is ",
    "login, got '",
  ])
  func `the work grows with the length of the text`(piece: String) {
    let small = String(repeating: piece, count: 50_000 / piece.utf8.count)
    let large = String(repeating: piece, count: 200_000 / piece.utf8.count)
    _ = redactor.redact(small.prefix(1_000).description)
    let (short, long) = (work { clean(small) }, work { clean(large) })
    // Work that grows with the square of the length would be sixteen times as much.
    #expect(long < short * 10 + 0.05, "\(short) s → \(long) s")
  }

  @Test func `a log of four megabytes costs four times what one costs`() {
    let lines = (0..<200).map { number in
      "12:00:\(number % 60)  {\"info\": {\"msg\": \"1 of 9 START sql table model shop.orders_\(number) [RUN]\", \"code\": \"Q011\"}}\n"
        + "12:00:01    Could not convert string 'x\(number)' to INT32, token expected, key order_id, pass=\(number)\n"
    }.joined()
    let small = String(repeating: lines, count: 1_000_000 / lines.utf8.count)
    let large = String(repeating: lines, count: 4_000_000 / lines.utf8.count)
    let (short, long) = (work { clean(small) }, work { clean(large) })
    #expect(long < short * 8, "\(short) s → \(long) s")
  }

  private func clean(_ text: String) { _ = redactor.redact(text.withoutControls) }

  /// What the thread computed, in seconds: other work on the machine does not count.
  private func work(_ body: () -> Void) -> Double {
    let start = Self.computed
    body()
    return Self.computed - start
  }

  private static var computed: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
