import HealLanguage
import Testing

@Suite struct CompileTests {
  @Test func `the first rule of the language page means what it says`() throws {
    let compilation = compile([Source(name: "rules/columns.heal", text: Self.columnNotFound)])
    #expect(compilation.problems.map(\.title) == [])
    let rule = try #require(compilation.rules.rules.first)
    #expect(rule.name == "duckdb.column_not_found")
    #expect(
      rule.documentation
        == "A model reads a column that its input no longer has; DuckDB itself names the nearest ones."
    )
    #expect(rule.category == "SCHEMA")
    #expect(rule.adapters == ["duckdb"])
    #expect(rule.matches.count == 2)
    #expect(rule.bindings.map(\.name) == ["replacement"])
    #expect(rule.bindings.map(\.value.type) == [.name])
    #expect(rule.advice.count == 1)
    let fix = try #require(rule.fixes.first)
    #expect(fix.risk == .review)
    #expect(fix.confidences.map(\.share) == [0.95, 0.85, 0.6])
    guard case .edit(let file, .renameColumn(let old, let new)) = fix.operations.first else {
      Issue.record("the fix renames a column")
      return
    }
    #expect(file.kind == .fact(.nodeFile))
    #expect(old.kind == .capture("column"))
    #expect(new.kind == .binding("replacement"))
  }

  @Test func `each failure of a test is a test with the same expectations`() throws {
    let text = """
      category SCHEMA "x"
      rule shop.gone {
        category SCHEMA
        match any {
          'column <column> is gone'
          'no column <column>'
        }
        test "both words" {
          failure 'column id is gone'
          failure 'no column id'
          expect capture column "id"
        }
        test "a near miss" {
          failure 'a column id'
          failure 'no columns'
          expect no match
        }
      }
      """
    let compilation = compile([Source(name: "shop.heal", text: text)])
    #expect(compilation.problems.map(\.title) == [])
    let tests = try #require(compilation.rules.rules.first?.tests)
    #expect(tests.map(\.name) == ["both words", "both words", "a near miss", "a near miss"])
    #expect(
      tests.map(\.failure) == ["column id is gone", "no column id", "a column id", "no columns"])
    #expect(tests.map(\.expectations.count) == [1, 1, 1, 1])
    #expect(Set(tests.map(\.location)).count == 4)
  }

  @Test func `tests of a rule lose the indentation that is layout`() throws {
    let compilation = compile([Source(name: "rules/columns.heal", text: Self.columnNotFound)])
    let tests = try #require(compilation.rules.rules.first?.tests)
    #expect(tests.map(\.name) == ["the column was renamed upstream", "a missing table"])
    #expect(
      tests[0].failure == """
        Runtime Error in model stg_orders (models/staging/stg_orders.sql)
          Binder Error: Referenced column "ordered_at" not found in FROM clause!
          Candidate bindings: "order_date", "order_id"
        """)
    let path = "models/staging/stg_orders.sql"
    #expect(
      tests[0].files == [
        RuleTest.File(path: path, text: "select cast(ordered_at as date) as order_date from source")
      ])
    #expect(
      tests[0].expectations.map(\.kind) == [
        .fix(share: 0.85, title: "Read order_date where stg_orders reads ordered_at"),
        .file(
          RuleTest.File(
            path: path, text: "select cast(order_date as date) as order_date from source")),
      ])
    #expect(tests[1].expectations.map(\.kind) == [.noMatch])
  }

  @Test func `the other shapes of the language page compile`() throws {
    let compilation = compile([Source(name: "rules/more.heal", text: Self.more)])
    #expect(compilation.problems.filter { $0.severity == .error }.map(\.title) == [])
    let rules = compilation.rules.rules
    #expect(
      rules.map(\.name) == [
        "dbt.packages_not_installed", "incremental.columns_out_of_step", "network.connection_lost",
      ])
    #expect(rules.flatMap(\.fixes).map(\.risk) == [.safe, .destructive, .safe])
    let lost = try #require(rules.last)
    #expect(lost.matches.first?.alternatives.count == 3)
    #expect(lost.exclusions.count == 1)
    #expect(lost.fixes.first?.operations == [.retry(after: 5)])
    #expect(rules[1].guards.count == 1)
  }

  static let columnNotFound = #"""
    category SCHEMA "A table, a column or its type is not what the SQL expects."

    ## A model reads a column that its input no longer has; DuckDB itself names the nearest ones.
    rule duckdb.column_not_found {
      category SCHEMA
      adapter  duckdb

      match 'Referenced column "<column>" not found in FROM clause!'
      match 'Candidate bindings: <bindings:line>'

      let replacement = closest(column, names(bindings))

      fix "Read ${replacement} where ${node.name} reads ${column}" {
        edit node.file with rename_column(column, to: replacement)
        confidence 95% when similarity(column, replacement) >= 0.8
        confidence 85% when shares_word(column, replacement)
        confidence 60%
      }

      advise "List what ${node.name} can read: dbt show --select ${node.name} --limit 1"

      test "the column was renamed upstream" {
        failure """
          Runtime Error in model stg_orders (models/staging/stg_orders.sql)
            Binder Error: Referenced column "ordered_at" not found in FROM clause!
            Candidate bindings: "order_date", "order_id"
          """
        file "models/staging/stg_orders.sql" """
          select cast(ordered_at as date) as order_date from source
          """
        expect fix 85% "Read order_date where stg_orders reads ordered_at"
        expect file "models/staging/stg_orders.sql" """
          select cast(order_date as date) as order_date from source
          """
      }

      test "a missing table" {
        failure 'Catalog Error: Table with name raw_orders does not exist!'
        expect no match
      }
    }
    """#

  static let more = #"""
    category CONNECTION "The warehouse could not be reached, or the line was cut."
    category DEPENDENCY "Packages are missing."
    category SCHEMA "Shapes differ."

    rule dbt.packages_not_installed {
      category DEPENDENCY
      match 'Run "dbt deps" to install package dependencies'
      fix "Install the packages" { run dbt deps; confidence 99% }
    }

    rule network.connection_lost {
      category CONNECTION
      match any {
        'server closed the connection unexpectedly'
        /Connection (?:refused|reset by peer)/
        'could not translate host name'
      }
      unless 'password authentication failed'
      fix "Wait and run again" { retry after 5s; confidence 90% }
    }

    rule incremental.columns_out_of_step {
      category SCHEMA
      match '<_have:int> columns but <_got:int> values were supplied'
      where node.materialized == "incremental"
      fix "Rebuild ${node.name} from scratch" {
        run dbt run --full-refresh --select ${node.name}
        confidence 90%
      }
    }
    """#
}
