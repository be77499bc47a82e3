import HealLanguage
import HealRunner

/// The settings in effect, for people: one a line, with its value and where it comes from.
struct SettingsText {
  let style: Style

  func render(_ settings: Settings) -> String {
    let source = settings.file ?? "no policy file; these are the defaults"
    let rows = Setting.allCases.map { setting in
      (
        key: setting.key, value: settings.value(of: setting).shown,
        origin: settings.origins[setting]
      )
    }
    let keyWidth = rows.map(\.key.count).max() ?? 0
    let valueWidth = min(rows.map(\.value.count).max() ?? 0, Self.widestValue)
    let lines = rows.map { row in
      let value = row.value.padded(to: valueWidth)
      let origin = row.origin.map(\.description) ?? style.dim("default")
      return
        "\(row.key.padded(to: keyWidth))  \(row.origin == nil ? value : style.bold(value))  \(origin)"
    }
    return ([style.dim(source), ""] + lines).joined(separator: "\n")
  }

  /// A longer value pushes its origin to the right.
  private static let widestValue = 40
}

extension JSON {
  /// As a person would write it in the file.
  fileprivate var shown: String {
    switch self {
    case .null: "-"
    case .text(let text): text
    case .list(let items): "[\(items.map(\.shown).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\($0.0): \($0.1.shown)" }.joined(separator: ", "))}"
    case .bool, .int, .number: rendered()
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
