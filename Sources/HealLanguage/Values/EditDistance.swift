/// How many single changes lead from one text to the other: a byte inserted, dropped or changed,
/// or two neighbours swapped (optimal string alignment). Upper and lower case ASCII are alike.
///
/// Texts that are too long to be compared in a few hundredths of a second are taken to have nothing in common.
package func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.lowercased().utf8)
  let b = Array(b.lowercased().utf8)
  guard !a.isEmpty, !b.isEmpty, a.count <= mostComparisons / b.count else {
    return max(a.count, b.count)
  }
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

/// How often a file of rules is helped with the names that are near a wrong one.
enum NearNames {
  /// Each question compares a name with all there are: who has got more than this many wrong is told of each,
  /// without a suggestion.
  static let mostQuestions = 50
}

/// Up to three of the names that are spelt nearly like `name`, nearest first: for “did you mean”.
package func nearNames(_ name: String, among names: some Sequence<String>) -> [String] {
  let length = name.utf8.count
  // The difference in length alone is a distance.
  let near = Set(
    names.lazy.filter { other in
      let (shorter, longer) = (min(length, other.utf8.count), max(length, other.utf8.count))
      return shorter * 5 >= longer * 3 && longer <= longestName
    }
  )
  .map { (name: $0, similarity: similarity(name, $0)) }
  .filter { $0.similarity >= 0.6 && $0.name != name }
  .sorted { ($1.similarity, $0.name) < ($0.similarity, $1.name) }
  return near.prefix(3).map(\.name)
}

/// Of a byte of one text with a byte of the other.
private let mostComparisons = 10_000_000

/// Longer texts are no names, and near none.
private let longestName = 1_000
