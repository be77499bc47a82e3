package import HealLanguage

extension Failure {
  /// The value of a fact, asked of the failure itself or, for `project.…`, of the evidence.
  package func value(of fact: Fact, evidence: some Evidence) -> Value {
    switch fact {
    case .message: .text(message)
    case .log: .known(log)
    case .code: .known(code)
    case .adapter: .known(adapter)
    case .dbtVersion: .known(dbtVersion)
    case .command: command.isEmpty ? .unknown : .text(command.joined(separator: " "))
    case .attempt: .int(attempt)
    case .line: line.map(Value.int) ?? .unknown
    case .projectModels: evidence.answer(.models)
    case .projectSeeds: evidence.answer(.seeds)
    case .projectSources: evidence.answer(.sources)
    case .projectMacros: evidence.answer(.macros)
    case .projectTests: evidence.answer(.tests)
    case .projectPackages: evidence.answer(.packages)
    case .projectVars: evidence.answer(.vars)
    default: node?.value(of: fact) ?? .unknown
    }
  }

  /// The failure with one fact set, as a rule's test does; facts of the project are the evidence's.
  func setting(_ fact: Fact, to value: Value) -> Failure {
    var failure = self
    switch (fact, value) {
    case (.message, .text(let text)): failure.message = text
    case (.log, .text(let text)): failure.log = text
    case (.code, .text(let text)): failure.code = text
    case (.adapter, .text(let text)): failure.adapter = text
    case (.dbtVersion, .text(let text)): failure.dbtVersion = text
    case (.command, .text(let text)):
      failure.command = text.split(separator: " ").map(String.init)
    case (.attempt, .int(let number)): failure.attempt = number
    case (.line, .int(let number)): failure.line = number
    default: failure.node = (failure.node ?? Node(name: "")).setting(fact, to: value)
    }
    return failure
  }
}

extension Node {
  fileprivate func value(of fact: Fact) -> Value {
    switch fact {
    case .nodeName: .known(name.isEmpty ? nil : name)
    case .nodeKind: .known(kind)
    case .nodeFile: .known(file)
    case .nodePackage: .known(package)
    case .nodeSchema: .known(schema)
    case .nodeMaterialized: .known(materialized)
    case .nodeUniqueID: .known(uniqueID)
    case .nodeRawSQL: .known(rawSQL)
    case .nodeCompiledSQL: .known(compiledSQL)
    case .nodeDependsOn: dependsOn.map { .list($0.map(Value.text)) } ?? .unknown
    default: .unknown
    }
  }

  fileprivate func setting(_ fact: Fact, to value: Value) -> Node {
    var node = self
    let text = value.shown
    switch fact {
    case .nodeName: node.name = text ?? ""
    case .nodeKind: node.kind = text
    case .nodeFile: node.file = text
    case .nodePackage: node.package = text
    case .nodeSchema: node.schema = text
    case .nodeMaterialized: node.materialized = text
    case .nodeUniqueID: node.uniqueID = text
    case .nodeRawSQL: node.rawSQL = text
    case .nodeCompiledSQL: node.compiledSQL = text
    case .nodeDependsOn: node.dependsOn = value.texts
    default: break
    }
    return node
  }
}
