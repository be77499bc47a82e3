import HealEngine
import HealLanguage
import HealProject

/// A ``RenameTrial`` in dbt's own words. dbt renders the SQL of the models; the relation is read through a query that
/// gives its new columns under their old names, and what comes of it is held against the table by key. It only reads.
///
/// Which columns of the table depend on the renamed one, or on those that an edited text reads, is found out by a second
/// rendering, in which they have one value in all rows. All depend on a table that is read in another one's place.
struct RenameProbe: Hashable, Sendable {
  let trial: RenameTrial

  /// What `--inline` is given. The answer is a row for each column that depends on the renamed one: its name, and the
  /// counts of ``ValueAgreement/Column`` in their order.
  var inline: String {
    """
    {%- set config = "".format -%}
    \(texts)
    {%- set heal_lost = \(trial.relation) -%}
    {%- if execute -%}
    {%- set heal_read = \(read) -%}
    \(Self.words)
    {%- set ctes = [] -%}
    {%- set kept = [] -%}
    {%- for column in adapter.get_columns_in_relation(heal_read) -%}
    {%- do kept.append([column.quoted, column.quoted, column.name | lower in [\(edited)]]) -%}{%- endfor -%}
    {%- for version in ["now", "same"] -%}
    {%- set items = [] -%}
    {%- for new, old, is_asked in kept + [\(renames)] -%}
    {%- if is_asked and version == "same" -%}
    {%- do items.append("first_value(" ~ new ~ ") over (order by case when " ~ new ~ " is null then 1 else 0 end, " ~ new
    ~ " desc rows between unbounded preceding and unbounded following) as " ~ old) -%}
    {%- else -%}{%- do items.append(new ~ " as " ~ old) -%}{%- endif -%}
    {%- endfor -%}
    {%- do ctes.append("heal_" ~ version ~ "_input as (select " ~ items | join(", ") ~ " from " ~ heal_read ~ ")") -%}
    {%- set swaps = [(heal_lost | string, "heal_" ~ version ~ "_input")] -%}
    {%- for text, relation in [\(models)] -%}
    {%- set heal = namespace(text=text | trim | trim(";")) -%}
    {%- for name, other in swaps -%}
    {%- set word = "(?<![A-Za-z0-9_$.])" ~ modules.re.escape(name) -%}
    {%- set heal.text = modules.re.sub(word ~ bare, other ~ " as " ~ name.split(".")[-1], heal.text, 0, modules.re.I) -%}
    {%- set heal.text = modules.re.sub(word ~ ends, other, heal.text) -%}
    {%- endfor -%}
    {%- do ctes.append("heal_" ~ version ~ "_" ~ loop.index0 ~ " as (\\n" ~ heal.text ~ "\\n)") -%}
    {%- do swaps.append((relation | string, "heal_" ~ version ~ "_" ~ loop.index0)) -%}
    {%- endfor -%}{%- endfor -%}
    {%- set ctes = "\(Self.tag)\\nwith " ~ ctes | join(",\\n") -%}
    {%- set table = heal_relation_\(last) -%}
    {%- set columns = [] -%}
    {%- for column in adapter.get_columns_in_relation(table) -%}
    {%- if not modules.re.search("json|variant|struct|array|map|object|super|geo|row|\\\\[", column.data_type | lower) -%}
    {%- do columns.append(column) -%}{%- endif -%}{%- endfor -%}
    \(key)
    {%- set rows = [] -%}
    {%- if key.name -%}
    {%- set joined = " from " ~ table ~ " as o join heal_now_\(last) as n on n." ~ key.name ~ " = o." ~ key.name
    ~ " join heal_same_\(last) as s on s." ~ key.name ~ " = o." ~ key.name -%}
    {%- set is_all = \(trial.replacement != nil) -%}
    \(Self.dependence)
    \(Self.agreement)
    {%- endif -%}
    {%- do print("\(Probe.mark)" ~ tojson({"all": false, "relations": [], "rows": rows})) -%}
    {%- endif -%}
    select 1 as heal_probe
    """
  }

  /// The relation, or the table that is read in its place.
  private var read: String {
    trial.replacement.map { "heal_lost.incorporate(path={\"identifier\": \(quoted($0))})" } ?? "heal_lost"
  }

  /// Stands before each query: whoever looks at the warehouse's history sees whose it is.
  static let tag = "/* heal: are these the values of a renamed column? */"

  private var last: Int { trial.models.count - 1 }

  /// Each model's text as dbt renders it. `config()` would speak for the probe here, so it says nothing.
  private var texts: String {
    trial.models.enumerated().map { index, model in
      """
      {%- set heal_text_\(index) -%}
      \(model.text)
      {%- endset -%}
      {%- set heal_relation_\(index) = \(model.call) -%}
      """
    }.joined(separator: "\n")
  }

  private var models: String {
    trial.models.indices.map { "(heal_text_\($0), heal_relation_\($0))" }.joined(separator: ", ")
  }

  /// Column, alias, and whether it is the one that is asked about.
  private var renames: String {
    trial.renames.enumerated().map { index, rename in
      "[adapter.quote(\(quoted(rename.new))), adapter.quote(\(quoted(rename.old))), \(index == 0)]"
    }.joined(separator: ", ")
  }

  private var edited: String { trial.edited.map { quoted($0.lowercased()) }.joined(separator: ", ") }

  private func quoted(_ name: String) -> String { JSON.text(name).rendered() }

