import HealEngine
import HealLanguage
import HealProject
import YAML

extension Settings {
  /// Where the file lies, seen from a project's folder.
  package static let fileName = "config/execution_mode.yml"
  /// What it may be called.
  private static let fileNames = [fileName, "config/execution_mode.yaml"]

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
    if let path = settings.file { errors += settings.readFile(path, environment) }
    if file == nil, let path = settings.file { errors += twin(of: path) }
    errors += misspelt(in: environment) + settings.override(environment, flags)
    guard errors.isEmpty else { throw .settings(errors) }
    settings.settle(environment)
    return settings
  }

  /// What a run would go by whose file has this text; nil where something in it is wrong.
  static func reading(_ text: String, environment: [String: String]) -> Settings? {
    var settings = Settings()
    settings.file = fileName
    guard settings.readText(text, fileName, environment).isEmpty,
      settings.override(environment, [:]).isEmpty
    else { return nil }
    settings.settle(environment)
    return settings
  }

  private mutating func override(
    _ environment: [String: String], _ flags: [Setting: (flag: String, value: String)]
  ) -> [String] {
    var errors: [String] = []
    for setting in Setting.allCases {
      if let value = environment[setting.variable], !value.isEmpty {
        errors += override(setting, value, .environment(setting.variable))
      }
      if let (flag, value) = flags[setting] {
        errors += override(setting, value, .flag(flag))
      }
    }
    return errors
  }

  /// Works out what follows from what was said.
  private mutating func settle(_ environment: [String: String]) {
    detectCI(environment)
    takeOverCI()
    fitRetryConfidence()
    policy.fixesLeft = limits.fixesPerDay
  }

  /// Running again asks for no more confidence than an edit, unless somebody says so.
  private mutating func fitRetryConfidence() {
    guard origins[.minRetryConfidence] == nil else { return }
    policy.minRetryConfidence = min(policy.minRetryConfidence, policy.minConfidence)
  }

  /// The nearest file at or above a folder; nil when there is none. A link that leads nowhere is a file that cannot be
  /// read: a policy that is lost must not be taken for none.
  static func find(from folder: String) -> String? {
    var folder = ProjectTree.resolved(folder)
    while true {
      let paths = fileNames.map { (folder == "/" ? "" : folder) + "/" + $0 }
      if let path = paths.first(where: FileSystem.isThere) { return path }
      if folder == "/" || !folder.hasPrefix("/") { return nil }
      folder = FileSystem.parent(of: folder)
    }
  }

  /// An error where both of its names are there: which one was meant to hold?
  private static func twin(of path: String) -> [String] {
    let other = FileSystem.parent(of: path) + "/execution_mode.yaml"
    guard other != path, FileSystem.isThere(other) else { return [] }
    return ["\(path) and \(other) are both there; keep one of them"]
  }

  private mutating func override(
    _ setting: Setting, _ value: String, _ origin: Origin
  ) -> [String] {
    let form = setting.form
    let texts = form.separators.map { value.items(between: $0) } ?? [value]
    if let fault = form.take(&self, texts) {
      return ["\(origin) says \(shown(texts, fault, form)); it accepts \(expected(form, fault))"]
    }
    origins[setting] = origin
    return []
  }

  private mutating func readFile(_ path: String, _ environment: [String: String]) -> [String] {
    if let objection = SizeLimit.policy.objection(toFile: path) { return [objection] }
    guard let bytes = FileSystem.read(path, .policy) else { return ["cannot read \(path)"] }
    return readText(String(decoding: bytes, as: UTF8.self), path, environment)
  }

  private mutating func readText(
    _ text: String, _ path: String, _ environment: [String: String]
  ) -> [String] {
    let document: YAMLDocument
    do {
      document = try YAMLDocument.parse(text)
    } catch {
      return ["\(path):\(error.mark.line): not YAML: \(error.message)"]
    }
    guard let root = document.root, !root.isNull else { return [] }
    guard root.pairs != nil else {
      return ["\(path):\(root.span.start.line): expected keys such as `execution:`"]
    }
    return repeatedKeys(in: root, path) + take(root, below: "", path, environment)
  }

  /// Errors for keys that stand twice in one mapping: a reader who sees one of them would be wrong about the other.
  private func repeatedKeys(in node: YAMLNode, _ path: String) -> [String] {
    if let items = node.items { return items.flatMap { repeatedKeys(in: $0, path) } }
    var lines: [String: Int] = [:]
    return (node.pairs ?? []).flatMap { pair -> [String] in
      let below = repeatedKeys(in: pair.value, path)
      guard let key = pair.key.text else { return below }
      let line = pair.key.span.start.line
      guard let first = lines.updateValue(lines[key] ?? line, forKey: key) else { return below }
      return ["\(path):\(line): `\(key)` stands twice, first at \(path):\(first)"] + below
    }
  }

  /// Takes over every key of a mapping, and of those in it.
  private mutating func take(
    _ node: YAMLNode, below prefix: String, _ path: String, _ environment: [String: String]
  ) -> [String] {
    var errors: [String] = []
    for pair in node.pairs ?? [] {
      let key = prefix + (pair.key.text ?? "")
      let line = pair.key.span.start.line
      if let setting = Setting(rawValue: key) {
        errors += take(pair.value, for: setting, path, line, environment)
      } else if Setting.sections.contains(key), pair.value.pairs != nil || pair.value.isNull {
        errors += take(pair.value, below: key + ".", path, environment)
      } else if Setting.sections.contains(key) {
        errors.append("\(path):\(line): `\(key)` accepts keys below it")
      } else if !Setting.withoutEffect.contains(key) {
        errors.append("\(path):\(line): `\(key)` is not known\(Self.suggestion(for: key))")
      }
    }
    return errors
  }

  private mutating func take(
    _ node: YAMLNode, for setting: Setting, _ path: String, _ line: Int,
    _ environment: [String: String]
  ) -> [String] {
    let form = setting.form
    var texts = form.texts(of: node)
    if setting == .webhooks, node.items != nil {
      let (found, errors) = webhooks(in: node, path, environment)
      guard errors.isEmpty else { return errors }
      texts = found
    }
    guard let fault = texts.map({ form.take(&self, $0) }) ?? SettingFault() else {
      origins[setting] = .file(path, line: line)
      return []
    }
    let place = fault.index.flatMap { node[$0]?.span.start.line } ?? line
    return [
      "\(path):\(place): `\(setting.key)` is \(shown(texts ?? [], fault, form)); "
        + "it accepts \(expected(form, fault))"
    ]
  }

  /// The wrong value, or the wrong item of a list, as it stands in a message.
  private func shown(_ texts: [String], _ fault: SettingFault, _ form: SettingForm) -> String {
    if texts.isEmpty || form.isSecret { return "something else" }
    return "`\(fault.index.map { texts[$0] } ?? texts.joined(separator: ", "))`"
  }

  private func expected(_ form: SettingForm, _ fault: SettingFault) -> String {
    form.accepted + (fault.reason.map { " (\($0))" } ?? "")
  }

  private static func suggestion(for key: String) -> String {
    let known = Setting.allCases.map(\.key) + Setting.withoutEffect + Setting.sections
    // The right name may stand in another section, or in none.
    let last = key.split(separator: ".").last.map(String.init) ?? key
    let elsewhere = known.filter { $0.split(separator: ".").last.map(String.init) == last }
    guard let first = nearNames(key, among: known).first ?? elsewhere.only else {
      return "; `heal config schema` has every key"
    }
    return "; did you mean `\(first)`?"
  }
}

extension SettingForm {
  /// What a value in the file says, item by item; nil for one that is made otherwise.
  fileprivate func texts(of node: YAMLNode) -> [String]? {
    guard let separators else { return node.text.map { [$0] } }
    if node.isNull { return [] }
    if let text = node.text { return text.items(between: separators) }
    guard let items = node.items else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}

extension String {
  /// Its parts, without blanks around them and without empty ones.
  fileprivate func items(between separators: Set<Character>) -> [String] {
    split { separators.contains($0) }.compactMap { part in
      let text = part.drop { $0 == " " }
      let end = text.lastIndex { $0 != " " }
      return end.map { String(text[...$0]) }
    }
  }
}
