import FoundationEssentials
import HealLanguage
import Testing

@testable import HealEngine

/// Every comma, bracket and quote taken out, every keyword misspelt, one at a time, in healthy models.
///
/// Where the query still can be read nothing is to be mended; else it comes back to what it meant, or
/// stays as it is. It never comes to mean something else.
@Suite struct SyntaxMendSweepTests {
  struct Count {
    var mended = 0
    var left = 0
    var wrong: [String] = []
  }

  @Test func `a mend brings back what the query meant`() throws {
    var total: [String: Count] = [:]
    for text in try Self.healthy() {
      guard let meaning = Self.meaning(of: text) else { continue }
      for slip in Self.slips(in: text).enumerated() where slip.offset % Self.stride == 0 {
        Self.judge(slip.element, text, meaning, &total)
      }
    }
    for (kind, count) in total.sorted(by: { $0.key < $1.key }) {
      print("mend \(kind): \(count.mended) mended, \(count.left) left, \(count.wrong.count) wrong")
      for wrong in count.wrong.prefix(12) { print("  \(wrong)") }
    }
    let wrong = total.values.reduce(0) { $0 + $1.wrong.count }
    let mended = total.values.reduce(0) { $0 + $1.mended }
    let left = total.values.reduce(0) { $0 + $1.left }
    #expect(wrong == 0)
    #expect(Double(mended) >= 0.3 * Double(mended + left))
  }

  struct Slip {
    var kind: String
    var text: [UInt8]
    var line: Int
  }

  private static func judge(
    _ slip: Slip, _ healthy: [UInt8], _ meaning: [String], _ total: inout [String: Count]
  ) {
    guard self.meaning(of: slip.text) == nil else { return }
    var count = total[slip.kind] ?? Count()
    if !isRestored(slip.text, healthy, meaning) { count.wrong.append("\(slip.line): not restored") }
    if let edits = try? SyntaxMend(dialect: .duckdb).edits(in: slip.text) {
      let after = Array(apply(edits, to: String(decoding: slip.text, as: UTF8.self)).utf8)
      if self.meaning(of: after) == meaning {
        count.mended += 1
      } else {
        let lines = LineDiff(
          before: String(decoding: healthy, as: UTF8.self),
          after: String(decoding: after, as: UTF8.self))
        let shown = lines.changes.flatMap { lines.after[$0.after] }.joined()
        count.wrong.append("\(slip.line): \(String(decoding: shown, as: UTF8.self))")
      }
    } else {
      count.left += 1
    }
    total[slip.kind] = count
  }

  /// Whether the text as it was gives back what it meant, or nothing.
  private static func isRestored(_ broken: [UInt8], _ healthy: [UInt8], _ meaning: [String])
    -> Bool
  {
    let restoration = Restoration(
      committed: String(decoding: healthy, as: UTF8.self), word: "", path: "a.sql", dialect: .duckdb
    )
    guard let step = try? restoration.step(in: broken) else { return true }
    let after = apply(step.edits, to: String(decoding: broken, as: UTF8.self))
    return self.meaning(of: Array(after.utf8)) == meaning
  }

  static func meaning(of text: [UInt8]) -> [String]? {
    guard let views = try? SQLView.all(of: text, dialect: .duckdb) else { return nil }
    var meaning: [String] = []
    for view in views {
      var reader = SyntaxReader(view, dialect: .duckdb)
      guard let read = reader.read() else { return nil }
      meaning.append(read)
    }
    return meaning
  }

  private static func slips(in text: [UInt8]) -> [Slip] {
    SQLLexer.tokens(of: text, dialect: .duckdb).flatMap { token -> [Slip] in
      let range = token.range
      let written = String(decoding: text[range], as: UTF8.self)
      let line = lineNumber(of: range.lowerBound, in: text)
      func slip(_ kind: String, _ range: Range<Int>, _ new: String) -> Slip {
        var changed = text
        changed.replaceSubrange(range, with: new.utf8)
        return Slip(kind: kind, text: changed, line: line)
      }
      switch written {
      case ",": return [slip("comma left out", range, ""), slip("comma twice", range, ",,")]
      case "(", ")":
        return [
          slip("bracket \(written) left out", range, ""),
          slip("bracket \(written) twice", range, written + written),
        ]
      default: break
      }
      if token.kind == .string {
        return [
          slip("opening quote left out", range.prefix(1), ""),
          slip("closing quote left out", range.suffix(1), ""),
        ]
      }
      guard token.kind == .word, SQLWord.isReserved(written.lowercased()) || written == "partition",
        range.count > 3
      else { return [] }
      let letters = Array(written.utf8)
      let dropped = String(decoding: letters[..<2] + letters[3...], as: UTF8.self)
      let swapped = String(
        decoding: [letters[0], letters[2], letters[1]] + letters[3...], as: UTF8.self)
      return [
        slip("keyword, letter dropped", range, dropped),
        slip("keyword, letters swapped", range, swapped),
      ]
    }
  }

  private static func healthy() throws -> [[UInt8]] {
    let root = Repository.root
    let folders = ["\(root)/examples", "\(root)/Tests/Healbench/projects"] + extraFolders
    var texts: [[UInt8]] = [Array(model.utf8)]
    for folder in folders {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      where path.hasSuffix(".sql") && !path.contains("target/") {
        texts.append(Array(FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data()))
      }
    }
    return texts
  }

  /// One slip in so many, so that the sweep takes a second; 1 with a folder of one's own.
  private static var stride: Int { extraFolders.isEmpty ? 17 : 1 }

  private static var extraFolders: [String] {
    ProcessInfo.processInfo.environment["HEAL_SQL_FOLDER"].map { [$0] } ?? []
  }

  /// Common tables, windows, cases, casts, lists, an incremental filter and a loop.
  private static let model = """
    {{ config(materialized='incremental', unique_key='order_id') }}

    {% set methods = ['card', 'bank transfer', 'coupon'] %}

    with orders as (

        select * from {{ ref('stg_orders') }}
        {% if is_incremental() %}
        where ordered_at > (select max(ordered_at) from {{ this }})
        {% endif %}

    ),

    payments as (

        select * from {{ ref('stg_payments') }}
        where status in ('paid', 'settled', 'part paid')
          and amount is not null

    ),

    totals as (

        select
            order_id,
            {% for method in methods %}
            sum(case when method = '{{ method }}' then amount else 0 end) as {{ method }}_amount,
            {% endfor %}
            coalesce(sum(amount), 0) as total_amount,
            round(sum(amount * (1 - discount)), 2) as net_amount,
            count(distinct payment_id) as payment_count
        from payments
        group by 1

    ),

    ranked as (

        select
            orders.order_id,
            orders.customer_id,
            cast(orders.ordered_at as date) as ordered_on,
            date_trunc('month', orders.ordered_at) as ordered_month,
            row_number() over (
                partition by orders.customer_id
                order by orders.ordered_at desc, orders.order_id
            ) as order_number,
            case
                when orders.status = 'returned' then 'gone'
                when totals.total_amount between 0 and 10 then 'small'
                else 'large'
            end as size_class,
            totals.net_amount::decimal(10, 2) as net_amount
        from orders
        left join totals on orders.order_id = totals.order_id
        where orders.status != 'draft'
            and (orders.is_test = false or orders.is_test is null)

    )

    select *
    from ranked
    where order_number <= 100
    order by ordered_on desc
    """
}
