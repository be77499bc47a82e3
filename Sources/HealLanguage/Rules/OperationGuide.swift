/// What one operation of a fix does, for `heal explain` and editors.
package struct OperationGuide: Hashable, Sendable {
  package var name: String
  package var form: String
  package var summary: String
  package var risk: String

  /// Every operation, in the order of the language page.
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
      name: "correct_key", form: "correct_key(a, to: b)",
      summary:
        "In YAML the key a, perhaps with keys above it as in `accepted_values.value`, becomes b; in SQL "
        + "the argument a of config() does.",
      risk: "review; destructive where it touches a test and dbt knew the key before"),
    .init(
      name: "correct_test", form: "correct_test(a, to: b)",
      summary: "In YAML the generic test a is called b; its arguments stay.",
      risk: "review where there is no test a and there is a test b; destructive otherwise"),
    .init(
      name: "correct_value", form: "correct_value(key, a, to: b)",
      summary:
        "Where the key, or the argument of config(), has the value a, or a in its list, it gets b.",
      risk: "review; destructive where it touches a test, a hook or a materialization that exists"),
    .init(
      name: "mend_layout", form: "mend_layout()",
      summary:
        "Changes blanks, tabs, dashes, colons, brackets and quotes of a YAML file, and no word, so that "
        + "it can be read and dbt knows its keys; only where one such change is the tidiest.",
      risk: "review"),
    .init(
      name: "rename_column", form: "rename_column(a, to: b)",
      summary: "The model reads b instead of a and gives out the same columns as before.",
      risk: "review"),
    .init(
      name: "rename_ref", form: "rename_ref(a, to: b)",
      summary: "Inside ref() calls, a becomes b.", risk: "review"),
    .init(
      name: "rename_source", form: "rename_source(s.t, to: s2.t2)",
      summary: "Inside source() calls, table t of s becomes t2 of s2.", risk: "review"),
    .init(
      name: "rename_macro", form: "rename_macro(a, to: b)",
      summary: "Inside Jinja tags, calls of a become calls of b.", risk: "review"),
    .init(
      name: "rename_function", form: "rename_function(a, to: b)",
      summary: "In SQL, calls of the function a become calls of b.", risk: "review"),
    .init(
      name: "rename_relation", form: "rename_relation(a, to: b)",
      summary:
        "Behind `from` and `join`, a becomes the common table b; where nothing reads b yet, b itself "
        + "is called a instead.", risk: "review"),
    .init(
      name: "correct_qualifier", form: "correct_qualifier(a)",
      summary:
        "Before the dot of a column, a that nothing is called there becomes the one input that is "
        + "named or spelt like it.", risk: "review"),
    .init(
      name: "correct_join", form: "correct_join(a)",
      summary: "What reads as the alias of a and is nearly a word of `join` becomes that word.",
      risk: "review"),
    .init(
      name: "reread_column", form: "reread_column(a, to: b)",
      summary: "The model reads b instead of a, where no output is named after a.",
      risk: "review"),
    .init(
      name: "reread_retyped", form: "reread_retyped()",
      summary: "What `retyped` names is cast, from the way in which it is written now, to the type that it had.",
      risk: "review"),
    .init(
      name: "correct_alias", form: "correct_alias(a, to: b)",
      summary: "An output column that is called a, once and nowhere read, is called b.",
      risk: "review"),
    .init(
      name: "correct_keyword", form: "correct_keyword(a, to: keyword)",
      summary: "The one word a becomes the keyword, if the query can be read then.",
      risk: "review"),
    .init(
      name: "qualify", form: "qualify(column, with: names)",
      summary:
        "A bare column that two inputs have becomes that of the one it must be: the other side of an "
        + "equation, or either where a join makes them equal. With one name, all bare ones are its.",
      risk: "review"),
    .init(
      name: "requalify", form: "requalify(column, of: a, to: b)",
      summary: "Where the query reads the column as input a's, it is read as input b's.",
      risk: "review"),
    .init(
      name: "rename_type", form: "rename_type(a, to: b)",
      summary: "In casts, the type a becomes b.", risk: "review"),
    .init(
      name: "wrap_cast", form: "wrap_cast(column, in: text)",
      summary:
        "Where a column alone is cast, the text is cast in its place, with the column for its `{}`.",
      risk: "review"),
    .init(
      name: "cast_output", form: "cast_output(column, to: type)",
      summary: "The one output column of the name is cast to the type; one that is cast already gets the type instead of its own.",
      risk: "review"),
    .init(
      name: "remove_copy", form: "remove_copy()",
      summary:
        "Removes the file; for one that stands a second time in the project, as `spare_copy` tells.",
      risk: "review"),
    .init(
      name: "remove_repeated", form: "remove_repeated(name)",
      summary:
        "What a YAML file says twice in the same words is said once: an item of a list by its name, or a key. Nothing where "
        + "the two differ.", risk: "review"),
    .init(
      name: "separate", form: "separate(column)",
      summary:
        "Puts the missing comma between a column and the next line's, which reads as its alias.",
      risk: "review"),
    .init(
      name: "complete_group_by", form: "complete_group_by()",
      summary: "Groups by every item of the select list that is not aggregated.", risk: "review"),
    .init(
      name: "quote_as_text", form: "quote_as_text(name)",
      summary: "A name in double quotes that is compared with something becomes a text.",
      risk: "review"),
    .init(
      name: "unwrap_call", form: "unwrap_call(function, around: column)",
      summary: "The one call of the function that makes an output column is taken off it.",
      risk: "review"),
    .init(
      name: "wrap_call", form: "wrap_call(function, around: column)",
      summary: "The one output column of the name is handed through the function.", risk: "review"),
    .init(
      name: "mend_syntax", form: "mend_syntax()",
      summary:
        "The one small change that makes a query readable: a keyword, comma, bracket or quote. "
        + "Nothing where changes of different meaning would do.", risk: "review"),
    .init(
      name: "mend_jinja", form: "mend_jinja()",
      summary: "The one small change that makes the Jinja of a query readable.", risk: "review"),
    .init(
      name: "restore_alias", form: "restore_alias(alias)",
      summary: "An alias that the file had as it last worked, and nothing else, is put back where it is gone.", risk: "review"),
    .init(
      name: "restore_committed", form: "restore_committed(near: word)",
      summary:
        "The one small difference to the file as it last worked is taken back, if it is where the word is; with "
        + "\"\" wherever it is, but no line that is gone.",
      risk: "review"),
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
    .init(
      name: "set", form: "set(keypath, to: value)",
      summary:
        "Gives a key of a YAML file a value, in place of the old one or in new lines under what is there. "
        + "An item of a list stands in brackets, by its name or index: `sources[shop].schema`.",
      risk: "review; destructive where it touches a test, a hook or `materialized`"),
    .init(
      name: "append", form: "append(keypath, value)",
      summary:
        "The list of a YAML file gets the value as its last item; where there is none, one is made. An item "
        + "of a list on the way stands in brackets, by its name, its text, its only key or its index.",
      risk: "review; destructive where it touches a test, a hook or `materialized`"),
    .init(
      name: "remove", form: "remove(keypath)",
      summary:
        "Takes a key with its value, or an item of a list, out of a YAML file, and its comments with it.",
      risk: "review; destructive where a test, a hook or `materialized` goes with it"),
    .init(
      name: "move", form: "move(keypath, under: keypath)",
      summary:
        "Puts a key with its value and comments under another mapping of the same YAML file, which is made "
        + "where there is none; \"\" is the top of the file.",
      risk: "review; destructive where it touches a test, a hook or `materialized`"),
  ]
}
