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

  @Test(arguments: [
    ("models", "models/a.sql"), ("models/staging", "models/staging/x/a.sql"),
    ("*.sql", "models/x/a.sql"), ("stg_*.sql", "stg_a.sql"), ("models/*", "models/a.sql"),
  ])
  func `a list that lets through goes as far as its text plainly says`(
    pattern: String, path: String
  ) throws {
    #expect(try #require(Glob(pattern)).allows(path))
  }

  @Test(arguments: [
    ("models", "other/models/a.sql"), ("models", "modelsx/a.sql"), ("Models", "models/a.sql"),
    ("models/*", "models/x/a.sql"), ("models/*.sql", "models/x/a.sql"), ("m*", "models/a.sql"),
    ("./*.sql", "models/a.sql"), ("*.SQL", "models/a.sql"),
  ])
  func `a list that lets through goes no further`(pattern: String, path: String) throws {
    #expect(try #require(Glob(pattern)).allows(path) == false)
  }

  @Test(arguments: [
    ("models", "models/a.sql"), ("models", "dbt/models/a.sql"), ("*.sql", "models/x/a.sql"),
    ("Models/**", "models/a.sql"), ("models/**", "MODELS/A.sql"), ("models/*", "models/x/a.sql"),
    ("stg*", "models/stg/a.sql"), ("models/**.sql", "models/x/y/a.sql"),
    ("staging/", "models/staging/a.sql"),
    ("STG_A.sql", "models/stg_a.sql"), ("models/./x", "models/x/a.sql"),
    ("Größe/", "models/GRÖSSE/größe/a.sql"),
  ])
  func `a list that holds back gives way to no doubt`(pattern: String, path: String) throws {
    #expect(try #require(Glob(pattern)).holdsBack(path))
  }

  @Test(arguments: [
    ("models", "modelsx/a.sql"), ("*.sql", "models/a.yml"), ("models/*.sql", "models/a.yml"),
    ("models/finance/**", "models/a.sql"), ("a/**/b", "a/c"),
  ])
  func `a list that holds back leaves the rest alone`(pattern: String, path: String) throws {
    #expect(try #require(Glob(pattern)).holdsBack(path) == false)
  }

  @Test(arguments: ["models/stg_[a-z].sql", "{a,b}.sql", "a}", "!models/**", #"models\a.sql"#])
  func `a sign that globs have elsewhere is named`(pattern: String) {
    #expect(Glob.strangeSign(in: pattern)?.contains("heal's globs have `*`, `**` and `?`") == true)
  }

  @Test func `many stars cost little`() throws {
    let glob = try #require(Glob(String(repeating: "*a", count: 200) + "b"))
    #expect(!glob.matches(String(repeating: "a", count: 5000)))
  }
}
