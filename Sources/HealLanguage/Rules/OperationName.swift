/// What a fix may do, spelt as rules spell it. The checker and `heal explain` read this table.
package enum OperationName: String, CaseIterable, Hashable, Sendable {
  case append, ask
  case deleteMatch = "delete_match"
  case insertAfter = "insert_after"
  case insertBefore = "insert_before"
  case remove
  case renameColumn = "rename_column"
  case renameMacro = "rename_macro"
  case renameRef = "rename_ref"
  case renameSource = "rename_source"
  case replace
  case replaceMatch = "replace_match"
  case restoreLine = "restore_line"
  case retry, run, set

  /// Whether it stands behind `edit FILE with`; the others are clauses of a fix by themselves.
  package var isEdit: Bool {
    switch self {
    case .ask, .retry, .run: false
    default: true
    }
  }

  /// Whether this version can carry it out.
  package var isAvailable: Bool {
    switch self {
    case .append, .remove, .renameMacro, .renameSource, .restoreLine, .set: false
    default: true
    }
  }

  /// One sentence.
  package var summary: String {
    switch self {
    case .append: "Adds an item to a list of a YAML file."
    case .ask: "Asks a person; heal does nothing by itself."
    case .deleteMatch: "Deletes what the pattern finds, which must be exactly one place."
    case .insertAfter: "Inserts text after the one place that the pattern finds."
    case .insertBefore: "Inserts text before the one place that the pattern finds."
    case .remove: "Removes a key of a YAML file."
    case .renameColumn: "The model reads another column and gives out the same columns as before."
    case .renameMacro: "Calls another macro, inside Jinja only."
    case .renameRef: "Refers to another model in `ref()`, inside Jinja only."
    case .renameSource: "Refers to another table in `source()`, inside Jinja only."
    case .replace: "Replaces exact text, which must occur exactly once."
    case .replaceMatch: "Replaces what the pattern finds, which must be exactly one place."
    case .restoreLine: "Puts back a line as it was in the last green commit."
    case .retry: "Waits, changes nothing, and runs again."
    case .run: "Runs a command, word by word, never through a shell."
    case .set: "Sets the value of a key of a YAML file."
    }
  }

  /// How it is written.
  package var example: String {
    switch self {
    case .append: #"edit "packages.yml" with append(packages, "dbt-labs/dbt_utils")"#
    case .ask: #"ask "Has ${column} been dropped for good?""#
    case .deleteMatch: #"edit node.file with delete_match(/,(?=\s*from\b)/)"#
    case .insertAfter: #"edit node.file with insert_after(/^select/m, " distinct")"#
    case .insertBefore: #"edit node.file with insert_before(/\z/, "\n{% endif %}")"#
    case .remove: #"edit "dbt_project.yml" with remove(models.shop.enabled)"#
    case .renameColumn: "edit node.file with rename_column(column, to: replacement)"
    case .renameMacro: "edit node.file with rename_macro(macro, to: replacement)"
    case .renameRef: "edit node.file with rename_ref(model, to: replacement)"
    case .renameSource: "edit node.file with rename_source(raw.order, to: raw.orders)"
    case .replace: #"edit node.file with replace("{{ ref(", with: "{{ source(")"#
    case .replaceMatch: #"edit node.file with replace_match(/\{\{\s*reff\(/, with: "{{ ref(")"#
    case .restoreLine: "edit node.file with restore_line(line)"
    case .retry: "retry after 5s"
    case .run: "run dbt deps"
    case .set: #"edit "dbt_project.yml" with set(models.shop.materialized, to: "table")"#
    }
  }
}
