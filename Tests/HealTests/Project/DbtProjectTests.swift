import HealProject
import Testing

@Suite("dbt projects")
struct DbtProjectTests {
  @Test("The project is found from a folder below")
  func find() throws {
    let folder = try ProjectFolder([
      "shop/dbt_project.yml": "name: shop\n", "shop/models/a.sql": "",
    ])
    #expect(DbtProject.find(from: folder.path + "/shop/models") == folder.path + "/shop")
    #expect(DbtProject.find(from: folder.path) == nil)
  }

  @Test("Settings are read, and what is missing has dbt's defaults")
  func read() throws {
    let folder = try ProjectFolder([
      "dbt_project.yml": """
      name: shop
      profile: 'shop_profile'
      model-paths: ["models", "more"]
      target-path: "{{ env_var('T') }}"
      vars:
        start: 2024-01-01
        shop: {inner: 1}
        dbt_utils:
          deep: 2
      """
    ])
    let project = DbtProject.read(directory: folder.path + "/")
    #expect(project.directory == folder.path)
    #expect(project.name == "shop")
    #expect(project.profile == "shop_profile")
    #expect(project.modelPaths == ["models", "more"])
    #expect(project.seedPaths == ["seeds"])
    #expect(project.targetPath == "target")
    #expect(project.vars.contains("start") && project.vars.contains("inner"))
    #expect(project.vars.contains("deep"))
    #expect(!project.isBroken)
  }

  @Test("A broken file gives the defaults and says so")
  func broken() throws {
    let folder = try ProjectFolder(["dbt_project.yml": "name: shop\n\tmodels: x\n"])
    let project = DbtProject.read(directory: folder.path)
    #expect(project.isBroken)
    #expect(project.modelPaths == ["models"])
  }

  @Test("Paths in messages lack the model path")
  func resolved() throws {
    let folder = try ProjectFolder(["dbt_project.yml": "name: a\n", "models/staging/_s.yml": ""])
    let project = DbtProject.read(directory: folder.path)
    #expect(project.resolved("staging/_s.yml") == "models/staging/_s.yml")
    #expect(project.resolved("models/staging/_s.yml") == "models/staging/_s.yml")
    #expect(project.resolved(folder.path + "/models/staging/_s.yml") == "models/staging/_s.yml")
    #expect(project.resolved("nowhere.yml") == "nowhere.yml")
  }
}
