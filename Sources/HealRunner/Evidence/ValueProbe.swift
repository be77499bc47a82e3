import HealEngine
import HealLanguage
import HealProject

/// A ``ValueTrial`` in dbt's own words. dbt renders the SQL of the models; the relation is read through a query that
/// gives its new columns under their old names, and what comes of it is held against the table by key. It only reads.
///
/// Which of the table's values tell what the renamed column holds, or the one that an edited text reads, is found out by
/// more renderings, in which it holds something else: greater and smaller values of its own and, where it can be
/// reckoned with, values moved by a constant and doubled. A value that comes out the same in one of them (a rank, a
/// difference, a share) would do so with a look-alike too, and counts for nothing. All values depend on a table that is
/// read in another one's place.
struct ValueProbe: Hashable, Sendable {
  let trial: ValueTrial

  /// What `--inline` is given. The answer is a row for each column that depends on the renamed one: its name, and the
  /// counts of ``ValueAgreement/Column`` in their order.
  var inline: String {
    """
    {%- set config = "".format -%}
    \(texts)
    {%- set heal_lost = \(trial.chain.relation) -%}
    {%- set heal_new = \(asked) -%}
    {%- if execute -%}
    {%- set heal_read = \(read) -%}
    {%- set renames = [\(renames)] -%}
    \(Self.words)
    \(Self.versions)
    {%- for version, value in versions -%}
    {%- set items = kept | reject("in", renames | map("last") | list) | list -%}
    {%- for new, old in renames -%}{%- do items.append((value if loop.first else new) ~ " as " ~ old) -%}{%- endfor -%}
    {%- do ctes.append("heal_" ~ version ~ "_input as (select " ~ items | join(", ") ~ " from " ~ heal_read ~ (steps if
    version in ("up", "down") else "") ~ ")") -%}
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
    {%- set ctes = "\(Probe.tag)\\nwith " ~ ctes | join(",\\n") -%}
    {%- set table = heal_relation_\(last) -%}
    {%- set columns = [] -%}
    {%- for column in adapter.get_columns_in_relation(table) -%}
    {%- if not modules.re.search("json|variant|struct|array|map|object|super|geo|row|\\\\[", column.data_type | lower) -%}
    {%- do columns.append(column) -%}{%- endif -%}{%- endfor -%}
    \(key)
    {%- set rows = [] -%}
    {%- if key.name -%}
    \(joins)
    \(Self.differences)
    \(Self.dependence)
    \(Self.agreement)
    {%- endif -%}
    {%- do print("\(Probe.mark)" ~ tojson({"all": false, "relations": [], "rows": rows})) -%}
    {%- endif -%}
    select 1 as heal_probe
    """
  }

  private var last: Int { trial.chain.models.count - 1 }

  /// Each model's text as dbt renders it. `config()` would speak for the probe here, so it says nothing.
  private var texts: String {
    trial.chain.models.enumerated().map { index, model in
      """
      {%- set heal_text_\(index) -%}
      \(model.text)
      {%- endset -%}
      {%- set heal_relation_\(index) = \(model.call) -%}
      """
    }.joined(separator: "\n")
  }

  private var models: String {
    trial.chain.models.indices.map { "(heal_text_\($0), heal_relation_\($0))" }.joined(separator: ", ")
  }

  /// What is read under which name; the column that is asked about comes first.
  private var renames: String {
    let pairs: [(String, String)] =
      switch trial.change {
      case .rename(let asked, let others): ([asked] + others).map { ($0.new, $0.old) }
      case .reread(let column): [(column, column)]
      case .replace: []
      }
    return pairs.map { "(adapter.quote(\(quoted($0))), adapter.quote(\(quoted($1))))" }.joined(separator: ", ")
  }

  /// The column that is asked about; none where a table is read in another one's place.
  private var asked: String {
    switch trial.change {
    case .rename(let rename, _): quoted(rename.new)
    case .reread(let column): quoted(column)
    case .replace: "none"
    }
  }

