import HealLanguage
import Testing

@testable import HealEngine

/// What shows that a name is a typo, or that its place proves another, and what is missing for that.
@Suite struct NameCorrectionTests {
  private func correction(
    _ old: String, _ new: String, kind: WordTypo.Kind = .column, in before: String,
    message: String = "", answers: [Question: Value] = [:]
  ) -> NameCorrection {
    NameCorrection(
      old: old, new: new, kind: kind, path: "models/orders.sql", before: before,
      after: before.replacing(old, with: new),
      failure: Failure(
        id: "model.shop.orders", message: message, adapter: "duckdb",
        node: Node(name: "orders", kind: "model", file: "models/orders.sql")),
      evidence: RecordedEvidence(answers))
  }

  private static let neverSaid = NameHistory(existed: false, witness: "no commit").value
  private static let saidBefore = NameHistory(existed: true, witness: "commit 1a2b3c4 has it").value

  @Test func `a typo is shown without any history`() throws {
    let proof = correction("custmer_id", "customer_id", in: "select custmer_id from t").proof
    let clause = try #require(proof.shown)
    #expect(clause.contains("custmer is not a word"))
    #expect(clause.contains("no earlier state is known"))
  }

  @Test func `a typo says who was asked`() throws {
    let proof = correction(
      "custmer_id", "customer_id", in: "select custmer_id from t",
      answers: [.nameHistory("custmer_id", file: "models/orders.sql"): Self.neverSaid]
    ).proof
    #expect(try #require(proof.shown).hasSuffix("no commit ever said `custmer_id`"))
  }

  @Test func `what was in use before is no typo`() throws {
    let proof = correction(
      "custmer_id", "customer_id", in: "select custmer_id from t",
      answers: [.nameHistory("custmer_id", file: "models/orders.sql"): Self.saidBefore]
    ).proof
    #expect(try #require(proof.missing).contains("commit 1a2b3c4 has it"))
  }

  @Test func `a file that ran green as it is has no typo`() throws {
    let proof = correction(
      "custmer_id", "customer_id", in: "select custmer_id from t",
      answers: [.isGreenText("models/orders.sql"): .bool(true)]
    ).proof
    #expect(try #require(proof.missing).contains("as it last ran green"))
  }

  @Test func `a word that another file says is no typo`() throws {
    let proof = correction(
      "custmer_id", "customer_id", in: "select custmer_id from t",
      answers: [.vocabulary(besides: "models/orders.sql"): .list([.text("custmer")])]
    ).proof
    #expect(proof.missing != nil)
  }

  @Test(arguments: [
    "select custmer_id, customer_id from t",
    "select custmer_id, lower(customer_id) as c from t",
    "select coalesce(custmer_id, customer_id) as c from t",
    "select o.custmer_id, o.customer_id from t as o",
  ]) func `a column that is read beside the other is another one`(sql: String) throws {
    let proof = correction("custmer_id", "customer_id", in: sql).proof
    #expect(try #require(proof.missing).contains("for its own sake"), "\(sql)")
  }

  @Test(arguments: [
    "select o.id from o join c on o.custmer_id = c.customer_id",
    "select o.custmer_id, c.customer_id as c from o join c using (id)",
    "select custmer_id from t where customer_id > 0",
    "select custmer_id from t order by customer_id",
  ]) func `what joins, filters or sorts does not count`(sql: String) {
    #expect(correction("custmer_id", "customer_id", in: sql).proof.shown != nil, "\(sql)")
  }

  @Test(arguments: [
    "select * from {{ ref('stg_payment') }} union all select * from {{ ref('stg_payments') }}",
    "with a as (select * from {{ ref('stg_payment') }}), b as (select * from {{ ref('stg_payments') }})\n"
      + "select * from a union all select * from b",
    "{{ dbt_utils.union_relations(['stg_payment', 'stg_payments']) }}",
  ]) func `the other side of a union is another relation`(sql: String) throws {
    let proof = correction("stg_payment", "stg_payments", kind: .relation, in: sql).proof
    #expect(try #require(proof.missing).contains("union"), "\(sql)")
  }

