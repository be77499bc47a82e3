/// A fact of the failure or of the project that a rule may name, spelt as rules spell it.
package enum Fact: String, CaseIterable, Hashable, Sendable {
  case message, log, code, adapter, command, attempt, line
  case dbtVersion = "dbt.version"
  case nodeName = "node.name"
  case nodeKind = "node.kind"
  case nodeFile = "node.file"
  case nodePackage = "node.package"
  case nodeSchema = "node.schema"
  case nodeMaterialized = "node.materialized"
  case nodeUniqueID = "node.unique_id"
  case nodeRawSQL = "node.raw_sql"
  case nodeCompiledSQL = "node.compiled_sql"
  case nodeDependsOn = "node.depends_on"
  case projectModels = "project.models"
  case projectSeeds = "project.seeds"
  case projectSources = "project.sources"
  case projectMacros = "project.macros"
  case projectTests = "project.tests"
  case projectPackages = "project.packages"
  case projectVars = "project.vars"

  package var type: ValueType {
    switch self {
    case .attempt, .line: .int
    case .nodeFile: .path
    case .nodeName, .nodePackage, .nodeSchema, .nodeMaterialized, .nodeUniqueID, .adapter,
      .nodeKind:
      .name
    case .nodeDependsOn, .projectModels, .projectSeeds, .projectSources, .projectMacros,
      .projectTests, .projectPackages, .projectVars:
      .list(.name)
    case .message, .log, .code, .command, .dbtVersion, .nodeRawSQL, .nodeCompiledSQL: .text
    }
  }
}
