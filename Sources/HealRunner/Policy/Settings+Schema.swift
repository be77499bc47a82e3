package import HealLanguage

extension Settings {
  /// The JSON Schema of the file, for editors: made of the table that the reader goes by.
  package static var schema: JSON {
    var members: [(String, JSON)] = []
    var sections: [(name: String, members: [(String, JSON)])] = []
    for setting in Setting.allCases {
      let parts = setting.key.split(separator: ".").map(String.init)
      guard parts.count == 2 else {
        members.append((setting.key, setting.schema))
        continue
      }
      if !sections.contains(where: { $0.name == parts[0] }) { sections.append((parts[0], [])) }
      for index in sections.indices where sections[index].name == parts[0] {
        sections[index].members.append((parts[1], setting.schema))
      }
    }
    for section in sections {
      members.append((section.name, mapping(section.members + withoutEffect(in: section.name))))
    }
    let head: [(String, JSON)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")),
      ("title", .text("heal: config/execution_mode.yml")),
      ("description", .text("How heal works on a dbt project, and what it may do by itself.")),
    ]
    return .object(head + mappingMembers(members))
  }

  private static func mapping(_ members: [(String, JSON)]) -> JSON {
    .object(mappingMembers(members))
  }

  /// An empty section is null in YAML.
  private static func mappingMembers(_ members: [(String, JSON)]) -> [(String, JSON)] {
    [
      ("type", .list([.text("object"), .text("null")])), ("properties", .object(members)),
      ("additionalProperties", .bool(false)),
    ]
  }

  private static func withoutEffect(in section: String) -> [(String, JSON)] {
    Setting.withoutEffect.filter { $0.hasPrefix(section + ".") }.map { key in
      (
        String(key.dropFirst(section.count + 1)),
        .object([("description", .text("Accepted, and without effect."))])
      )
    }
  }
}

extension Setting {
  fileprivate var schema: JSON {
    var members: [(String, JSON)] = [("description", .text(summary))]
    let value = Settings().value(of: self)
    if case .null = value {} else { members.append(("default", value)) }
    return .object(members + form.schema)
  }
}