  @Test func `one thing has one relation, but two columns`() {
    let sql = "select * from {{ ref('stg_payment') }}"
    #expect(
      correction("stg_payment", "stg_payments", kind: .relation, in: sql).proof.shown != nil)
    #expect(correction("day", "days", in: "select day from t").proof.missing != nil)
  }

  @Test func `two names as near are none`() throws {
    let proof = correction(
      "stg_custmer", "stg_customer", kind: .relation, in: "select * from {{ ref('stg_custmer') }}",
      answers: [.models: .list([.text("stg_customer"), .text("stg_costmer_")])]
    ).proof
    #expect(proof.shown != nil)
    let tie = correction(
      "stg_oder", "stg_order", kind: .relation, in: "select * from {{ ref('stg_oder') }}",
      answers: [.models: .list([.text("stg_order"), .text("stg_odor")])]
    ).proof
    #expect(tie.missing != nil)
  }

  // MARK: Proven by its place

  private static let gone = #"Referenced column "ordered_at" not found. Candidates: "order_date""#

  @Test func `the alias says what is meant, even where nothing else can be asked`() throws {
    let proof = correction(
      "ordered_at", "order_date", in: "select cast(ordered_at as date) as order_date from source",
      message: Self.gone
    ).proof
    #expect(try #require(proof.shown).contains("is called `order_date` right there"))
  }

  @Test(arguments: [
    "select cast(ordered_at as date) as order_date, order_date as d from source",
    "select cast(ordered_at as date) as ordered from source",
    "select cast(ordered_at as date) as order_date from source where order_date > now()",
  ]) func `an alias counts only where nothing else reads the column`(sql: String) {
    #expect(
      correction("ordered_at", "order_date", in: sql, message: Self.gone).proof.missing != nil,
      "\(sql)")
  }

  @Test func `an alias does not count where the column was in use`() {
    let proof = correction(
      "ordered_at", "order_date", in: "select cast(ordered_at as date) as order_date from source",
      message: Self.gone,
      answers: [.nameHistory("ordered_at", file: "models/orders.sql"): Self.saidBefore]
    ).proof
    #expect(proof.missing != nil)
  }

  @Test func `an alias of another meaning does not count`() {
    let proof = correction(
      "amount", "refund_amount", in: "select round(amount, 2) as refund_amount from source",
      message: "Candidates: refund_amount"
    ).proof
    #expect(proof.missing != nil)
  }

  @Test func `the line said so when it last worked`() throws {
    let answers: [Question: Value] = [
      .nameHistory("ordered_at", file: "models/orders.sql"): Self.neverSaid,
      .function(.committedText, [.text("models/orders.sql")]):
        .text("select\n  id,\n  order_date\nfrom source\n"),
    ]
    let now = "select\n  id,\n  ordered_at\nfrom source\n"
    let proof = correction(
      "ordered_at", "order_date", in: now, message: Self.gone, answers: answers
    ).proof
    #expect(try #require(proof.shown).contains("the same line said `order_date`"))
    let other = correction(
      "ordered_at", "order_date", in: "select\n  id,\n  max(ordered_at)\nfrom source\n",
      message: Self.gone, answers: answers
    ).proof
    #expect(other.missing != nil, "the line is another one")
  }

  @Test func `a clone without history says what it lacks`() throws {
    let proof = correction(
      "ordered_at", "order_date", in: "select ordered_at from source", message: Self.gone,
      answers: [.pastIsShallow: .bool(true)]
    ).proof
    #expect(try #require(proof.missing).contains("fetch-depth: 0"))
  }

  @Test(arguments: [
    ("ordered_at", "order_date", true), ("order_qty", "order_quantity", true),
    ("created_ts", "created_at", true), ("amount_net", "amount", false),
    ("payer_id", "payee_id", false), ("length_cm", "length_mm", false),
    ("start_date", "end_date", false), ("shipped_at", "delivered_at", false),
    ("is_active", "inactive", false), ("customer_id", "customer_key", false),
    ("ordered_day", "order_date", false), ("gbp_usd_rate", "usd_gbp_rate", false), ("discounted", "discount", false),
    ("total_returned", "total_return", false), ("parent_child_id", "child_parent_id", false),
  ]) func `names mean the same only where no word that differs means something`(
    one: String, other: String, isSame: Bool
  ) {
    #expect(meanTheSame(one, other) == isSame)
    #expect(meanTheSame(other, one) == isSame)
  }
}
