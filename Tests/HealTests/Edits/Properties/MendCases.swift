import HealEngine
import HealLanguage

/// Makes a file with one slip of the pen in it, for the operations that search for the mend.
struct MendCases {
  let operation: OperationName
  var random: SplitMix
  let seed: UInt64

  init(_ operation: OperationName, seed: UInt64) {
    self.operation = operation
    self.seed = seed
    random = SplitMix(seed: seed)
  }

  mutating func make() -> EditCase {
    let request: EditRequest =
      operation == .mendLayout ? .mendLayout : .correction(operation, [])
    let lines = operation == .mendLayout ? schema() : model()
    let style = FileStyle(&random)
    var test = EditCase(request, style.text(lines))
    if operation == .mendLayout { test.path = "models/schema.yml" }
    if operation != .mendLayout {
      test.adapter = random.one(of: ["duckdb", "postgres", "snowflake"])
    }
    return test
  }

  /// Small: every change of it is tried out.
  private mutating func model() -> [String] {
    let isJinja = operation == .mendJinja
    var lines = [
      "with o as (", "\tselect * from {{ ref('größe') }} -- note 1 it's", ")",
      "select", "  o.id,", "  sum(case when o.kind = 'ä' then 1 end) as n /* note 2 */",
      "from o", "{% if a %}", "where o.id > 1", "{% endif %}", "group by 1", "order by n desc",
    ]
    let slips =
      isJinja
      ? [
        ("{% endif", "{% edif"), ("{% if", "{% fi"), ("endif %}", "endfi %}"), (") }}", ") }"),
        ("{{ ref", "{ ref"), ("('größe'", "('größe"), ("ref('", "ref("), ("ße') }}", "ße' }}"),
      ]
      : [
        ("group by", "gruop by"), ("select", "selct"), ("case when", "case wehn"), ("end)", "edn)"),
        ("o.id,", "o.id"), ("end) as n", "end as n"), ("'ä'", "'ä"), ("order by", "orderby"),
        ("where", "wher"), ("from o", "form o"),
      ]
    let (right, wrong) = random.one(of: slips)
    if isJinja { lines.removeSubrange(3..<6); lines.insert("select id, n", at: 3) }
    let places = lines.indices.filter { lines[$0].contains(right) }
    let place = random.one(of: places)
    lines[place] = lines[place].replacing(right, with: wrong)
    return lines
  }

  private mutating func schema() -> [String] {
    var lines = [
      "version: 2", "# note 1 - it's: here", "models:", "  - name: orders # note 2",
      "    description: 'größe, \"x\"'", "    columns:", "      - name: id",
      "        data_tests:", "          - not_null", "          - accepted_values:",
      "              values: ['ä', 'b']",
    ]
    let slips = [
      ("    columns:", "    columns"), ("      - name: id", "\t\t\t- name: id"),
      ("name: o", "name:o"),
      ("      - name: id", "      - name:id"), ("- not_null", "-not_null"),
      ("'ä', 'b']", "'ä', b']"),
      ("'ä', 'b']", "'ä', 'b'"), ("        data_tests:", "       data_tests:"),
      ("    description", "   description"), ("\"x\"'", "\"x\""), ("'ä', ", "'ä' "),
      ("version: 2", "version:2"),
    ]
    let (right, wrong) = random.one(of: slips)
    lines = lines.map { $0.replacing(right, with: wrong) }
    return lines
  }
}