  /// What may stand behind a relation's name: nothing that is part of it, and where it has no alias one of these.
  private static let words = #"""
    {%- set ends = "(?![A-Za-z0-9_$])" -%}
    {%- set bare = ends ~ "(?=\\s*(?:$|[,);]|(?:where|join|left|right|inner|full|outer|cross|natural|on|using|group|order|"
    ~ "having|limit|union|except|intersect|minus|qualify|window|lateral)\\b))" -%}
    """#

  /// The column by which rows are found again: one that a test says is unique, else one that is.
  private var key: String {
    """
    {%- set key = namespace(name=none, rows=0) -%}
    {%- set tested = [\(trial.keys.map { quoted($0.lowercased()) }.joined(separator: ", "))] -%}
    {%- for column in columns if column.name | lower in tested and not key.name -%}
    {%- set key.name = column.quoted -%}{%- endfor -%}
    {%- if not key.name and not tested -%}
    {%- set counts = ["count(*)"] -%}
    {%- for column in columns -%}{%- do counts.append("count(distinct " ~ column.quoted ~ ")") -%}{%- endfor -%}
    {%- set counted = run_query("\(Self.tag)\\nselect " ~ counts | join(", ") ~ " from " ~ table).rows[0].values() -%}
    {%- for column in columns -%}{%- if not key.name and counted[loop.index] | int == counted[0] | int -%}
    {%- set key.name = column.quoted -%}{%- endif -%}{%- endfor -%}
    {%- endif -%}
    """
  }

  /// Of each column whether it depends on the renamed one; those that do not, and still are what they were, are steady.
  private static let dependence = """
    {%- set counts = ["count(*)", "count(distinct o." ~ key.name ~ ")"] -%}
    {%- for column in columns -%}{%- set c = column.quoted -%}
    {%- do counts.append("sum(case when n." ~ c ~ " = s." ~ c ~ " or (n." ~ c ~ " is null and s." ~ c
    ~ " is null) then 0 else 1 end)") -%}
    {%- do counts.append("sum(case when n." ~ c ~ " = o." ~ c ~ " or (n." ~ c ~ " is null and o." ~ c
    ~ " is null) then 1 else 0 end)") -%}
    {%- endfor -%}
    {%- set counted = run_query(ctes ~ "\\nselect " ~ counts | join(", ") ~ joined).rows[0].values() -%}
    {%- set total = counted[0] | int -%}
    {%- set depending = [] -%}{%- set steady = [] -%}
    {%- if total > 0 and total == counted[1] | int -%}
    {%- for column in columns -%}
    {%- if column.quoted != key.name and (is_all or counted[2 + 2 * loop.index0] | int > 0) -%}
    {%- do depending.append(column) -%}
    {%- elif 2 * (counted[3 + 2 * loop.index0] | int) > total -%}
    {%- do steady.append("(n." ~ column.quoted ~ " = o." ~ column.quoted ~ " or (n." ~ column.quoted ~ " is null and o."
    ~ column.quoted ~ " is null))") -%}
    {%- endif -%}{%- endfor -%}{%- endif -%}
    """

  /// Of each column that depends on the renamed one, how it agrees. Sums of floating-point numbers may differ in their
  /// last digits.
  private static let agreement = """
    {%- if depending -%}
    {%- set counts = [] -%}
    {%- for column in depending -%}{%- set c = column.quoted -%}
    {%- set usual = "(select c from (select " ~ c ~ " as c, count(*) as n from " ~ table ~ " where " ~ c
    ~ " is not null group by " ~ c ~ " order by n desc, c limit 1) as u)" -%}
    {%- set counted = "o." ~ c ~ " is not null and o." ~ c ~ " <> " ~ usual -%}
    {%- set equal = "o." ~ c ~ " = n." ~ c -%}
    {%- if modules.re.search("float|double|real", column.data_type | lower) -%}
    {%- set equal = "abs(o." ~ c ~ " - n." ~ c ~ ") <= 0.000000001 * abs(o." ~ c ~ ")" -%}{%- endif -%}
    {%- do counts.append("sum(case when " ~ counted ~ " then 1 else 0 end)") -%}
    {%- do counts.append("sum(case when " ~ counted ~ " and " ~ equal ~ " then 1 else 0 end)") -%}
    {%- do counts.append("count(distinct case when " ~ counted ~ " then o." ~ c ~ " end)") -%}
    {%- do counts.append("sum(case when o." ~ c ~ " is null and n." ~ c ~ " is not null then 1 else 0 end)") -%}
    {%- endfor -%}
    {%- set where = (" where " ~ steady | join(" and ")) if steady else "" -%}
    {%- set counted = run_query(ctes ~ "\\nselect " ~ counts | join(", ") ~ joined ~ where).rows[0].values() -%}
    {%- for column in depending -%}{%- set row = [column.name] -%}{%- set first = 4 * loop.index0 -%}
    {%- for index in range(4) -%}{%- do row.append((counted[first + index] or 0) | int | string) -%}{%- endfor -%}
    {%- do rows.append(row) -%}{%- endfor -%}
    {%- endif -%}
    """

  /// What the answer's rows say.
  static func agreement(_ rows: [[String]], table: String) -> ValueAgreement? {
    var columns: [ValueAgreement.Column] = []
    for row in rows {
      let counts = row.dropFirst().compactMap { Int($0) }
      guard let name = row.first, counts.count == 4 else { return nil }
      columns.append(
        .init(name: name, counted: counts[0], equal: counts[1], distinct: counts[2], filled: counts[3]))
    }
    return ValueAgreement(table: table, columns: columns)
  }
}
