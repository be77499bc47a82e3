import HealLanguage
import HealProject

/// One message for a webhook, sent by curl.
///
/// The address is a secret, so it goes to curl on standard input: arguments can be read by every process.
struct WebhookRequest {
  let url: String
  let body: JSON
  /// In seconds.
  let timeout: Double

  /// nil for an address that curl would not take as one.
  var command: Command? {
    let isAddress = url.hasPrefix("https://") || url.hasPrefix("http://")
    guard isAddress, url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    let config = """
      url = \(Self.quoted(url))
      data-raw = \(Self.quoted(body.rendered()))
      header = "Content-Type: application/json"
      proto = "=http,https"
      max-time = \(timeout)
      output = "/dev/null"
      write-out = "%{http_code}"
      silent
      fail

      """
    return Command(
      ["curl", "--disable", "--config", "-"], input: Array(config.utf8), timeLimit: timeout + 2)
  }

  /// As curl's configuration has texts. The body is one line.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// What came of it.
  struct Answer {
    let result: CommandResult

    var isSuccess: Bool { result.isSuccess }

    /// 0 where there was no answer.
    private var status: Int { Int(String(decoding: result.standardOutput, as: UTF8.self)) ?? 0 }

    /// Whether asking once more may help: no answer, a fault of the server, or too many requests.
    var mayPass: Bool { status == 0 || status >= 500 || status == 408 || status == 429 }

    /// One clause, without the address.
    var reason: String {
      if status >= 300 { return "it answered \(status)" }
      return switch result.exit {
      case .code(28), .signal: "it did not answer in time"
      case .code(6): "its host cannot be found"
      case .code(7): "the connection was refused"
      case .code(let code): "curl ended with \(code)"
      }
    }
  }
}
