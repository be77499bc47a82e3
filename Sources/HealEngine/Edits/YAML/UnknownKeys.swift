import YAML

/// The keys of one of dbt's YAML files that dbt does not know where they stand, sorted, each once; nil where the text
/// cannot be read.
package func unknownKeys(in text: [UInt8], path: String) -> [String]? {
  guard let document = try? YAMLDocument.parse(String(decoding: text, as: UTF8.self)) else {
    return nil
  }
  let check = ShapeCheck(document.root, file: DbtFile(path: path), text: text)
  return Set(check.unknownKeys.map(\.name)).sorted()
}
