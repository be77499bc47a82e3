/// The text of one failure as dbt prints it, read: what wraps the message is taken off once, here.
package struct FailureText: Hashable, Sendable {
  /// The message: colours, timestamps, log prefixes and common indentation gone.
  package var message: String
  /// From the header `Runtime Error in model stg_orders (models/staging/stg_orders.sql)`.
  package var node: Node?
  /// A code that the text names: `42703`, `002003`, `dbt0227`.
  package var code: String?

  package init(message: String, node: Node? = nil, code: String? = nil) {
    self.message = message
    self.node = node
    self.code = code
  }

  /// Reads a failure's text, with whatever wrappers it came in.
  package static func read(_ raw: String) -> FailureText { FailureText(message: raw) }
}
