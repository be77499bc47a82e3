import HealEngine
import Testing

@Suite("Failure texts")
struct FailureTextTests {
  static let message = """
    Runtime Error in model stg_orders (models/staging/stg_orders.sql)
      Binder Error: Referenced column "ordered_at" not found in FROM clause!
      Candidate bindings: "order_date", "order_id"
    """

  @Test(
    "Whatever wraps a message is taken off",
    arguments: [
      // dbt 1.11 on the console
      """
      \u{1B}[0m20:51:01  \n\u{1B}[0m20:51:01  \u{1B}[31mFailure in model stg_orders (models/staging/stg_orders.sql)\u{1B}[0m
      20:51:01    Runtime Error in model stg_orders (models/staging/stg_orders.sql)
        Binder Error: Referenced column "ordered_at" not found in FROM clause!
        Candidate bindings: "order_date", "order_id"
      20:51:01  \n20:51:01    compiled code at target/compiled/shop/models/staging/stg_orders.sql
      20:51:01  \n20:51:01  Done. PASS=18 WARN=0 ERROR=1 SKIP=9 NO-OP=0 TOTAL=28
      """,
      // dbt 1.12
      """
      20:51:01  [ERROR]: in model stg_orders (models/staging/stg_orders.sql)
      20:51:01    Runtime Error in model stg_orders (models/staging/stg_orders.sql)
        Binder Error: Referenced column "ordered_at" not found in FROM clause!
        Candidate bindings: "order_date", "order_id"
      20:51:01  \n20:51:01  [WARNING][DeprecationsSummary]: Deprecated functionality
      Summary of encountered deprecations:
      """,
      // dbt's log file
      """
      20:51:01.000001 [debug] [Thread-1 (worker)]: On model.shop.stg_orders: ROLLBACK
      20:51:01.286748 [error] [MainThread]:   Runtime Error in model stg_orders (models/staging/stg_orders.sql)
        Binder Error: Referenced column "ordered_at" not found in FROM clause!
        Candidate bindings: "order_date", "order_id"
      20:51:01.286900 [info ] [MainThread]: Done. PASS=0 WARN=0 ERROR=1 SKIP=0 TOTAL=1
      """,
      // Airflow's Kubernetes operator
      """
      [2025-05-06, 15:32:51 UTC] {pod_manager.py:472} INFO - [base] 15:32:51    Runtime Error in model stg_orders (models/staging/stg_orders.sql)
      [2025-05-06, 15:32:51 UTC] {pod_manager.py:472} INFO - [base]   Binder Error: Referenced column "ordered_at" not found in FROM clause!
      [2025-05-06, 15:32:51 UTC] {pod_manager.py:472} INFO - [base]   Candidate bindings: "order_date", "order_id"
      [2025-05-06, 15:32:51 UTC] {pod_manager.py:472} INFO - [base]   compiled Code at target/run/shop/models/staging/stg_orders.sql
      """,
      // byte strings
      #"""
      [2022-01-26 11:56:32,233] INFO - b'\x1b[33mRuntime Error in model stg_orders (models/staging/stg_orders.sql)\x1b[0m\n'
      [2022-01-26 11:56:32,233] INFO - b'  Binder Error: Referenced column "ordered_at" not found in FROM clause!\n  Candidate bindings: "order_date", "order_id"\n'
      [2022-01-26 11:56:32,233] INFO - b' compiled SQL at target/compiled/shop/models/staging/stg_orders.sql\n'
      """#,
      // Docker Compose, Kubernetes, CR LF
      "dbt_1  | Runtime Error in model stg_orders (models/staging/stg_orders.sql)\r\ndbt_1  |   Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\r\ndbt_1  |   Candidate bindings: \"order_date\", \"order_id\"\r\n",
      "2025-05-06T15:32:51.123Z stdout F Runtime Error in model stg_orders (models/staging/stg_orders.sql)\n2025-05-06T15:32:51.124Z stdout F   Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\n2025-05-06T15:32:51.124Z stdout F   Candidate bindings: \"order_date\", \"order_id\"",
      // a progress bar, a wrapping exception
      "[Stage 48:===>   (1 + 1) / 2]  \r20:51:01    Runtime Error in model stg_orders (models/staging/stg_orders.sql)\n      Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\n      Candidate bindings: \"order_date\", \"order_id\"",
      "cosmos.exceptions.CosmosDbtRunError: stg_orders: Runtime Error in model stg_orders (models\\staging\\stg_orders.sql)\n  Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\n  Candidate bindings: \"order_date\", \"order_id\"",
      // JSON
      #"{"data": {"msg": "Runtime Error in model stg_orders (models/staging/stg_orders.sql)\n  Binder Error: Referenced column \"ordered_at\" not found in FROM clause!\n  Candidate bindings: \"order_date\", \"order_id\""}, "info": {"code": "Z024", "level": "error", "msg": "x"}}"#,
    ])
  func wrappers(text: String) {
    let read = FailureText.read(text)
    #expect(read.message.replacing("\\", with: "/") == Self.message)
    #expect(read.node?.name == "stg_orders")
    #expect(read.node?.kind == "model")
    #expect(read.node?.file == "models/staging/stg_orders.sql")
    #expect(FailureText.readAll(text).count == 1)
  }

  @Test("A message without wrappers stays as it is")
  func plainMessage() {
    #expect(FailureText.read(Self.message).message == Self.message)
    #expect(FailureText.message(Self.message) == FailureText.read(Self.message))
    let bare = "Catalog Error: Table with name raw_orders does not exist!"
    #expect(FailureText.read(bare) == FailureText(message: bare))
  }

  @Test("Lines of a message that look like a log's are kept")
  func messageLines() {
    let text = "Runtime Error\n  Completed with nothing\n  1 of 2 START\n  10 | a: b"
    #expect(FailureText.message(text).message == text)
  }

  @Test("A failing test's frame is not its message, but tells its node")
  func failingTest() {
    let read = FailureText.read(
      """
      20:51:01  Failure in test unique_orders_order_id (models/orders.yml)
      20:51:01    Got 3 results, configured to fail if != 0
      20:51:01  \n20:51:01    compiled code at target/compiled/shop/models/orders.yml/unique.sql
      """)
    #expect(read.message == "Got 3 results, configured to fail if != 0")
    #expect(
      read.node == Node(name: "unique_orders_order_id", kind: "test", file: "models/orders.yml"))
  }

  @Test("All failures of a log are found, warnings and progress are none")
  func wholeLog() {
    let log = """
      10:00:00  Running with dbt=1.9.3
      10:00:00  [WARNING]: Configuration paths exist in your dbt_project.yml file which do not apply.
      There are 1 unused configuration paths:
      - models.shop.marts
      10:00:01  1 of 3 ERROR creating sql view model main.a .......... [ERROR in 0.1s]
      10:00:01  Completed with 2 errors and 1 warning:
      10:00:01  \n10:00:01    Database Error in model a (models/a.sql)
        column "x" does not exist
        LINE 2: select x
        compiled code at target/run/a.sql
      10:00:01  \n10:00:01    Compilation Error in model b (models/b.sql)
        'cents' is undefined
      10:00:01  \n10:00:01  Warning in test c (models/c.yml)
      10:00:01  Got 1 result, configured to warn if != 0
      10:00:01  \n10:00:01  Done. PASS=0 WARN=1 ERROR=2 SKIP=0 TOTAL=3
      """
    #expect(FailureText.readAll(log).map(\.node?.name) == ["a", "b"])
    #expect(
      FailureText.readAll(log).first?.message
        == "Database Error in model a (models/a.sql)\n  column \"x\" does not exist\n  LINE 2: select x"
    )
    let green = "10:00:00  Running with dbt=1.9.3\n10:00:01  Completed successfully\n10:00:01  \n"
    #expect(FailureText.readAll(green).isEmpty)
    #expect(FailureText.read(green).message.isEmpty)
  }

  @Test("Messages of the parser tell their node, file and line")
  func parserMessages() {
    let missing = FailureText.read(
      """
      10:00:00  Encountered an error:
      Compilation Error
        Model 'model.shop.orders' (models/marts/orders.sql) depends on a node named 'stg_order' which was not found
      """)
    #expect(missing.message.hasPrefix("Compilation Error\n  Model"))
    #expect(missing.node?.uniqueID == "model.shop.orders")
    #expect(missing.node?.file == "models/marts/orders.sql")
    let yaml = FailureText.read(
      """
      Parsing Error
        Error reading shop: staging/_staging.yml - Runtime Error
          Syntax error near line 13
          ------------------------------
          10 |     columns:
      """)
    #expect(yaml.node?.file == "staging/_staging.yml")
    #expect(yaml.line == 13)
    let jinja = FailureText.read(
      "Compilation Error in model a (models/a.sql)\n  unexpected '}'\n    line 3\n      select {{ x }"
    )
    #expect(jinja.line == 3)
    let postgres = FailureText.read(
      "Database Error in model a (models/a.sql)\n  column \"x\" does not exist\n  LINE 9: x")
    #expect(postgres.line == nil)
  }

  @Test("dbt 2 tells code, file and line")
  func fusion() {
    let all = FailureText.readAll(
      """
      dbt-fusion 2.0.0-preview.1
      error: dbt0227: No column REGION found. Available are A.ID, A.NAME
        --> models/stg_billing.sql:47:9 (target/compiled/models/stg_billing.sql:47:9)
      error: dbt1013: YAML error: invalid type: map, expected a string
        --> <unknown>
      warning: dbt1060: Ignored unexpected key
        Finished 'parse' with 2 errors in 276ms
      """)
    #expect(all.map(\.code) == ["dbt0227", "dbt1013"])
    #expect(all.first?.node?.file == "models/stg_billing.sql")
    #expect(all.first?.line == 47)
    #expect(all.last?.message.contains("Finished") == false)
  }

  @Test("dbt 2's code is kept before a header")
  func fusionHeader() {
    let read = FailureText.read(
      "error: dbt1308: Database Error in model a (models/a.sql)\n  INTERNAL Error: no column r")
    #expect(read.code == "dbt1308")
    #expect(read.node?.name == "a")
    #expect(read.message.hasSuffix("no column r"))
  }

  @Test("A Python model's stack trace is its message, dbt's own is not")
  func stackTraces() {
    let model = FailureText.read(
      """
      10:00:00  Runtime Error in model a (models/a.py)
      10:00:00  Traceback (most recent call last):
      10:00:00  ModuleNotFoundError: No module named 'requests'
      """)
    #expect(model.message.contains("requests"))
    let own = FailureText.read(
      """
      10:00:00  Encountered an error:
      'NoneType' object is not subscriptable
      10:00:00  Traceback (most recent call last):
        File "main.py", line 1
      """)
    #expect(own.message == "'NoneType' object is not subscriptable")
  }

  @Test("An error of another program is not dbt's usage error")
  func otherPrograms() {
    let text = "ERROR: Cannot install a and b\nError: command failed: exit status 1"
    #expect(FailureText.read(text).message == text)
    let usage =
      "Usage: dbt build [OPTIONS]\nTry 'dbt build --help' for help.\n\nError: No such option"
    #expect(FailureText.read(usage).message == "Error: No such option")
  }

  @Test(
    "Codes are found where engines print them",
    arguments: [
      ("  002003 (42S02): SQL compilation error:", "002003"),
      ("cannot be resolved. SQLSTATE: 42703; line 19 pos 4;", "42703"),
      ("  ('42S02', \"[42S02] [Microsoft][ODBC Driver 18 for SQL Server]", "42S02"),
      ("  1411 (HY000): Incorrect datetime value: 'x'", "1411"),
      ("error: dbt1308: Conversion Error", "dbt1308"),
      ("  column \"x\" does not exist", nil), ("Row (ABCDE): 12345", nil),
    ])
  func codes(text: String, code: String?) {
    #expect(FailureText.read(text).code == code)
  }

  @Test("Any bytes are read without a trap")
  func anyText() {
    let pieces = [
      "Runtime Error", " in model ", "a (b.sql)", "\n", "  ", "10:00:00", "Failure in test ",
      "\u{1B}[",
      "0m", "b'", "\\x", "'", "[2025-01-01", "] {", "{\"info\"", ": {", "\"\\u", "D83D", "}", "\r",
      "é",
      "Encountered an error:", "error: dbt0227", "--> a:1:2", "line 3", "[Stage ", "(42S02):",
      " of ",
    ]
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<14 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for read in FailureText.readAll(text) + [FailureText.read(text)] {
        #expect(!read.message.contains("\u{1B}"))
      }
    }
  }
}
