import HealEngine
import Testing

/// No secret comes out, in whatever form it stands; and what is redacted stays the same.
@Suite struct SecretFormTests {
  @Test func `there are more than 700 forms`() {
    #expect(Set(SecretForms.all).count > 700)
  }

  @Test(arguments: SecretForms.all)
  func `the secrets of a form never come out`(form: String) throws {
    let redactor = try Redactor()
    var chance = Chance(seed: 2_026)
    for _ in 0..<8 {
      let made = SecretForms.made(form, &chance)
      let redacted = redactor.redact(made.text.withoutControls)
      for secret in made.secrets where secret.utf8.count > 3 {
        let half = secret.suffix(max(5, secret.count / 2))
        #expect(
          !redacted.contains(secret) && !redacted.contains(half), "\(made.text)\n→ \(redacted)")
      }
      #expect(
        redactor.redact(redacted) == redacted, "not the same twice: \(made.text)\n→ \(redacted)")
    }
  }

  /// The message stands within a JSON line, as dbt's structured log has it, and within a longer line.
  @Test(
    arguments: SecretForms.all.filter {
      !$0.contains("\n") && !$0.contains("\\") && !$0.contains("\"")
    })
  func `a form is known within JSON too`(form: String) throws {
    let redactor = try Redactor()
    var chance = Chance(seed: 11)
    let made = SecretForms.made(form, &chance)
    let line =
      #"{"info": {"level": "error", "msg": "12:00:01  Runtime Error\n  \#(made.text.withoutControls)\n  compiled code"}, "data": {}}"#
    let redacted = redactor.redact(line)
    for secret in made.secrets where secret.utf8.count > 3 {
      #expect(!redacted.contains(secret), "\(line)\n→ \(redacted)")
    }
    #expect(redacted.hasPrefix(#"{"info""#), "\(redacted)")
  }

  /// Sentences that talk of secrets, keys and values without telling one.
  @Test(arguments: [
    "password authentication failed for user \"etl\"", "using password authentication",
    "the token has expired",
    "with password from profiles.yml", "the secret manager is not reachable",
    "no password supplied",
    "invalid token, expected SELECT", "mismatched input 'selct' expecting 'select'",
    "the password is required",
    "Invalid value for config materialized: it must be table or view",
    "Could not parse dbt_project.yml",
    "invalid identifier 'CUSTMER_ID'", "Invalid column name 'custmer_id'.",
    "cannot cast type text to integer",
    "Could not find column named \"custmer_id\"", "Parser Error: syntax error at or near \"selct\"",
    "unique key order_id of model orders", "test unique_orders_id_0f343b0931126a20f133d67c2b018a3b",
    "column \"api_key\" of relation \"tokens\" does not exist", "Function not found: date_trnc",
    "Failed to parse model file 'models/orders.sql'",
    "select cast('2026-01-05' as date) as ordered_at",
    "TO_DATE(order_date, 'YYYY-MM-DD')", "model.shop.not_null_orders_id.cf6c17daed",
    "Registered adapter: duckdb=1.10.0",
    "primary key: order_id", "partition key is order_date",
    "dbt_utils.generate_surrogate_key(['a', 'b'])",
    "/opt/dbt/lib/python3.11/site-packages/dbt/adapters/duckdb/connections.py",
    "Concurrency: 4 threads (target='dev')",
    "invocation 0f8217b2-dc7a-4dd9-b697-a41e9e4330fe", "time data is missing",
    "GRANT SELECT ON customers TO ROLE reader",
    "+1 more", "2026-11-22T21:22:57.552593Z", "1.5.0-alpha.2", "on: [push, pull_request]",
    "on customers.email = orders.email", "where email <> ''", "where status = 'paid'",
    "Values list \"customers\" does not have a column",
    "expected token 'end of statement block', got 'ordesr'", "login with externalbrowser failed",
    "authentication with 'externalbrowser' is not set up", "credentials file: profiles.yml",
    "Unexpected value: month must be between 1 and 12",
    "invalid regular expression: quantifier operand invalid",
    "invalid hexadecimal data: odd number of digits",
    "row is too big: size 8168, maximum size 8160",
    "UNIQUE constraint failed: orders.id", "NOT NULL constraint failed: orders.customer_id",
    "CHECK constraint failed on table orders with expression CHECK((amount > 0))",
    "ORA-00001: unique constraint (SHOP.ORDERS_PK) violated",
    "ORA-12899: value too large for column \"S\".\"T\".\"C\"",
    "Could not parse: models/marts/orders.sql", "Unknown column 'o.custmer_id' in 'field list'",
    "Spalte »custmer_id« existiert nicht", "la colonne « custmer_id » n'existe pas",
    "no existe la columna «custmer_id»", "aggregates(c, 'GCM')", "decrypt(c, key_column, 'GCM')",
    "hmac(email, salt, 'sha256')", "actions/setup-python3@v5 and dbt-labs/dbt-utils@1.3.0",
    "git+ssh://git@github.com/acme/shop.git",
    "user,token,name\nid,secret,token_count\nvarchar,string,text",
    "| password | varchar |", "| column | token |\n| --- | --- |\n| type | string |",
    "tokens: [unique, not_null]", "secret:\n  - unique\n  - not_null",
    "\"token\": {\"type\": \"string\"}",
    "select 100%25 as share, '%Y-%m-%d' as format", "\\u2026 and \\u001b[0m", "for value in values",
    "More than one row returned by a subquery used as an expression. SQLSTATE: 21000",
    "got duplicate keys: (dbt_password, pass) all map to \"password\"",
    "cannot cast string to integer",
    "Cannot convert value to JSON", "in row 12", "unknown type: datetim",
    "see https://docs.acme.io:\n  the page",
    "PIN of dbt-core==1.11", "mapping: 4711, shipping=2026",
  ])
  func `ordinary sentences stay`(text: String) throws {
    #expect(try Redactor().redact(text) == text)
  }
}
