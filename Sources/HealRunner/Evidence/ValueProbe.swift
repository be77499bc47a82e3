import HealEngine
import HealLanguage
import HealProject

/// A ``ValueTrial`` in dbt's own words. dbt renders the SQL of the models; the relation is read through a query that
/// gives its new columns under their old names, and what comes of it is held against the table by key. It only reads.
///
/// Which of the table's values tell what the renamed column holds, or the one that an edited text reads, is found out by
/// more renderings, in which it holds something else: greater and smaller values of its own and, where it can be
/// reckoned with, values moved by a constant, doubled, and one step on and back: a month shows no step of a day. With
/// nothing in it at all come out the rows in which it has nothing. A value that comes out the same in one of them (a rank, a
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
    {%- set heal_rereads = \(rereads ? "true" : "false") -%}
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
    \(counts)
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

  private var rereads: Bool { if case .reread = trial.change { true } else { false } }

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
    {%- set values = none -%}{%- set small = namespace(next=none, last=none) -%}
    {%- if heal_new -%}
    {%- set new = adapter.quote(heal_new) -%}{%- set type = types | join -%}
    {%- set values = run_query("\#(Probe.tag)\nselect count(distinct " ~ new ~ ") from " ~ heal_read).rows[0][0] | int -%}
    {%- endif -%}
    {%- if heal_new and heal_rereads -%}
    {%- set heal = namespace(text="trim(cast(" ~ new ~ " as " ~ dbt.type_string() ~ "))") -%}
    {%- for sign in "0123456789+" -%}{%- set heal.text = "replace(" ~ heal.text ~ ", '" ~ sign ~ "', '')" -%}{%- endfor -%}
    {%- set marked = heal.text ~ " not in ('', '.', '-', '-.')" -%}
    {%- if not run_query("\#(Probe.tag)\nselect count(*) from " ~ heal_read ~ " where " ~ marked).rows[0][0] | int -%}
    {%- set marked = new ~ " is not null" -%}{%- endif -%}
    {%- do versions.append(("plain", "case when " ~ marked ~ " then null else " ~ new ~ " end")) -%}
    {%- elif heal_new -%}
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
    {%- set small.next, small.last = new ~ " + 1", new ~ " - 1" -%}
    {%- elif modules.re.match("date|timestamp", type) -%}
    {%- do versions.append(("moved", "cast(" ~ dbt.dateadd("day", 401, new) ~ " as " ~ type ~ ")")) -%}
    {%- set part = "day" if type == "date" else "hour" -%}
    {%- set small.next, small.last = "cast(" ~ dbt.dateadd(part, 1, new) ~ " as " ~ type ~ ")", "cast("
    ~ dbt.dateadd(part, -1, new) ~ " as " ~ type ~ ")" -%}
    {%- endif -%}{%- endif -%}
    {%- set main = versions | length -%}
    {%- if small.next -%}{%- do versions.extend([("next", small.next), ("last", small.last)]) -%}{%- endif -%}
    {%- set none_at = versions | length -%}
    {%- if heal_new and not heal_rereads -%}{%- do versions.append(("none", "cast(null as " ~ type ~ ")")) -%}{%- endif -%}
    """#

  /// The table and what the models give in each version, by key: `o`, `n` for now, the others by their names.
  private var joins: String {
    """
    {%- set joined = namespace(text=" from " ~ table ~ " as o join heal_now_\(last) as n on n." ~ key.name ~ " = o."
    ~ key.name) -%}
    {%- set by_key = {} -%}
    {%- for version, value in versions[1:] -%}
    {%- set name = "heal_" ~ version ~ "_\(last)" -%}
    {%- do by_key.update({version: " left join (select * from " ~ name ~ " where " ~ key.name ~ " in (select " ~ key.name
    ~ " from " ~ name ~ " group by " ~ key.name ~ " having count(*) = 1)) as heal_" ~ version ~ " on heal_" ~ version ~ "."
    ~ key.name ~ " = n." ~ key.name}) -%}
    {%- set joined.text = joined.text ~ by_key[version] -%}
    {%- endfor -%}
    """
  }

  /// Of each column whether a row has another value now than the table, or than in a version; whether it depends on the
  /// renamed column at all, and whether it tells what that holds. Sums of floating-point numbers may differ in their last
  /// digits.
  private static let differences = """
    {%- set differs = {} -%}{%- set depends = {} -%}{%- set tells = {} -%}{%- set shows = {} -%}{%- set blank = {} -%}{%- set others = [] -%}
    {%- for version, value in versions[1:] -%}{%- do others.append("heal_" ~ version) -%}{%- endfor -%}
    {%- for column in columns -%}{%- set c = column.quoted -%}{%- set all = [] -%}
    {%- for other in ["o"] + others -%}
    {%- set one, two = "n." ~ c, other ~ "." ~ c -%}
    {%- set unequal = one ~ " <> " ~ two -%}
    {%- if modules.re.search("float|double|real", column.data_type | lower) -%}
    {%- set unequal = "abs(" ~ one ~ " - " ~ two ~ ") > 0.000000001 * abs(" ~ one ~ ")" -%}{%- endif -%}
    {%- do all.append("(" ~ unequal ~ " or (" ~ one ~ " is null and " ~ two ~ " is not null) or (" ~ one
    ~ " is not null and " ~ two ~ " is null))") -%}
    {%- endfor -%}
    {%- set up, down = "heal_up." ~ key.name ~ " is not null", "heal_down." ~ key.name ~ " is not null" -%}
    {%- do differs.update({c: all[0]}) -%}
    {%- do shows.update({c: all[main:none_at] | join(" and ") if small.next else "1 = 1"}) -%}
    {%- do blank.update({c: "case when " ~ all[none_at] ~ " then 1 else 0 end = 0" if all | length > none_at else "n." ~ c ~ " is null"}) -%}
    {%- if main == 1 -%}
    {%- do depends.update({c: "1 = 0" if c == key.name else "1 = 1"}) -%}{%- do tells.update({c: "1 = 1"}) -%}
    {%- elif main == 2 -%}
    {%- do depends.update({c: all[1]}) -%}{%- do tells.update({c: all[1]}) -%}
    {%- else -%}
    {%- do depends.update({c: "((" ~ up ~ " and " ~ all[1] ~ ") or (" ~ down ~ " and " ~ all[2] ~ "))"}) -%}
    {%- if main == 3 -%}
    {%- do tells.update({c: "(" ~ depends[c] ~ " and " ~ all[1] ~ " and " ~ all[2] ~ ")"}) -%}
    {%- else -%}
    {%- do tells.update({c: "(" ~ depends[c] ~ " and " ~ all[3:main] | join(" and ") ~ ")"}) -%}
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
    {%- do counts.append("sum(case when n." ~ c ~ " is not null then 1 else 0 end)") -%}
    {%- do counts.append("sum(case when n." ~ c ~ " is not null and " ~ shows[c] ~ " then 1 else 0 end)") -%}
    {%- endfor -%}
    {%- set where = (" where " ~ steady | join(" and ")) if steady else "" -%}
    {%- set counted = run_query(ctes ~ "\\nselect " ~ counts | join(", ") ~ joined.text ~ where).rows[0].values() -%}
    {%- for column in depending -%}{%- set row = [column.name] -%}{%- set first = 6 * loop.index0 -%}
    {%- for index in range(6) -%}{%- do row.append((counted[first + index] or 0) | int | string) -%}{%- endfor -%}
    {%- do rows.append(row) -%}{%- endfor -%}
    {%- endif -%}
    """

  /// How many rows the table has, those that would be gone, that would come, and that would come between the table's keys; how
  /// many rows and values the models read, and whether keys are in an order. Of each column that depends on the renamed one
  /// the rows in which that has nothing, among the table's and among those that would come, and how many different values it
  /// would have, in all rows and in those that would come; and how many of the latter lie far outside of the table's numbers.
  private var counts: String {
    """
    {%- set old, now = " from " ~ table ~ " as o left join heal_now_\(last) as n on n." ~ key.name ~ " = o." ~ key.name ~ by_key.get("none", ""),
    " from heal_now_\(last) as n left join " ~ table ~ " as o on o." ~ key.name ~ " = n." ~ key.name ~ by_key.get("none", "") -%}
    {%- set ends = [] -%}{%- set numbers = [] -%}
    {%- for column in depending -%}
    {%- if column.name and modules.re.search("int|numeric|decimal|number|float|double|real", column.data_type | lower) -%}
    {%- do ends.append(", min(" ~ column.quoted ~ ") as heal_least_" ~ loop.index0 ~ ", max(" ~ column.quoted ~ ") as heal_most_" ~ loop.index0) -%}
    {%- do numbers.append(column.quoted) -%}
    {%- endif -%}{%- endfor -%}
    {%- set span = " cross join (select min(" ~ key.name ~ ") as heal_first, max(" ~ key.name ~ ") as heal_last" ~ ends | join
    ~ " from " ~ table ~ ") as heal_span" -%}
    {%- set kept, come, all = ["count(*)", "sum(case when n." ~ key.name ~ " is null then 1 else 0 end)"],
    ["count(*)", "sum(case when n." ~ key.name ~ " between heal_first and heal_last then 1 else 0 end)"], ["count(*)"] -%}
    {%- for column in depending -%}{%- set c = column.quoted -%}
    {%- do kept.append("sum(case when n." ~ key.name ~ " is not null and " ~ blank[c] ~ " then 1 else 0 end)") -%}
    {%- do come.append("sum(case when " ~ blank[c] ~ " then 1 else 0 end)") -%}
    {%- do come.append("count(distinct n." ~ c ~ ")") -%}
    {%- set value, least, most = "cast(n." ~ c ~ " as " ~ dbt.type_float() ~ ")", "cast(heal_least_" ~ loop.index0 ~ " as "
    ~ dbt.type_float() ~ ")", "cast(heal_most_" ~ loop.index0 ~ " as " ~ dbt.type_float() ~ ")" -%}
    {%- do come.append(("sum(case when " ~ value ~ " > 2 * " ~ most ~ " - " ~ least ~ " or " ~ value ~ " < 2 * " ~ least ~ " - "
    ~ most ~ " then 1 else 0 end)") if c in numbers else "0") -%}
    {%- do all.append("count(distinct n." ~ c ~ ")") -%}
    {%- endfor -%}
    {%- set kept = run_query(ctes ~ "\\nselect " ~ kept | join(", ") ~ old).rows[0].values() -%}
    {%- set come = run_query(ctes ~ "\\nselect " ~ come | join(", ") ~ now ~ span ~ " where o." ~ key.name ~ " is null").rows[0].values() -%}
    {%- set all = run_query(ctes ~ "\\nselect " ~ all | join(", ") ~ " from heal_now_\(last) as n").rows[0].values() -%}
    {%- set input = run_query("\(Probe.tag)\\nselect count(*) from " ~ heal_read).rows[0][0] -%}
    {%- set key_type = namespace(text="") -%}
    {%- for column in columns if column.quoted == key.name -%}{%- set key_type.text = column.data_type | lower -%}{%- endfor -%}
    {%- for index in range(rows | length) -%}
    {%- do rows[index].extend([(kept[2 + index] or 0) | int | string, (come[2 + 3 * index] or 0) | int | string, (all[1 + index] or 0) | int | string,
    (come[3 + 3 * index] or 0) | int | string, (come[4 + 3 * index] or 0) | int | string]) -%}
    {%- endfor -%}
    {%- do rows.append(["", kept[0] | int | string, (kept[1] or 0) | int | string, come[0] | int | string, (come[1] or 0) | int | string,
    input | int | string, (values if values is not none else -1) | string,
    "0" if modules.re.search("char|text|string|uuid|bytea|binary", key_type.text) else "1"]) -%}
    """
  }

  /// What the answer's rows say; nil where they are none of this probe's.
  func agreement(_ rows: [[String]]) -> ValueAgreement? {
    var agreement = ValueAgreement(table: trial.chain.table, columns: [])
    for row in rows {
      let counts = row.dropFirst().compactMap { Int($0) }
      guard let name = row.first, counts.count == (name.isEmpty ? 7 : 11) else { return nil }
      if name.isEmpty {
        agreement.rows = .init(
          kept: counts[0], gone: counts[1], new: counts[2], newBetween: counts[3], input: counts[4],
          variety: counts[5] < 0 ? nil : counts[5], keysAreOrdered: counts[6] == 1, areFiltered: areFiltered)
        agreement.rows?.hasNameOfCopy = trial.hasNameOfCopy
      } else {
        var column = ValueAgreement.Column(
          name: name, counted: counts[0], equal: counts[1], distinct: counts[2], filled: counts[3])
        (column.filledNow, column.shown) = (counts[4], counts[5])
        (column.nulls, column.nullsOfNew, column.variety) = (counts[6], counts[7], counts[8])
        (column.varietyOfNew, column.outliers) = (counts[9], counts[10])
        agreement.columns.append(column)
      }
    }
    return agreement
  }

  private var areFiltered: Bool {
    switch trial.change {
    case .rename(let rename, let others):
      ([rename] + others).contains { RowConditions.name($0.old, in: trial.chain.models) }
    case .reread(let column): RowConditions.name(column, in: trial.chain.models)
    case .replace: false
    }
  }
}
