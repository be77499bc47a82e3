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

  /// One sentence: what it is, and when it is unknown.
  package var summary: String {
    switch self {
    case .message: "The failure's own message, wrappers stripped."
    case .log: "All that dbt printed."
    case .code: "The engine's or dbt's error code, such as a SQLSTATE; unknown where none was printed."
    case .adapter: "The adapter in use, such as duckdb or snowflake."
    case .command: "The command that failed, as it was given to heal."
    case .attempt: "How often dbt has been started in this run: 1 for the first time."
    case .line: "The line of the file or of the compiled SQL that the message names."
    case .dbtVersion: "The version of dbt that ran."
    case .nodeName: "The name of the node that failed."
    case .nodeKind: "What the node is: model, test, seed, snapshot, source and so on."
    case .nodeFile: "The file of the node, from the project's folder."
    case .nodePackage: "The package or project that the node belongs to."
    case .nodeSchema: "The schema that the node is built in."
    case .nodeMaterialized: "How the node is materialized: view, table, incremental and so on."
    case .nodeUniqueID: "The node's id: `model.shop.orders`."
    case .nodeRawSQL: "The node's SQL with its Jinja."
    case .nodeCompiledSQL: "The SQL that dbt sent to the warehouse; unknown before dbt compiled it."
    case .nodeDependsOn: "The ids of the nodes that this one reads."
    case .projectModels: "The names of the project's models, those of packages included."
    case .projectSeeds: "The names of the project's seeds."
    case .projectSources: "The tables of the project's sources, as `source.table`."
    case .projectMacros: "The names of the macros that the project and its packages define."
    case .projectTests: "The names of the generic tests that the project knows."
    case .projectPackages: "The names of the packages that the project installs."
    case .projectVars: "The names of the variables under `vars:`."
    }
  }

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
