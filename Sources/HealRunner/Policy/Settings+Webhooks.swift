import YAML

extension Settings {
  /// Reads `shape` with `url` or `url_env` of each webhook into the text that stands for it.
  ///
  /// - Returns: the texts, and an error for each item that is wrong. An item whose variable is not set is left
  ///   out, with a remark.
  mutating func webhooks(
    in node: YAMLNode, _ path: String, _ environment: [String: String]
  ) -> (texts: [String], errors: [String]) {
    var texts: [String] = []
    var errors: [String] = []
    for item in node.items ?? [] {
      let place = "\(path):\(item.span.start.line)"
      switch Self.webhook(item, environment) {
      case .text(let text): texts.append(text)
      case .unset(let variable):
        remarks.append("\(place): the variable \(variable) is not set; this webhook is not told")
      case .wrong(let reason): errors.append("\(place): `notifications.webhooks`: \(reason)")
      }
    }
    return (texts, errors)
  }

  private enum Reading {
    case text(String)
    case unset(String)
    case wrong(String)
  }

  private static func webhook(_ node: YAMLNode, _ environment: [String: String]) -> Reading {
    guard let pairs = node.pairs else {
      return .wrong("each webhook has the keys shape and url, or shape and url_env")
    }
    let names = ["shape", "url", "url_env"]
    if let key = pairs.compactMap(\.key.text).first(where: { !names.contains($0) }) {
      return .wrong("`\(key)` is not known; it accepts \(names.alternatives)")
    }
    guard let shape = node["shape"]?.text, NotificationSettings.Shape(rawValue: shape) != nil else {
      return .wrong(
        "`shape` accepts \(NotificationSettings.Shape.allCases.map(\.rawValue).alternatives)")
    }
    guard (node["url"] == nil) != (node["url_env"] == nil) else {
      return .wrong("it needs either url or url_env")
    }
    var url = node["url"]?.text
    if let variable = node["url_env"]?.text {
      guard let value = environment[variable], !value.isEmpty else { return .unset(variable) }
      url = value
    }
    let text = "\(shape)=\(url ?? "")"
    // The URL itself is a secret, even a wrong one.
    return NotificationSettings.Webhook(text) == nil
      ? .wrong("the URL does not begin with https:// or http://") : .text(text)
  }
}