  /// The relation, or the table that is read in its place.
  private var read: String {
    guard case .replace(let table) = trial.change else { return "heal_lost" }
    return "heal_lost.incorporate(path={\"identifier\": \(quoted(table))})"
  }

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
    {%- set tested = [\(trial.chain.keys.map { quoted($0.lowercased()) }.joined(separator: ", "))] -%}
    {%- for column in columns if column.name | lower in tested and not key.name -%}
    {%- set key.name = column.quoted -%}{%- endfor -%}
    {%- if not key.name and not tested -%}
    {%- set counts = ["count(*)"] -%}
    {%- for column in columns -%}{%- do counts.append("count(distinct " ~ column.quoted ~ ")") -%}{%- endfor -%}
    {%- set counted = run_query("\(Probe.tag)\\nselect " ~ counts | join(", ") ~ " from " ~ table).rows[0].values() -%}
    {%- for column in columns -%}{%- if not key.name and counted[loop.index] | int == counted[0] | int -%}
    {%- set key.name = column.quoted -%}{%- endif -%}{%- endfor -%}
    {%- endif -%}
    """
  }

  /// What the relation is read with in the place of the column, by version: the values as they are now, those that are
  /// a third of all different values up or down from them (the outermost stay), and those moved and doubled. Large
  /// numbers are not doubled: they may not fit.
  private static let versions = #"""
    {%- set ctes = [] -%}{%- set kept = [] -%}{%- set types = [] -%}
    {%- for column in adapter.get_columns_in_relation(heal_read) -%}{%- do kept.append(column.quoted) -%}
    {%- if heal_new and column.name | lower == heal_new | lower -%}{%- do types.append(column.data_type | lower) -%}{%- endif -%}
    {%- endfor -%}
    {%- set versions = [("now", adapter.quote(heal_new) if heal_new else "")] -%}
    {%- if heal_new -%}
    {%- set new = adapter.quote(heal_new) -%}{%- set type = types | join -%}
    {%- set values = run_query("select count(distinct " ~ new ~ ") from " ~ heal_read).rows[0][0] | int -%}
    {%- set step = [values // 3, 1] | max -%}
    {%- set whole = " over (order by heal_value rows between unbounded preceding and unbounded following)" -%}
    {%- do ctes.append("heal_steps as (select heal_value, coalesce(lead(heal_value, " ~ step
    ~ ") over (order by heal_value), last_value(heal_value)" ~ whole ~ ") as heal_up, coalesce(lag(heal_value, " ~ step
    ~ ") over (order by heal_value), first_value(heal_value)" ~ whole ~ ") as heal_down from (select distinct " ~ new
    ~ " as heal_value from " ~ heal_read ~ " where " ~ new ~ " is not null) as heal_values)") -%}
    {%- set steps = " left join heal_steps on heal_value = " ~ new -%}
    {%- do versions.extend([("up", "heal_up"), ("down", "heal_down")]) -%}
    {%- if modules.re.match("(u?(tiny|small|medium|big|huge)?int(eger|[0-9]+)?|(big)?(numeric|decimal)|number|float[0-9]*"
    ~ "|double|real)\\b", type) -%}
    {%- do versions.append(("moved", new ~ " + 1009")) -%}
    {%- do versions.append(("doubled", "case when " ~ new ~ " between -1000000000 and 1000000000 then " ~ new ~ " * 2 else "
    ~ new ~ " - 1009 end")) -%}
    {%- elif modules.re.match("date|timestamp", type) -%}
    {%- do versions.append(("moved", "cast(" ~ dbt.dateadd("day", 401, new) ~ " as " ~ type ~ ")")) -%}
    {%- endif -%}{%- endif -%}
    """#

  /// The table and what the models give in each version, by key: `o`, `n` for now, the others by their names.
  private var joins: String {
    """
    {%- set joined = namespace(text=" from " ~ table ~ " as o join heal_now_\(last) as n on n." ~ key.name ~ " = o."
    ~ key.name) -%}
    {%- for version, value in versions[1:] -%}
    {%- set name = "heal_" ~ version ~ "_\(last)" -%}
    {%- set joined.text = joined.text ~ " left join (select * from " ~ name ~ " where " ~ key.name ~ " in (select "
    ~ key.name ~ " from " ~ name ~ " group by " ~ key.name ~ " having count(*) = 1)) as heal_" ~ version ~ " on heal_"
    ~ version ~ "." ~ key.name ~ " = o." ~ key.name -%}
    {%- endfor -%}
    """
  }

  /// Of each column whether a row has another value now than the table, or than in a version; whether it depends on the
  /// renamed column at all, and whether it tells what that holds. Sums of floating-point numbers may differ in their last
  /// digits.
  private static let differences = """
    {%- set differs = {} -%}{%- set depends = {} -%}{%- set tells = {} -%}
    {%- for column in columns -%}{%- set c = column.quoted -%}{%- set all = [] -%}
    {%- for other in ["o", "heal_up", "heal_down", "heal_moved", "heal_doubled"] -%}
    {%- set one, two = "n." ~ c, other ~ "." ~ c -%}
    {%- set unequal = one ~ " <> " ~ two -%}
    {%- if modules.re.search("float|double|real", column.data_type | lower) -%}
    {%- set unequal = "abs(" ~ one ~ " - " ~ two ~ ") > 0.000000001 * abs(" ~ one ~ ")" -%}{%- endif -%}
    {%- do all.append("(" ~ unequal ~ " or (" ~ one ~ " is null and " ~ two ~ " is not null) or (" ~ one
    ~ " is not null and " ~ two ~ " is null))") -%}
    {%- endfor -%}
    {%- set up, down = "heal_up." ~ key.name ~ " is not null", "heal_down." ~ key.name ~ " is not null" -%}
    {%- do differs.update({c: all[0]}) -%}
    {%- if versions | length == 1 -%}
    {%- do depends.update({c: "1 = 0" if c == key.name else "1 = 1"}) -%}{%- do tells.update({c: "1 = 1"}) -%}
    {%- else -%}
    {%- do depends.update({c: "((" ~ up ~ " and " ~ all[1] ~ ") or (" ~ down ~ " and " ~ all[2] ~ "))"}) -%}
    {%- if versions | length == 3 -%}
    {%- do tells.update({c: "(" ~ depends[c] ~ " and " ~ all[1] ~ " and " ~ all[2] ~ ")"}) -%}
    {%- else -%}
    {%- do tells.update({c: "(" ~ depends[c] ~ " and " ~ all[3:versions | length] | join(" and ") ~ ")"}) -%}
    {%- endif -%}{%- endif -%}{%- endfor -%}
    """

  /// Which columns depend on the renamed one; those that do not, and still are what they were, are steady.
  private static let dependence = """
    {%- set counts = ["count(*)", "count(distinct o." ~ key.name ~ ")"] -%}
    {%- for column in columns -%}{%- set c = column.quoted -%}
    {%- do counts.append("sum(case when " ~ depends[c] ~ " then 1 else 0 end)") -%}
    {%- do counts.append("sum(case when " ~ differs[c] ~ " then 0 else 1 end)") -%}
    {%- endfor -%}
    {%- set counted = run_query(ctes ~ "\\nselect " ~ counts | join(", ") ~ joined.text).rows[0].values() -%}
    {%- set total = counted[0] | int -%}
    {%- set depending = [] -%}{%- set steady = [] -%}
    {%- if total > 0 and total == counted[1] | int -%}
    {%- for column in columns -%}
    {%- if counted[2 + 2 * loop.index0] | int > 0 -%}{%- do depending.append(column) -%}
    {%- elif 2 * (counted[3 + 2 * loop.index0] | int) > total -%}
    {%- do steady.append("case when " ~ differs[column.quoted] ~ " then 1 else 0 end = 0") -%}
    {%- endif -%}{%- endfor -%}{%- endif -%}
    """

  /// Of each column that depends on the renamed one, how it agrees. Equal values count where they tell something, others
  /// always.
  private static let agreement = """
    {%- if depending -%}
    {%- set counts = [] -%}
    {%- for column in depending -%}{%- set c = column.quoted -%}
    {%- set usual = "(select c from (select " ~ c ~ " as c, count(*) as n from " ~ table ~ " where " ~ c
    ~ " is not null group by " ~ c ~ " order by n desc, c limit 1) as u)" -%}
    {%- set equal = "not " ~ differs[c] ~ " and " ~ tells[c] -%}
    {%- set counted = "o." ~ c ~ " is not null and o." ~ c ~ " <> " ~ usual ~ " and (" ~ differs[c] ~ " or " ~ tells[c]
    ~ ")" -%}
    {%- do counts.append("sum(case when " ~ counted ~ " then 1 else 0 end)") -%}
    {%- do counts.append("sum(case when " ~ counted ~ " and " ~ equal ~ " then 1 else 0 end)") -%}
    {%- do counts.append("count(distinct case when " ~ counted ~ " then o." ~ c ~ " end)") -%}
    {%- do counts.append("sum(case when o." ~ c ~ " is null and n." ~ c ~ " is not null then 1 else 0 end)") -%}
    {%- endfor -%}
    {%- set where = (" where " ~ steady | join(" and ")) if steady else "" -%}
    {%- set counted = run_query(ctes ~ "\\nselect " ~ counts | join(", ") ~ joined.text ~ where).rows[0].values() -%}
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
