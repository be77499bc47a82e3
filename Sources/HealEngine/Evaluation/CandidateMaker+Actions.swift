import HealLanguage

extension CandidateMaker {
  /// Every operation made exact, and by what right it may be applied; the edits to one file are one change.
  func actions() throws(Withholding) -> ([Candidate.Action], Proof) {
    var actions: [Candidate.Action] = []
    var proof = Proof.notNeeded
    for operation in fix.operations {
      switch operation {
      case .retry(let seconds): actions.append(.wait(seconds))
      case .run(let words): actions.append(.run(try command(words)))
      case .ask(let question): actions.append(.ask(try text(question)))
      case .edit(let file, let edit):
        let (change, own) = try change(file, edit)
        try add(change, to: &actions)
        proof = proof.and(own)
      }
    }
    return (actions, proof)
  }

  private func add(_ change: FileChange, to actions: inout [Candidate.Action]) throws(Withholding) {
    for (index, action) in actions.enumerated() {
      guard case .change(var earlier) = action, earlier.path == change.path else { continue }
      guard let edits = merged(earlier.edits, change.edits) else {
        throw Withholding(reason: "two of its edits to \(change.path) overlap")
      }
      earlier.edits = edits
      actions[index] = .change(earlier)
      return
    }
    actions.append(.change(change))
  }

  private func change(
    _ file: Expression, _ edit: Edit
  ) throws(Withholding) -> (FileChange, Proof) {
    guard let path = evaluation.value(file).shown else {
      throw Withholding(reason: "\(file.kind.shown) is not known", needsFile: true, lacksValue: true)
    }
    guard case .text(let before) = evaluation.evidence.answer(.fileText(path)) else {
      throw Withholding(reason: "\(path) cannot be read", needsFile: true)
    }
    var request = try request(edit, path)
    if case .correction(let name, let words) = request, name == .restoreCommitted || name == .restoreAlias {
      guard
        case .text(let committed) = evaluation.evidence.answer(
          .function(.committedText, [.text(path)]))
      else {
        throw Withholding(reason: "no committed \(path) is known")
      }
      request = .correction(name, words + [committed])
    }
    if case .correction(.rereadRetyped, _) = request {
      let node = evaluation.failure.node?.name ?? ""
      request = .correction(.rereadRetyped, evaluation.evidence.answer(.function(.rereadings, [.text(node)])).texts ?? [])
    }
    do throws(EditRefusal) {
      let edits = try request.edits(in: before, path: path, adapter: evaluation.failure.adapter)
      let change = FileChange(
        path: path, before: before, edits: edits,
        givesBack: request.givesBack(evaluation.evidence), isRevert: edit.isRevert)
      let gate = IntentGate(
        edit: edit, request: request, change: change, failure: evaluation.failure,
        evidence: evaluation.evidence,
        bindings: Dictionary(rule.bindings.map { ($0.name, $0.value) }) { first, _ in first })
      return (change, gate.proof)
    } catch {
      throw Withholding(reason: error.reason)
    }
  }

  private func request(_ edit: Edit, _ path: String) throws(Withholding) -> EditRequest {
    switch edit {
    case .correctColumn(let old, let new): .correctColumn(try text(old), to: try text(new))
    case .renameColumn(let old, let new): .renameColumn(try text(old), to: try text(new))
    case .renameRef(let old, let new): .renameRef(try text(old), to: try text(new))
    case .replace(let old, let new, let all): .replace(try text(old), with: try text(new), all: all)
    case .replaceMatch(let pattern, let new, let all):
      .replaceMatch(pattern, with: try text(new), all: all)
    case .deleteMatch(let pattern, let all): .deleteMatch(pattern, all: all)
    case .insertBefore(let pattern, let new, let all):
      .insertBefore(pattern, try text(new), all: all)
    case .insertAfter(let pattern, let new, let all): .insertAfter(pattern, try text(new), all: all)
    case .restoreLine(let line): try restoration(line, path)
    case .correctKey(let old, let new): .correctKey(try text(old), to: try text(new))
    case .correctTest(let old, let new): .correctTest(try text(old), to: try text(new))
    case .correctValue(let key, let old, let new):
      .correctValue(of: try text(key), try text(old), to: try text(new))
    case .mendLayout: .mendLayout
    case .set(let path, let value): .set(try text(path), to: try text(value))
    case .append(let path, let value): .append(try text(path), try text(value))
    case .remove(let path): .remove(try text(path))
    case .move(let path, let target): .move(try text(path), under: try text(target))
    case .correction(let name, let arguments): .correction(name, try texts(arguments))
    }
  }

  private func restoration(_ line: Expression, _ path: String) throws(Withholding) -> EditRequest {
    guard let number = Int(try text(line)) else {
      throw Withholding(reason: "\(line.kind.shown) is no line")
    }
    let question = Question.function(.committedText, [.text(path)])
    guard case .text(let committed) = evaluation.evidence.answer(question) else {
      throw Withholding(reason: "git does not know \(path) as it was")
    }
    return .restoreLine(number, of: committed)
  }

  private func texts(_ expressions: [Expression]) throws(Withholding) -> [String] {
    var texts: [String] = []
    for expression in expressions { texts.append(try text(expression)) }
    return texts
  }

  /// The command's words. One that a value is part of must be a plain word: no option, no blank.
  private func command(_ words: [Template]) throws(Withholding) -> [String] {
    var command: [String] = []
    for word in words {
      let rendered = try text(word)
      guard word.constant != nil || rendered.isPlainWord else {
        throw Withholding(reason: "“\(rendered)” is not a word that may stand in a command")
      }
      command.append(rendered)
    }
    return command
  }
}

extension Edit {
  /// Whether it brings back what the file said before.
  fileprivate var isRevert: Bool {
    switch self {
    case .restoreLine, .correction(.restoreCommitted, _), .correction(.restoreAlias, _): true
    default: false
    }
  }
}

extension String {
  /// What a model, a path or a selector is made of, and never the start of an option.
  fileprivate var isPlainWord: Bool {
    let isPlain = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_.-/:+@".unicodeScalars.contains(scalar)
    }
    return !isEmpty && !hasPrefix("-") && unicodeScalars.allSatisfy(isPlain)
  }
}
