import HealLanguage

/// A message of JSON-RPC 2.0 as a client sends it.
struct Message {
  /// nil for a notification.
  var id: JSON?
  /// nil for an answer to a request of the server's own.
  var method: String?
  var params: JSON

  /// nil when it is no such message.
  init?(_ json: JSON) {
    guard case .object = json else { return nil }
    id = json["id"]
    method = json["method"]?.string
    params = json["params"] ?? .null
    guard method != nil || id != nil else { return nil }
  }

  /// What the server answers with.
  static func answer(to id: JSON, _ result: JSON) -> JSON {
    .object([("jsonrpc", .text("2.0")), ("id", id), ("result", result)])
  }

  static func refusal(of id: JSON, _ refusal: Refusal) -> JSON {
    .object([
      ("jsonrpc", .text("2.0")), ("id", id),
      (
        "error",
        .object([("code", .int(refusal.code.rawValue)), ("message", .text(refusal.reason))])
      ),
    ])
  }

  static func notification(_ method: String, _ params: JSON) -> JSON {
    .object([("jsonrpc", .text("2.0")), ("method", .text(method)), ("params", params)])
  }
}

/// Why a request gets no result.
struct Refusal: Error, Hashable {
  var code: Code
  /// One sentence for the person at the editor.
  var reason: String

  init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  /// As JSON-RPC and LSP number them.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
    case requestFailed = -32803
    case contentModified = -32801
    case cancelled = -32800
  }
}
