/// How the help of problems is worded.
extension Problem {
  /// A sentence as help is written: without capital and period.
  static func asHelp(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  static func didYouMean(_ near: [String]) -> String? {
    guard let last = near.last else { return nil }
    let names = near.dropLast().map { "`\($0)`" }.joined(separator: ", ")
    return names.isEmpty ? "did you mean `\(last)`?" : "did you mean \(names) or `\(last)`?"
  }

  /// A remedy where there is one near name only.
  static func remedies(_ name: String, _ known: [String], _ place: Location) -> [Remedy] {
    writing(nearNames(name, among: known), at: place)
  }

  static func writing(_ near: [String], at place: Location) -> [Remedy] {
    near.count == 1 ? [Remedy("write `\(near[0])`", [SourceEdit(place, near[0])])] : []
  }
}
