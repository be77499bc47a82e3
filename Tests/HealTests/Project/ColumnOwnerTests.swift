import HealEngine
import HealLanguage
import HealProject
import Testing

@Suite("Whose column is meant")
struct ColumnOwnerTests {
  static let files = [
    "dbt_project.yml": "name: shop\n",
    "packages.yml": "packages:\n  - local: local/mony\n  - local: local/dates\n  - local: ../far\n",
    "local/money/dbt_project.yml": "name: money\n",
    "local/dates/dbt_project.yml": "name: dates\n",
    "dbt_packages/dates/dbt_project.yml": "name: dates\n",
    "seeds/raw_orders.csv": "id,state,price\n",
    "seeds/raw_payments.csv": "order_id,state\n",
    "macros/as_date.sql": "{% macro as_date(c) %}strptime({{ c }}, '%Y-%m-%d'){% endmacro %}",
    "models/stg_orders.sql": "select id, state, cast(price as int) as price from {{ ref('raw_orders') }}",
    "models/stg_payments.sql": "select order_id as id from {{ ref('raw_payments') }} -- state",
    "models/both.sql": """
    with orders as (select * from {{ ref('raw_orders') }}),
    payments as (select * from {{ ref('raw_payments') }})
    select state, count(*) as n
    from orders join payments on orders.id = payments.order_id
    group by state
    """,
    "models/three.sql": """
    select o.id, p.price, p.id as pid
    from {{ ref('stg_orders') }} as o
    join {{ ref('stg_payments') }} as p on o.id = p.id
    join {{ ref('raw_payments') }} as r on r.order_id = o.id
    """,
  ]

  private func ask(_ function: Function, _ arguments: String...) throws -> Value {
    let folder = try ProjectFolder(Self.files)
    return ProjectEvidence(projectDirectory: folder.path, targetDirectory: folder.path + "/target")
      .answer(.function(function, arguments.map(Value.text)))
  }

  @Test("The input that another model reads the column from had it before")
  func owner() throws {
    #expect(try ask(.ownerOf, "state", "both") == .text("orders"))
    #expect(try ask(.ownerOf, "id", "both") == .unknown)
    #expect(try ask(.ownerOf, "state", "stg_orders") == .unknown)
  }

  @Test("The only other input with the column gives it")
  func giver() throws {
    #expect(try ask(.giverOf, "price", "p", "three") == .text("o"))
    #expect(try ask(.giverOf, "colour", "p", "three") == .unknown)
  }

  @Test("A text and a cast are found behind a node")
  func places() throws {
    #expect(try ask(.castIn, "price", "three") == .text("models/stg_orders.sql"))
    #expect(try ask(.castIn, "id", "three") == .unknown)
    #expect(try ask(.foundIn, "%Y-%m-%d", "both") == .text("macros/as_date.sql"))
    #expect(try ask(.foundIn, "state", "both") == .text("models/both.sql"))
    #expect(try ask(.foundIn, "no such text", "both") == .unknown)
    #expect(
      try ask(.inputs, "both") == .list([.text("raw_orders"), .text("raw_payments")]))
  }

  @Test("Projects in the project, and packages that are none")
  func packages() throws {
    #expect(try ask(.projects, ".") == .list([.text("local/dates"), .text("local/money")]))
    #expect(try ask(.lostPackages, "packages.yml") == .list([.text("local/mony")]))
  }
}
