import HealEngine
package import HealProject

/// What a dbt project needs for heal: worked out first, then done. Never overwrites; done twice it changes nothing.
package struct ProjectSetup {
  package let project: DbtProject
  /// The policy to write; nil where the example is not installed.
  package var policy: String?
  /// The text of the first rule, checked by the caller.
  package var rule: String
  /// Whether to write a workflow for GitHub; nil to go by the repository.
  package var wantsWorkflow: Bool?

  package init(_ project: DbtProject, policy: String?, rule: String, wantsWorkflow: Bool?) {
    self.project = project
    self.policy = policy
    self.rule = rule
    self.wantsWorkflow = wantsWorkflow
  }

  /// One thing to do, or to leave.
  package struct Step: Hashable, Sendable {
    /// Absolute.
    package var path: String
    package var action: Action
    /// What it is for, or why it is left.
    package var note: String
  }

  package enum Action: Hashable, Sendable {
    /// A new file with this text.
    case create(String)
    /// Text at the end of a file.
    case append(String)
    case keep
  }

  /// What there is to do, in order; nothing is changed.
  package var steps: [Step] { [policyStep, rulesStep, ignoreStep, workflowStep].compactMap { $0 } }

  /// Does one step.
  package static func perform(_ step: Step) throws(RunnerError) {
    switch step.action {
    case .keep: return
    case .create(let text):
      try FileSystem.createFolder(FileSystem.parent(of: step.path))
      try FileSystem.writeNew(Array(text.utf8), to: step.path)
    case .append(let text): try FileSystem.append(Array(text.utf8), to: step.path)
    }
  }

  private var root: String { ProjectTree.resolved(project.directory) }

  // MARK: Steps

  private var policyStep: Step {
    let path = root + "/" + Settings.fileName
    if let file = Settings.find(from: root) {
      return Step(path: file, action: .keep, note: "the policy is there already")
    }
    guard let policy else {
      return Step(
        path: path, action: .keep,
        note: "the example of a policy is not installed beside heal; heal goes by its defaults")
    }
    return Step(
      path: path, action: .create(policy),
      note: Self.promise(of: policy))
  }

  private var rulesStep: Step {
    let folder = root + "/rules"
    if FileSystem.names(in: folder).contains(where: { $0.hasSuffix(".heal") }) {
      return Step(path: folder, action: .keep, note: "there are rules already")
    }
    let path = "\(folder)/\(Self.identifier(project.name ?? "shop")).heal"
    return Step(path: path, action: .create(rule), note: "a first rule with its tests")
  }

  private var ignoreStep: Step {
    let path = root + "/.gitignore"
    let bytes = FileSystem.exists(path) ? FileSystem.read(path) : []
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
      return Step(path: path, action: .keep, note: "it cannot be read as text")
    }
    let present = Set(text.split(whereSeparator: \.isNewline).map { Self.bare(String($0)) })
    let wanted = [".heal/", "\(project.targetPath)/", "\(project.packagesInstallPath)/", "logs/"]
    let missing = wanted.filter { !present.contains(Self.bare($0)) }
    guard !missing.isEmpty else {
      return Step(path: path, action: .keep, note: "it has all that heal and dbt write")
    }
    let lines = missing.map { $0 + "\n" }.joined()
    let note = missing.joined(separator: ", ")
    if bytes.isEmpty, !FileSystem.exists(path) {
      return Step(path: path, action: .create(lines), note: note)
    }
    let separator = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
    return Step(path: path, action: .append(separator + lines), note: note)
  }

  /// nil where nothing speaks for GitHub.
  private var workflowStep: Step? {
    guard wantsWorkflow != false, let top = Self.repository(of: root) else { return nil }
    let isOnGitHub =
      FileSystem.isFolder(top + "/.github")
      || FileSystem.read(top + "/.git/config").map {
        $0[...].contains(text: "github.com")
      } ?? false
    guard wantsWorkflow == true || isOnGitHub else { return nil }
    let path = top + "/.github/workflows/heal-rules.yml"
    if FileSystem.exists(path) {
      return Step(path: path, action: .keep, note: "the workflow is there already")
    }
    let folder = root == top ? nil : String(root.dropFirst(top.count + 1))
    return Step(
      path: path, action: .create(Self.workflow(folder: folder)),
      note: "checks the rules in pull requests; set the variable HEAL_URL there")
  }

  // MARK: Texts

  /// `.heal/`, `/.heal` and `.heal` say the same.
  private static func bare(_ line: String) -> String {
    line.split(separator: "/").joined(separator: "/").trimmed
  }

  /// The nearest folder upwards that git works in.
  private static func repository(of folder: String) -> String? {
    var folder = folder
    while true {
      if FileSystem.exists(folder + "/.git") { return folder }
      let parent = FileSystem.parent(of: folder)
      if parent == folder || folder == "/" { return nil }
      folder = parent
    }
  }

  /// A name as rules take one: small letters, digits and underscores.
  package static func identifier(_ name: String) -> String {
    let letters = name.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    let text = String(letters)
    return text.first?.isLetter == true ? text : "shop"
  }
}
