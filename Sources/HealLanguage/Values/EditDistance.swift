/// How many single changes lead from one text to the other: a byte inserted, dropped or changed,
/// or two neighbours swapped (optimal string alignment). Upper and lower case ASCII are alike.
package func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.lowercased().utf8)
  let b = Array(b.lowercased().utf8)
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let same = a[i - 1] == b[j - 1]
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}

/// How alike two texts are, from 0 to 1: one less the share of bytes that must change.
package func similarity(_ a: String, _ b: String) -> Double {
  let longer = max(a.utf8.count, b.utf8.count)
  return longer == 0 ? 1 : 1 - Double(editDistance(a, b)) / Double(longer)
}

/// Up to three of the names that are spelt nearly like `name`, nearest first: for “did you mean”.
package func nearNames(_ name: String, among names: some Sequence<String>) -> [String] {
  let near = Set(names)
    .map { (name: $0, similarity: similarity(name, $0)) }
    .filter { $0.similarity >= 0.6 && $0.name != name }
    .sorted { ($1.similarity, $0.name) < ($0.similarity, $1.name) }
  return near.prefix(3).map(\.name)
}
