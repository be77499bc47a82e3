import HealEngine
import Testing

@Suite("What stands around a message")
struct FailureTraceTests {
  @Test(
    "The node is read from wherever dbt names it",
    arguments: [
      // the last line of a macro's trace
      "'None' has no attribute 'get'\n\n  > in macro statement (macros/etc/statement.sql)\n  > called by model orders (models/orders.sql)",
      // a header with typographic quotes, as pages print it
      "Compilation Error in model \u{201C}orders\u{201D} \n  dbt found an approximate match",
      // a header that goes on
      "Compilation Error in model orders: 'cents' is undefined",
      // dbt before 0.16
      "! Compilation error while compiling model orders:\n! 'set' is undefined",
      // a header below another one
      "Runtime Error\n  Compilation Error in model orders (models/orders.sql)\n    'cents' is undefined",
      // a quoted mail
      "> Database Error in model orders (models/orders.sql)\n>   column \"x\" does not exist",
      // an event of dbt's log, laid out
      "{\n  \"data\": {\n    \"msg\": \"syntax error\",\n    \"node_info\": {\n      \"node_name\": \"orders\",\n      \"node_path\": \"orders.sql\"\n    }\n  }\n}",
      // and as a text within JSON
      #"{"line": "{\"data\": {\"node_info\": {\"node_name\": \"orders\", \"resource_type\": \"model\"}, \"msg\": \"syntax error\"}}"}"#,
    ])
  func node(text: String) {
    let node = FailureText.read(text).node
    #expect(node?.name == "orders")
    #expect(node?.kind == "model")
  }

  @Test(
    "Where several nodes or none are named, none is read",
    arguments: [
      #"{"node_info": {"node_name": "orders"}} {"node_info": {"node_name": "customers"}}"#,
      #"{"node_info": {"node_name": ""}}"#,
      "Compilation Error in model of the shop that nobody knows",
      "something is wrong\n  > in macro cents (macros/cents.sql)",
    ])
  func noNode(text: String) {
    #expect(FailureText.read(text).node == nil)
  }

  @Test("A text of which only some lines are quoted stays as it is")
  func partlyQuoted() {
    let text = "'x' is undefined\n\n  > in macro cents (macros/cents.sql)"
    #expect(FailureText.read(text).message == text)
  }

  @Test(
    "What dbt and Spark log beside is no message",
    arguments: [
      "26/01/05 10:00:00 WARN ObjectStore: Failed to get database global_temp",
      "10:00:00.123 [debug] [MainThread]: Connection 'model.shop.orders' was properly closed.",
      "Error sending anonymous usage statistics. Disabling tracking for this execution.",
    ])
  func besides(line: String) {
    #expect(FailureText.read(line).message.isEmpty)
    #expect(
      FailureText.read("column x does not exist\n\(line)").message == "column x does not exist")
  }

  @Test("A statement that dbt sent is no message")
  func statements() {
    let log = """
      10:00:00.100 [debug] [MainThread]: On macro_get_catalog: /* {"app": "dbt"} */
        select 'unknown column'

        from missing_table
      10:00:00.200 [debug] [MainThread]: SQL status: SELECT 1 in 0.0 seconds
      """
    #expect(FailureText.read(log).message.isEmpty)
  }

  @Test("The innermost macro of a trace is told")
  func macro() {
    let message = """
      Compilation Error in model orders (models/orders.sql)
        'x' is undefined

        > in macro cents (macros/cents.sql)
        > called by macro statement (macros/etc/statement.sql)
      """
    #expect(FailureTrace.macro(in: message) == "cents")
    #expect(FailureTrace.macro(in: "'cents' is undefined") == nil)
  }
}
