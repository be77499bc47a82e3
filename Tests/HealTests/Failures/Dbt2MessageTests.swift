import Testing

@testable import HealEngine

@Suite("Messages of dbt 2")
struct Dbt2MessageTests {
  @Test("The query that Postgres's driver quotes is no part of the message")
  func quotedQuery() {
    let read = FailureText.read(
      """
      [error] [DbSyntaxInvalid (dbt1302)]: Database Error in model stg_orders (target/run/shop/models/staging/stg_orders.sql)
        [libpq] Failed to execute query '/* {"app": "dbt"} */
        create view "shop"."stg_orders" as (
            -- it said ': ERROR:  relation "old" does not exist
            select ordered_at from source
          )': ERROR:  column "ordered_at" does not exist
        LINE 18:         cast(ordered_at as date) as ordered_on,
                              ^
        HINT:  Perhaps you meant to reference the column "source.order_date".
         (SQLSTATE: 42703)
        (in run/shop/models/staging/stg_orders.sql:1:4)
      """)
    #expect(
      read.message == """
        [error] [DbSyntaxInvalid (dbt1302)]: Database Error in model stg_orders (target/run/shop/models/staging/stg_orders.sql)
          column "ordered_at" does not exist
          LINE 18:         cast(ordered_at as date) as ordered_on,
                                ^
          HINT:  Perhaps you meant to reference the column "source.order_date".
           (SQLSTATE: 42703)
          (in run/shop/models/staging/stg_orders.sql:1:4)
        """)
    #expect(read.node?.file == "models/staging/stg_orders.sql")
    #expect(read.line == nil)
  }

  @Test("Nor is one that could not be prepared")
  func preparedQuery() {
    let read = FailureText.read(
      """
      [error] [DbSyntaxInvalid (dbt1302)]: Database Error in model stg_orders (target/run/shop/models/stg_orders.sql)
        Failed to prepare query: ERROR:  syntax error at or near "selct"
        LINE 14:     selct
                     ^
        Query was: /* {"app": "dbt"} */
        create view "shop"."stg_orders" as (
            selct order_id from source
          )
        (in run/shop/models/stg_orders.sql:1:4)
      """)
    #expect(
      read.message == """
        [error] [DbSyntaxInvalid (dbt1302)]: Database Error in model stg_orders (target/run/shop/models/stg_orders.sql)
          syntax error at or near "selct"
          LINE 14:     selct
                       ^
          (in run/shop/models/stg_orders.sql:1:4)
        """)
  }

  @Test("A refused connection keeps its words")
  func connection() {
    let text = """
      [error] [DbDriverFailed (dbt1308)]: Failed to create schema 'analytics': [libpq] Failed to connect: connection to \
      server at "127.0.0.1", port 55478 failed: Connection refused
      """
    #expect(FailureText.read(text).message == text)
  }

  @Test("dbt's own stack trace is left out, one in a message is not")
  func stack() {
    let read = FailureText.read(
      """
      [error] [JinjaError (dbt1501)]: Template not found for macro 'nope'
         0: <unknown>
         1: start_thread
                   at ./nptl/pthread_create.c:442:8
      """)
    #expect(read.message == "[error] [JinjaError (dbt1501)]: Template not found for macro 'nope'")
    let own = FailureText.read("[error] [JinjaError (dbt1501)]: two reasons\n  0: one\n  and another")
    #expect(own.message.hasSuffix("and another"))
  }

  @Test(
    "The author's file behind one that dbt wrote",
    arguments: [
      ("target/run/shop/models/staging/a.sql", "models/staging/a.sql"),
      ("run/shop/models/a.sql", "models/a.sql"),
      ("target/compiled/shop/models/a.sql", "models/a.sql"),
    ])
  func origins(path: String, file: String) {
    #expect(Dbt2Message.origin(of: path) == .init(file: file, package: "shop"))
  }

  @Test("A generic test's file names the test; an author's own file is left alone")
  func otherOrigins() {
    #expect(
      Dbt2Message.origin(of: "target/generic_tests/unique_orders_id.sql") == .init(test: "unique_orders_id"))
    #expect(Dbt2Message.origin(of: "models/run/daily/orders.sql") == nil)
  }

  @Test("A place in a file that dbt wrote gives no line")
  func lines() {
    let own = FailureText.read("[error] [JinjaError (dbt1501)]: x\n  --> models/a.sql:3:9")
    #expect(own.line == 3)
    #expect(own.node?.file == "models/a.sql")
    let made = FailureText.read("[error] [JinjaError (dbt1501)]: x\n  --> run/shop/models/a.sql:3:9")
    #expect(made.line == nil)
    #expect(made.node?.file == "models/a.sql")
    let whole = FailureText.read("[error] [InvalidConfig (dbt1005)]: x\n  --> models/a.sql")
    #expect(whole.node?.file == "models/a.sql")
  }

  @Test("Of a failed test the console says its name, and sometimes what it found")
  func failedTests() {
    let all = FailureText.readAll(
      """
        dbt-core 2.0.0-alpha.4
       Succeeded [  0.01s] model main.stg_orders (view)
          Failed [  0.02s] test  unique_stg_orders_id (models/_staging.yml:12:13)
          Failed [  0.07s] unit_test main_dbt_test__audit.ut (models/_staging.yml:16:11)
         Skipped [-------] model main.daily_revenue (table)

      ====================== Test Failures =======================
      Test failed: ut
      +----------+
      | order_id |
      +----------+
      1 row(s) differ.

      ==================== Execution Summary =====================
      Finished 'build' with 2 errors for target 'dev' [798ms]
      """)
    #expect(all.map(\.node?.name) == ["ut", "unique_stg_orders_id"])
    #expect(all.map(\.node?.kind) == ["unit_test", "test"])
    #expect(all.allSatisfy { $0.node?.file == "models/_staging.yml" })
    #expect(all.first?.message.hasSuffix("1 row(s) differ.") == true)
    #expect(all.last?.message == "Test failed: unique_stg_orders_id")
  }

  @Test("dbt 2's log file tells the same as its console")
  func logFile() {
    let all = FailureText.readAll(
      """
      ==================== 2026-11-30T18:21:19.019125Z | a1c9e686-23cd-4412-bcec-42c11cb93f87 ====================
      18:21:19.100000 [info ]: Started parsing
      18:21:20.100000 [info ]:     Failed [  0.02s] test  unique_stg_orders_id (models/_staging.yml:12:13)
      18:21:20.229383 [error]: [DbDriverFailed (dbt1308)]: Database Error in model orders (target/run/shop/models/orders.sql)
        Binder Error: Referenced column "ordered_at" not found in FROM clause!
      18:21:20.229629 [info ]: Finished running [  1.01s] model main.orders [error]
      """)
    #expect(all.map(\.node?.name) == ["orders", "unique_stg_orders_id"])
    #expect(all.first?.node?.file == "models/orders.sql")
    #expect(
      all.first?.message == """
        [error] [DbDriverFailed (dbt1308)]: Database Error in model orders (target/run/shop/models/orders.sql)
          Binder Error: Referenced column "ordered_at" not found in FROM clause!
        """)
  }

  @Test("A run of dbt 2 that went well has no failures")
  func green() {
    let text = """
        dbt-fusion 2.0.9
       Succeeded [  0.01s] model main.stg_orders (view)
          Warned [  0.02s] test  unique_stg_orders_id
      Finished 'build' with 1 warning for target 'dev' [798ms]
      """
    #expect(FailureText.readAll(text).isEmpty)
    #expect(FailureText.read(text).message.isEmpty)
    let account = RunAccount(text)
    #expect(account.isGreen == true)
    #expect(account.passed == ["stg_orders"])
    #expect(RunAccount("Finished 'build' with 1 warning and 2 errors for target 'dev' [1s]").isGreen == false)
  }
}
