import HealEngine
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("models/a.sql", "models/a.sql"), ("models/*.sql", "models/a.sql"),
    ("models/**", "models/staging/x/a.sql"), ("models/", "models/staging/a.sql"),
    ("**/*.yml", "dbt_project.yml"), ("**/*.yml", "models/a/b.yml"),
    ("**/staging/**", "models/staging/a.sql"), ("models/**/a.sql", "models/a.sql"),
    ("models/stg_?.sql", "models/stg_é.sql"), ("./models/*", "models/a.sql"),
    ("models/*_*_*.sql", "models/a_b_c.sql"), ("**/a/**/b", "x/a/a/y/b"),
  ])
  func `a pattern covers a path`(pattern: String, path: String) throws {
    #expect(try #require(Glob(pattern)).matches(path))
  }

  @Test(arguments: [
    ("models/*", "models/staging/a.sql"), ("models", "models/a.sql"), ("*.sql", "models/a.sql"),
    ("models/**", "modelsx/a.sql"), ("Models/**", "models/a.sql"), ("models/?.sql", "models/.sql"),
    ("**/staging/*.sql", "models/staging/x/a.sql"), ("a/**/b", "a/c"),
  ])
  func `a pattern leaves a path out`(pattern: String, path: String) throws {
    #expect(try #require(Glob(pattern)).matches(path) == false)
  }

  @Test(arguments: ["", "/models/**", "../other/**", "models/../x"])
  func `what can match no file of the project is no pattern`(pattern: String) {
    #expect(Glob(pattern) == nil)
  }

  @Test func `many stars cost little`() throws {
    let glob = try #require(Glob(String(repeating: "*a", count: 200) + "b"))
    #expect(!glob.matches(String(repeating: "a", count: 5000)))
  }
}
