/// Up to three of the known names that a misspelt one may have meant, nearest first.
package func nearNames(to wrong: String, among known: some Sequence<String>) -> [String] {
  let wrong = Array(wrong.lowercased().utf8)
  let limit = max(1, wrong.count / 3)
  let near = Set(known).compactMap { name -> (distance: Int, name: String)? in
    let bytes = Array(name.lowercased().utf8)
    guard abs(bytes.count - wrong.count) <= limit else { return nil }
    let distance = editDistance(wrong, bytes)
    return distance <= limit ? (distance, name) : nil
  }
  return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}

/// How many bytes to insert, delete, change or swap with their neighbour: optimal string alignment.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
