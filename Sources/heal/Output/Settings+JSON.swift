import HealLanguage
import HealRunner

extension Settings {
  /// Every setting with its value and origin, as one document.
  var json: JSON {
    .object([
      ("file", .known(file)),
      (
        "settings",
        .list(
          Setting.allCases.map { setting in
            .object([
              ("key", .text(setting.key)), ("value", value(of: setting)),
              ("origin", origins[setting].json), ("environment", .text(setting.variable)),
            ])
          })
      ),
      ("warnings", .list(remarks.map(JSON.text))),
    ])
  }
}

extension Settings.Origin? {
  fileprivate var json: JSON {
    switch self {
    case nil: .object([("kind", .text("default"))])
    case .file(let path, let line):
      .object([("kind", .text("file")), ("file", .text(path)), ("line", .int(line))])
    case .environment(let name): .object([("kind", .text("environment")), ("name", .text(name))])
    case .flag(let name): .object([("kind", .text("flag")), ("name", .text(name))])
    }
  }
}
