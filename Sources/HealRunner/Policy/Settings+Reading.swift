import HealLanguage
import YAML

extension Settings {
  /// Where the file lies, seen from a project's folder.
  package static let fileName = "config/execution_mode.yml"

  /// Reads what a run goes by.
  ///
  /// - Parameters:
  ///   - project: the folder from which the file is looked for, upwards.
  ///   - file: the file named by the user, which must exist; nil means to look for it.
  ///   - environment: the variables of the process; an empty one counts as not set.
  ///   - flags: values given on the command line, by the name of the flag.
  /// - Returns: the settings with their origins and warnings.
  /// - Throws: ``RunnerError/settings(_:)`` with every wrong value, not only the first.
  package static func read(
    project: String, file: String? = nil, environment: [String: String] = [:],
    flags: [Setting: (flag: String, value: String)] = [:]
  ) throws(RunnerError) -> Settings {
    var settings = Settings()
    var errors: [String] = []
    settings.file = file ?? find(from: project)
    if let path = settings.file { errors += settings.readFile(path) }
    for setting in Setting.allCases {
      if let value = environment[setting.variable], !value.isEmpty {
        errors += settings.override(setting, value, .environment(setting.variable))
      }
      if let (flag, value) = flags[setting] {
        errors += settings.override(setting, value, .flag(flag))
      }
    }
    guard errors.isEmpty else { throw .settings(errors) }
    return settings
  }

  /// The nearest file at or above a folder; nil when there is none.
  private static func find(from folder: String) -> String? {
    var folder = ProjectTree.resolved(folder)
    while true {
      let path = (folder == "/" ? "" : folder) + "/" + fileName
      if FileSystem.exists(path) { return path }
      if folder == "/" || !folder.hasPrefix("/") { return nil }
      folder = FileSystem.parent(of: folder)
    }
  }

  private mutating func override(
    _ setting: Setting, _ value: String, _ origin: Origin
  ) -> [String] {
    let words = value.split { $0 == "," || $0 == " " }.map(String.init)
    let values = setting == .allowCommands ? words : [value]
    if let accepted = set(setting, to: values) {
      return ["\(origin) says `\(value)`; it accepts \(accepted)"]
    }
    origins[setting] = origin
    return []
  }

  private mutating func readFile(_ path: String) -> [String] {
    guard let bytes = FileSystem.read(path) else { return ["cannot read \(path)"] }
    let document: YAMLDocument
    do {
      document = try YAMLDocument.parse(String(decoding: bytes, as: UTF8.self))
    } catch {
      return ["\(path):\(error.mark.line): not YAML: \(error.message)"]
    }
    for key in document.duplicateKeys {
      let line = key.span.start.line
      remarks.append("\(path):\(line): `\(key.text ?? "")` stands twice; the last one counts")
    }
    guard let root = document.root, !root.isNull else { return [] }
    guard root.pairs != nil else {
      return ["\(path):\(root.span.start.line): expected keys such as `execution:`"]
    }
    return take(root, below: "", path)
  }

  /// Takes over every key of a mapping, and of those in it.
  private mutating func take(_ node: YAMLNode, below prefix: String, _ path: String) -> [String] {
    var errors: [String] = []
    for pair in node.pairs ?? [] {
      let key = prefix + (pair.key.text ?? "")
      let line = pair.key.span.start.line
      if let setting = Setting(rawValue: key) {
        errors += take(pair.value, for: setting, .file(path, line: line))
      } else if Self.sections.contains(key), pair.value.pairs != nil || pair.value.isNull {
        errors += take(pair.value, below: key + ".", path)
      } else if Self.sections.contains(key) {
        errors.append("\(path):\(line): `\(key)` accepts keys below it")
      } else if !Self.isForLater(key) {
        remarks.append("\(path):\(line): `\(key)` is not known\(Self.suggestion(for: key))")
      }
    }
    return errors
  }

  private mutating func take(
    _ node: YAMLNode, for setting: Setting, _ origin: Origin
  ) -> [String] {
    let list = setting == .allowCommands ? node.items?.map { $0.text ?? "" } : nil
    let values = list ?? node.text.map { [$0] } ?? []
    if let accepted = set(setting, to: values) {
      let shown = values.isEmpty ? "something else" : "`\(values.joined(separator: ", "))`"
      return ["\(origin): `\(setting.key)` is \(shown); it accepts \(accepted)"]
    }
    origins[setting] = origin
    return []
  }

  private static let sections: Set<String> = [
    "execution", "retry", "autonomous", "logging", "ci", "notes",
  ]

  private static func isForLater(_ key: String) -> Bool {
    Setting.knownForLater.contains { $0 == key || ($0.hasSuffix(".") && key.hasPrefix($0)) }
  }

  private static func suggestion(for key: String) -> String {
    let known = Setting.allCases.map(\.key) + Setting.knownForLater.filter { !$0.hasSuffix(".") }
    let near = nearNames(key, among: known + sections)
    guard let first = near.first else { return "" }
    return "; did you mean `\(first)`?"
  }
}
