import HealProject
import Testing

/// Whether models leave rows out by what a column holds.
@Suite struct RowConditionsTests {
  @Test(arguments: [
    ("select id, amount from {{ source('raw', 'tx') }} where amount > 0", true),
    ("select id, amount from {{ source('raw', 'tx') }} where status <> 'void'", false),
    ("select id, sum(amount) as total from t group by id having sum(amount) > 0", true),
    ("select id, amount * 2 as double from t where double > 0", true),
    ("select id, round(cast(amount as numeric), 2) as total from t where total > 0", true),
    ("select id from t join rates on rates.amount = t.amount", true),
    ("select id, amount from t join u on u.id = t.id order by amount", false),
    ("select id from t where extract(year from amount) = 2025", true),
    ("select id, amount from (select * from t where id > 0) as u group by amount", false),
    ("with a as (select amount as price from t) select * from a where price is not null", true),
    ("select id, amount from t -- where amount > 0", false),
    ("select id, amount from t {% if is_incremental() %} where amount > 0 {% endif %}", false),
    ("select id, {{ money('amount') }} as amount_eur from t where amount_eur > 0", true),
  ])
  func `by the words of a text`(_ text: String, _ isFound: Bool) {
    let model = ValueTrial.Model(name: "m", call: "ref('m')", text: text)
    #expect(RowConditions.name("Amount", in: [model]) == isFound)
  }

  @Test func `what is made of it is followed into the next model`() {
    let models = ["select id, amount / 100 as euros from t", "select * from {{ ref('a') }} where euros > 0"]
      .map { ValueTrial.Model(name: "m", call: "ref('m')", text: $0) }
    #expect(RowConditions.name("amount", in: models))
    #expect(!RowConditions.name("id", in: models))
  }
}
