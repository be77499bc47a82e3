/// What one operation of a fix does, for `heal explain` and editors.
package struct OperationGuide: Hashable, Sendable {
  package var name: String
  package var form: String
  package var summary: String
  package var risk: String

  /// Every operation that this version carries out, in the order of the language page.
  package static let all: [OperationGuide] = [
    .init(
      name: "retry", form: "retry after DURATION",
      summary: "Waits and runs again; changes nothing.", risk: "safe"),
    .init(
      name: "run", form: "run dbt deps",
      summary:
        "Runs a command, word by word, never through a shell. Programs other than dbt must be "
        + "named in the policy's `allow_commands`.",
      risk: "safe for deps and parse; review for seed, run, build, snapshot and other programs; "
        + "destructive with --full-refresh"),
    .init(
      name: "edit", form: "edit FILE with OPERATION",
      summary: "Changes one file of the project, and in it only the bytes that are meant.",
      risk: "review; destructive where it touches a test, a hook or `materialized`"),
    .init(
      name: "ask", form: "ask \"question\"", summary: "Needs a person; heal does nothing.",
      risk: "manual"),
    .init(
      name: "correct_column", form: "correct_column(a, to: b)",
      summary:
        "a was a slip of the pen for b: the model reads b, and gives out b where it gave out a.",
      risk: "review"),
    .init(
      name: "rename_column", form: "rename_column(a, to: b)",
      summary: "The model reads b instead of a and gives out the same columns as before.",
      risk: "review"),
    .init(
      name: "rename_ref", form: "rename_ref(a, to: b)",
      summary: "Inside ref() calls, a becomes b.", risk: "review"),
    .init(
      name: "replace", form: "replace(text, with: text, all: true)",
      summary: "Exact text; must occur once, or `all: true`.", risk: "review"),
    .init(
      name: "replace_match", form: "replace_match(/re/, with: text, all: true)",
      summary: "What the pattern finds; must hit exactly once, or `all: true`.", risk: "review"),
    .init(
      name: "delete_match", form: "delete_match(/re/, all: true)",
      summary: "Deletes what the pattern finds; must hit exactly once, or `all: true`.",
      risk: "review"),
    .init(
      name: "insert_before", form: "insert_before(/re/, text, all: true)",
      summary: "Puts text before what the pattern finds; must hit exactly once, or `all: true`.",
      risk: "review"),
    .init(
      name: "insert_after", form: "insert_after(/re/, text, all: true)",
      summary: "Puts text after what the pattern finds; must hit exactly once, or `all: true`.",
      risk: "review"),
    .init(
      name: "restore_line", form: "restore_line(line)",
      summary:
        "The line becomes again what it was in the last green commit. Nothing where git does not know "
        + "it, or where the lines around it have moved apart.", risk: "review"),
  ]
}
