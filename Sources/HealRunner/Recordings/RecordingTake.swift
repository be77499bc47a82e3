import HealEngine
import HealLanguage
import HealProject

/// One run on its way to becoming a recording.
struct RecordingTake {
  private let recorder: Recorder
  private let finished: FinishedRun
  /// Where the recording is put together.
  private let folder: String
  private let reading: RunReading
  private let normalizer: RunNormalizer
  /// What the rules say with the whole project at hand.
  private let diagnoses: [Diagnosis]

  init(_ recorder: Recorder, paths: DbtPaths, finished: FinishedRun, folder: String) {
    self.recorder = recorder
    self.finished = finished
    self.folder = folder
    let program = recorder.command.program.last ?? ""
    normalizer = RunNormalizer(folders: [
      (paths.project, "/srv/project"), (recorder.project.directory, "/srv/project"),
      (paths.target, "/srv/project/target"), (paths.logs, "/srv/project/logs"),
      (finished.eventLog.map(FileSystem.parent) ?? "", "/srv/project/logs"),
      (FileSystem.parent(of: FileSystem.parent(of: program)), "/opt/python"),
    ])
    reading = readRun(finished)
    diagnoses = recorder.diagnostician.diagnose(
      reading.failures,
      evidence: ProjectEvidence(
        projectDirectory: paths.project, targetDirectory: paths.target))
  }

  /// Unique ids of what failed.
  private var failed: Set<String> {
    Set(reading.statuses.filter(\.value.isFailure).keys)
      .union(reading.failures.compactMap(\.node?.uniqueID))
  }

  /// `stg_orders_schema`
  var suggestedName: String {
    if recorder.wantsGreen { return "green" }
    let first = diagnoses.first
    let words = [first?.failure.node?.name ?? recorder.command.subcommand, first?.category]
    return words.compactMap(\.self).joined(separator: "_").lowercased()
      .map { $0.isLetter || $0.isNumber || $0 == "_" ? String($0) : "_" }.joined()
  }

  /// Writes the folder, with no more of the project than is needed for the rules to say the same.
  func keep(in kept: inout RecordedRun) throws(RunnerError) {
    var draft = RecordingDraft(
      normalizer: normalizer, redactor: recorder.redactor.learning(from: diagnoses))
    let near = addArtifacts(to: &draft)
    let excerpt = ProjectExcerpt(project: recorder.project, diagnoses: diagnoses, near: near)
    var found: [Diagnosis] = []
    for extent in ProjectExcerpt.Extent.allCases {
      draft.remove(below: "before/")
      for (path, bytes) in excerpt.files(extent) { draft.add("before/" + path, bytes: bytes) }
      found = try written(draft)
      if found.map(\.gist).sorted() == diagnoses.map(\.gist).sorted() { break }
    }
    if found.map(\.gist).sorted() != diagnoses.map(\.gist).sorted() {
      kept.remarks.append(
        "the rules say more with the whole project at hand than of the recording")
    }
    kept.diagnoses = found
    kept.redactions = draft.redactions.sorted { $0.key < $1.key }.flatMap(\.value)
    try expect(found)
    kept.files = ProjectFiles(root: folder).list(under: "", endings: [""])
  }

  // MARK: Files

  /// - Returns: the project's files that the manifest names for what failed.
  private func addArtifacts(to draft: inout RecordingDraft) -> [String] {
    draft.add("recording.json", json: description)
    draft.add("command.txt", text: command.joined(separator: " ") + "\n")
    draft.add("exit_code", text: "\(exitCode)\n")
    let printed = normalizer.normalized(FailureText.plain(finished.standardOutput))
    draft.add("stdout.txt", text: ConsoleExcerpt.text(printed))
    draft.add(
      "stderr.txt", text: normalizer.normalized(FailureText.plain(finished.standardError)))
    if let log = finished.eventLog.flatMap({ FileSystem.readEnd(of: $0, .results) }) {
      draft.add("events.jsonl", lines: EventExcerpt(log, about: failed).events)
    }
    if reading.hasOwnRunResults, let bytes = artifact("run_results.json"),
      let results = ResultsExcerpt.json(bytes, about: failed)
    {
      draft.add("run_results.json", json: results)
    }
    guard !failed.isEmpty, let bytes = artifact("manifest.json"),
      let manifest = ManifestExcerpt(bytes, around: failed, invocationID: reading.invocationID)
    else { return [] }
    draft.add("manifest.json", json: manifest.json)
    return manifest.files
  }

  private func artifact(_ name: String) -> [UInt8]? {
    ProjectFiles.artifact(at: finished.targetDirectory + "/" + name)
  }

  private var description: JSON {
    .object([
      ("adapter", reading.adapter.map { .text($0) } ?? .null),
      ("command", .list(command.map { .text($0) })), ("exit_code", .int(exitCode)),
      ("green", .bool(recorder.wantsGreen)),
      (
        "versions",
        .object([
          ("heal", .text(recorder.version)),
          ("dbt", reading.dbtVersion.map { .text($0) } ?? .null),
          ("adapter", adapterVersion.map { .text($0) } ?? .null),
        ])
      ),
    ])
  }

  /// `1.11.1` of `Registered adapter: duckdb=1.11.1`.
  private var adapterVersion: String? {
    guard let adapter = reading.adapter else { return nil }
    let console = FailureText.plain(finished.standardOutput)
    let parts = console.split(separator: "Registered adapter: \(adapter)=", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return String(parts[1].prefix { $0.isNumber || $0 == "." || $0.isLetter })
  }

  /// As a user types it, wherever dbt is on this machine.
  private var command: [String] {
    let program = recorder.command.program.map { word in
      word.hasPrefix("/") ? String(word.split(separator: "/").last ?? "") : word
    }
    return (program + recorder.command.arguments).map { normalizer.normalized($0) }
  }

  private var exitCode: Int {
    switch finished.exit {
    case .code(let code): Int(code)
    case .signal(let signal): 128 + Int(signal)
    }
  }

  // MARK: Writing

  /// - Returns: what the rules say of what has been written.
  private func written(_ draft: RecordingDraft) throws(RunnerError) -> [Diagnosis] {
    FileSystem.remove(folder)
    for (path, bytes) in draft.files.sorted(by: { $0.key < $1.key }) {
      try FileSystem.createFolder(FileSystem.parent(of: folder + "/" + path))
      try FileSystem.writeNew(bytes, to: folder + "/" + path)
    }
    return Recording(folder: folder, name: folder)?.test(with: recorder.diagnostician).diagnoses
      ?? []
  }

  /// What the rules say now is what is expected from now on, until somebody says better.
  private func expect(_ diagnoses: [Diagnosis]) throws(RunnerError) {
    guard let recording = Recording(folder: folder, name: folder) else { return }
    if recorder.wantsGreen {
      return try recording.write(expectation: "expect no match\n", filesAfter: [:])
    }
    if let known = RecordingExpectation.made(from: diagnoses, categories: [], isDetailed: true) {
      return try recording.write(expectation: known.text, filesAfter: known.filesAfter(diagnoses))
    }
    try recording.write(
      expectation: "todo \"no rule knows it yet\"\nexpect match\n", filesAfter: [:])
  }
}

extension Diagnosis {
  /// What may not be lost when a recording is made smaller.
  fileprivate var gist: String {
    let fixes = candidates.map { candidate in
      "\(candidate.rule) \(candidate.confidence) \(candidate.changes.map(\.path))"
    }
    return ([failure.node?.name ?? ""] + findings.map(\.rule) + fixes).joined(separator: "\n")
  }
}
