extension Function {
  package var signature: Signature {
    switch self {
    case .lower:
      .of(
        [("text", .one(.text))], .firstArgument, "The text in lower case.", #"lower("ID")  # "id""#)
    case .upper:
      .of(
        [("text", .one(.text))], .firstArgument, "The text in upper case.", #"upper("id")  # "ID""#)
    case .trim:
      .of(
        [("text", .one(.text))], .firstArgument, "The text without white space at its ends.",
        #"trim("  id ")  # "id""#)
    case .split:
      .of(
        [("text", .one(.text)), ("separator", .one(.text))], .type(.list(.text)),
        "The parts of the text between the separators.", #"split("a.b", ".")  # ["a", "b"]"#)
    case .join:
      .of(
        [("list", .one(.list(.text))), ("separator", .one(.text))], .type(.text),
        "The texts of the list with the separator between them.",
        #"join(["a", "b"], ", ")  # "a, b""#)
    case .contains:
      .of(
        [("in", .listOrText), ("item", .anyValue)], .type(.bool),
        "Whether the list has the item, or the text has the part.",
        #"contains(["id", "name"], "id")  # true"#)
    case .matches:
      .of(
        [("text", .one(.text)), ("pattern", .pattern)], .type(.bool),
        "Whether the pattern is found in the text.", #"matches("id_2", /\d$/)  # true"#)
    case .replaceAll:
      .of(
        [("text", .one(.text)), ("old", .one(.text)), ("new", .one(.text))], .type(.text),
        "The text with every `old` made `new`.", #"replace_all("a-b", "-", "_")  # "a_b""#)
    case .startsWith:
      .of(
        [("text", .one(.text)), ("start", .one(.text))], .type(.bool),
        "Whether the text begins so.", #"starts_with("stg_orders", "stg_")  # true"#)
    case .endsWith:
      .of(
        [("text", .one(.text)), ("end", .one(.text))], .type(.bool),
        "Whether the text ends so.", #"ends_with("order_id", "_id")  # true"#)
    case .name:
      .of(
        [("text", .one(.text))], .type(.name),
        "The text as a name, quotes taken off; unknown where it is none.",
        #"name("\"Order Id\"")  # "Order Id""#)
    case .names:
      .of(
        [("text", .one(.text))], .type(.list(.name)),
        "The quoted or comma-separated names in an engine's hint.",
        ##"names("\"order_date\", \"order_id\"")  # ["order_date", "order_id"]"##)
    case .closest:
      .of(
        [("name", .one(.text)), ("list", .one(.list(.text)))], .element(1),
        "The one name of the list that is nearest; unknown on a tie or when nothing is near.",
        #"closest("emial", ["email", "id"])  # "email""#)
    case .similarity:
      .of(
        [("a", .one(.text)), ("b", .one(.text))], .type(.number),
        "How alike two names are, from 0 to 1, upper and lower case alike.",
        #"similarity("emial", "email")  # 0.8"#)
    case .distance:
      .of(
        [("a", .one(.text)), ("b", .one(.text))], .type(.int),
        "How many single changes lead from one to the other; swapping neighbours is one.",
        #"distance("emial", "email")  # 1"#)
    case .sharesWord:
      .of(
        [("a", .one(.text)), ("b", .one(.text))], .type(.bool),
        "Whether the names have a word in common, plural and past forms alike.",
        #"shares_word("ordered_at", "order_date")  # true"#)
    case .isTypo:
      .of(
        [("written", .one(.text)), ("meant", .one(.text))], .type(.bool),
        "Whether the first is a typo of the second: it was never in use before, and differs in a word that is "
          + "none by a letter.",
        #"is_typo("custmer_id", "customer_id")  # true"#, .history)
    case .typosOf:
      .of(
        [("written", .one(.text)), ("list", .one(.list(.text)))], .type(.list(.name)),
        "Those of the list that the first may be a typo of.",
        #"typos_of("custmer_id", ["customer_id", "order_id"])  # ["customer_id"]"#, .history)
    case .count:
      .of([("list", .anyList)], .type(.int), "How many items the list has.", #"count(["a"])  # 1"#)
    case .first:
      .of(
        [("list", .anyList)], .elementOfFirst, "The first item; unknown when there is none.",
        #"first(["a", "b"])  # "a""#)
    case .firstKnown:
      .of(
        [("value", .anyValue), ("other", .anyValue)], .firstArgument,
        "The first of its arguments, two or more, that is known; none of them is a constant.",
        #"first_known(closest("emial", candidates), name(hint))"#)
    case .only:
      .of(
        [("list", .anyList)], .elementOfFirst,
        "The only item; unknown unless there is exactly one.",
        #"only(["a"])  # "a""#)
    case .without:
      .of(
        [("list", .one(.list(.text))), ("items", .one(.list(.text)))], .firstArgument,
        "Those of the list that the other list does not have.",
        #"without(["a", "b"], ["b"])  # ["a"]"#)
    case .lookup:
      .of(
        [("map", .anyMap), ("key", .anyValue)], .valueOfFirst,
        "What the map has under the key; unknown where it has none. Whatever the key, the value is the rule's own.",
        #"lookup({ "surrogate_key": "generate_surrogate_key" }, "surrogate_key")  # "generate_surrogate_key""#)
    case .columns:
      .of(
        [("relation", .one(.name))], .type(.list(.name)),
        "The columns of a model, seed or source, as the project's YAML and seed headers name them; "
          + "where they name none, and of sources, as the warehouse has them.",
        #"columns("orders")  # ["order_id", "status"]"#, .files)
    case .upstreamColumns:
      .of(
        [("node", .one(.name))], .type(.list(.name)),
        "The columns that a node's inputs give, as far as the project names them.",
        #"upstream_columns("stg_orders")  # ["id", "status"]"#, .files)
    case .unused:
      .of(
        [("columns", .one(.list(.name))), ("node", .one(.name))], .type(.list(.name)),
        "Those of the columns that the node's own SQL does not name.",
        #"unused(["id", "email"], "stg_customers")  # ["email"]"#, .files)
    case .exists:
      .of(
        [("path", .one(.path))], .type(.bool), "Whether the project has this file.",
        #"exists("packages.yml")  # true"#, .files)
    case .yaml:
      .of(
        [("path", .one(.path)), ("keypath", .one(.text))], .type(.text),
        "The value at a key path of a YAML file; unknown when there is none.",
        #"yaml("dbt_project.yml", "name")  # "shop""#, .files)
    case .seedHeader:
      .of(
        [("seed", .one(.name))], .type(.list(.name)), "The column names in a seed's first line.",
        #"seed_header("country_codes")  # ["code", "name"]"#, .files)
    case .keys:
      .of(
        [("path", .one(.path)), ("keypath", .one(.text))], .type(.list(.name)),
        "The keys of the mapping at a key path of a YAML file, those of the whole file at \"\".",
        #"keys("profiles.yml", "shop.outputs")  # ["dev", "prod"]"#, .files)
    case .unknownKeys:
      .of(
        [("path", .one(.path))], .type(.list(.name)),
        "The keys of one of dbt's YAML files that dbt does not know where they stand.",
        #"unknown_keys("models/_models.yml")  # ["nmae"]"#, .files)
    case .folders:
      .of(
        [("path", .one(.path))], .type(.list(.name)),
        "The names of the folders in a folder of the project; hidden ones do not count.",
        #"folders(".")  # ["models", "seeds"]"#, .files)
    case .projects:
      .of(
        [("path", .one(.path))], .type(.list(.path)),
        "The folders in a folder, those of installed packages not counted, that hold a dbt project.",
        #"projects(".")  # ["local/money"]"#, .files)
    case .lostPackages:
      .of(
        [("path", .one(.path))], .type(.list(.path)),
        "What packages.yml or dependencies.yml names as a `local:` package in the project, and is none.",
        #"lost_packages("packages.yml")  # ["local/mony"]"#, .files)
    case .readers:
      .of(
        [("node", .one(.name))], .type(.list(.name)),
        "The models and snapshots whose SQL reads a model or a source's table; a source's name alone "
          + "stands for all of its tables.",
        #"readers("shop.orders")  # ["stg_orders"]"#, .files)
    case .inputs:
      .of(
        [("node", .one(.name))], .type(.list(.name)),
        "What a node's SQL reads by ref() and source(); a source's table as `source.table`.",
        #"inputs("stg_orders")  # ["shop.orders"]"#, .files)
    case .ownerOf:
      .of(
        [("column", .one(.name)), ("node", .one(.name))], .type(.name),
        "Of the inputs beside which a node's SQL reads a bare column, the only one that had it before "
          + "another got one of that name too, as the SQL calls it.",
        #"owner_of("status", "store_sales")  # "orders""#, .files)
    case .giverOf:
      .of(
        [("column", .one(.name)), ("relation", .one(.name)), ("node", .one(.name))], .type(.name),
        "Where a node's SQL reads a column as the relation's, which does not have it: the only other "
          + "input that has, as the SQL calls it.",
        #"giver_of("shipped_on", "scans", "shipments")  # "costs""#, .files)
    case .castIn:
      .of(
        [("column", .one(.name)), ("node", .one(.name))], .type(.path),
        "The only SQL file of a node and of what it reads that casts this column.",
        #"cast_in("price", "orders")  # "models/staging/stg_orders.sql""#, .files)
    case .sourceOf:
      .of(
        [("relation", .one(.name))], .type(.name),
        "The source's table, as `source.table`, that is this relation of the warehouse; unknown "
          + "where none or several are.",
        #"source_of("raw_orders")  # "shop.orders""#, .files)
    case .declaredIn:
      .of(
        [("node", .one(.name))], .type(.path),
        "The YAML file that describes a model, seed or snapshot, or a source's table by "
          + "`source.table`; unknown where several do.",
        #"declared_in("shop.orders")  # "models/staging/_sources.yml""#, .files)
    case .commonTables:
      .of(
        [("path", .one(.path))], .type(.list(.name)), "The common tables (CTEs) of a model's SQL.",
        #"common_tables(node.file)  # ["source", "renamed"]"#, .files)
    case .knownNames:
      .of(
        [("node", .one(.name))], .type(.list(.name)),
        "The names that a node's SQL and its inputs' say, and the columns the project names for them.",
        #"known_names("orders")  # ["order_id", "status"]"#, .files)
    case .mentions:
      .of(
        [("name", .one(.name))], .type(.int),
        "How often the project's own files name it: SQL, YAML and the headers of seeds.",
        #"mentions("order_id")  # 7"#, .files)
    case .mentionedIn:
      .of(
        [("name", .one(.name))], .type(.path),
        "The only file that names it; unknown where none or several do.",
        #"mentioned_in("order_idd")  # "models/stg_orders.sql""#, .files)
    case .foundIn:
      .of(
        [("text", .one(.text)), ("node", .one(.name))], .type(.path),
        "The only SQL file of a node, of what it reads and of the project's macros that has this text "
          + "outside its comments.",
        #"found_in("%Y-%m-%d", node.name)  # "macros/to_date.sql""#, .files)
    case .calledAs:
      .of(
        [("macro", .one(.name)), ("node", .one(.name))], .type(.name),
        "A macro with the package before its dot, as a node's SQL calls it, or where that does not, what it reads or the "
          + "project's macros; unknown where it is called as several packages'.",
        #"called_as("datediff", "orders")  # "dbt_utils.datediff""#, .files)
    case .aliasLostIn:
      .of(
        [("column", .one(.name)), ("node", .one(.name))], .type(.path),
        "The one SQL file of a node and of what it reads that gave out the column by an alias when it last worked, and "
          + "says the same without the alias now.",
        #"alias_lost_in("customer_id", "orders")  # "models/stg_orders.sql""#, .history)
    case .forcedCircleIn:
      .of(
        [("circle", .one(.text))], .type(.path),
        "Of the models in a circle of references, as dbt prints it, the file of the only one that refers to another in a "
          + "`-- depends_on:` comment alone.",
        #"forced_circle_in("model.shop.orders --> model.shop.stg_orders")  # "models/stg_orders.sql""#, .files)
    case .retyped:
      .of(
        [("node", .one(.name))], .type(.list(.name)),
        "The columns that a node reads of its inputs and that were numbers, dates or times when they were last recorded, after "
          + "a green run, and are texts now, all written in one way.",
        #"retyped("stg_orders")  # ["ordered_at"]"#, .warehouse)
    case .rereadings:
      .of(
        [("node", .one(.name))], .type(.list(.text)),
        "For each of `retyped` the SQL that reads it as what it was, with `{}` for the column.",
        #"rereadings("stg_orders")  # ["ordered_at=cast(strptime({}, '%m/%d/%Y') as date)"]"#, .warehouse)
    case .spareEntryIn:
      .of(
        [("model", .one(.name))], .type(.path),
        "Of two YAML files that describe a model in the same words, the one that did not when all last worked.",
        #"spare_entry_in("orders")  # "models/more.yml""#, .history)
    case .spareCopy:
      .of(
        [("model", .one(.name))], .type(.path),
        "Of two files that hold the same model byte for byte, the one that neither git, nor the last run, "
          + "nor a YAML file beside it knows of.",
        #"spare_copy("orders")  # "models/old/orders.sql""#, .files)
    case .swallowedIn:
      .of(
        [("column", .one(.name)), ("node", .one(.name))], .type(.path),
        "The one file, the node's own or an input's, where the next line reads as the column's alias.",
        #"swallowed_in("order_id", "orders")  # "models/stg_orders.sql""#, .files)
    case .testedColumn:
      .of(
        [("test", .one(.name))], .type(.name), "The column that a generic test looks at.",
        #"tested_column(node.name)  # "status""#, .files)
    case .testedFile:
      .of(
        [("test", .one(.name))], .type(.path),
        "The file of the model that a generic test is about.",
        #"tested_file(node.name)  # "models/stg_orders.sql""#, .files)
    case .testedModel:
      .of(
        [("test", .one(.name))], .type(.name),
        "The model, seed or snapshot that a generic test is about.",
        #"tested_model(node.name)  # "stg_orders""#, .files)
    case .acceptedValues:
      .of(
        [("test", .one(.name))], .type(.list(.text)), "What an accepted_values test accepts.",
        #"accepted_values(node.name)  # ["placed"]"#, .files)
    case .committedText:
      .of(
        [("path", .one(.path))], .type(.text),
        "The file as it was last committed, or before the commit that changed it last; unknown without git.",
        #"committed_text(node.file)  # "select 1""#, .history)
    case .rows:
      .of(
        [("query", .one(.text))], .type(.list(.text)),
        "What a select gives, a text a row, with tabs between its columns; at most 100 rows.",
        #"rows("select 1")  # ["1"]"#, .warehouse)
    case .values:
      .of(
        [("relation", .one(.name)), ("column", .one(.name))], .type(.list(.text)),
        "The distinct values of a column.", #"values("orders", "status")  # ["placed"]"#, .warehouse
      )
    case .appeared:
      .of(
        [("relation", .one(.name))], .type(.list(.name)),
        "The columns that a relation has now and did not have when it was last recorded, after a green run.",
        #"appeared("shop.orders")  # ["order_date"]"#, .warehouse)
    case .appearedBeside:
      .of(
        [("source", .one(.name))], .type(.list(.name)),
        "The tables that have come into the schema of a source's table, which is gone, since they were last recorded, after a "
          + "green run.",
        #"appeared_beside("shop.orders")  # ["orders_v2"]"#, .warehouse)
    case .sameRows:
      .of(
        [("source", .one(.name)), ("tables", .one(.list(.name))), ("node", .one(.name))], .type(.name),
        "Of several tables the only one that gives the rows that a table built by the last green run kept of a source's "
          + "table which is gone.",
        #"same_rows("shop.orders", appeared_beside("shop.orders"), "stg_orders")  # "orders_v2""#, .warehouse)
    case .columnWith:
      .of(
        [("value", .one(.text)), ("node", .one(.name))], .type(.name),
        "The only column with this text among those of the tables that a node reads, by way of views or not.",
        #"column_with("$24.90", "stg_orders")  # "amount""#, .warehouse)
    case .vanishedFrom:
      .of(
        [("column", .one(.name)), ("node", .one(.name))], .type(.name),
        "The only input of a node that had the column when it was last recorded, after a green run, and has it no "
          + "longer; a source's table as `source.table`.",
        #"vanished_from("ordered_at", "stg_orders")  # "shop.orders""#, .warehouse)
    case .sameValues:
      .of(
        [("column", .one(.name)), ("names", .one(.list(.name))), ("node", .one(.name))], .type(.name),
        "Of several new columns the only one with the values that a table built by the last green run kept of a column "
          + "that has vanished from an input of the node: all of at least 30 rows with at least 10 values.",
        #"same_values("ordered_at", appeared("shop.orders"), "stg_orders")  # "order_date""#, .warehouse)
    case .lastGreenLine:
      .of(
        [("path", .one(.path)), ("line", .one(.int))], .type(.text),
        "The line as it was in `committed_text`; unknown where the lines around it have moved apart.",
        #"last_green_line(node.file, line)  # "select id""#, .history)
    case .lastGreenColumns:
      .of(
        [("relation", .one(.name))], .type(.list(.name)),
        "The columns that the relation had after the last green run.",
        #"last_green_columns("orders")  # ["order_id"]"#, .history)
    case .changedSinceGreen:
      .of(
        [("path", .one(.path))], .type(.bool),
        "Whether the file differs from the commit of the last green run; without a record of one, "
          + "from HEAD.",
        #"changed_since_green(node.file)  # true"#, .history)
    case .changedUpstream:
      .of(
        [("node", .one(.name))], .type(.list(.path)),
        "The SQL files of a node, or of the model that a test is about, of all that it reads and of the "
          + "project's macros that are known to differ from the last green run.",
        #"changed_upstream(node.name)  # ["models/stg_orders.sql"]"#, .history)
    }
  }
}

extension Signature {
  fileprivate static func of(
    _ parameters: [(String, Accepted)], _ result: Result, _ summary: String, _ example: String,
    _ cost: Cost = .nothing
  ) -> Signature {
    Signature(
      parameters: parameters.map { Parameter(name: $0.0, type: $0.1) }, result: result, cost: cost,
      summary: summary, example: example)
  }
}
