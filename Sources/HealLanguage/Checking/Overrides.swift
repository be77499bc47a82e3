/// Which rules override which, and where that goes round in a circle.
struct Overrides {
  /// By rule, those that it overrides, without what would close a circle.
  private var accepted: [String: Set<String>] = [:]
  /// The circle that each rule lies on; a rule on none has one to itself.
  private let circles: [String: Int]
  private let sizes: [Int: Int]

  /// In a larger circle every override is taken to close it: to find out which ones do takes a walk each.
  private static let largestCircle = 1_000

  /// - Parameter written: by rule, what it says that it overrides.
  init(_ written: [String: [String]]) {
    circles = Circles(written).numbers
    sizes = Dictionary(circles.values.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// Takes up one override, unless it closes a circle with those taken up before.
  ///
  /// - Returns: whether it was taken up.
  mutating func add(_ other: String, of rule: String) -> Bool {
    if let circle = circles[rule], circle == circles[other] {
      guard sizes[circle, default: 0] <= Self.largestCircle, !reaches(rule, from: other) else {
        return false
      }
    }
    accepted[rule, default: []].insert(other)
    return true
  }

  private func reaches(_ goal: String, from start: String) -> Bool {
    var seen: Set<String> = []
    var open = [start]
    while let name = open.popLast() {
      if name == goal { return true }
      guard circles[name] == circles[goal] else { continue }
      if seen.insert(name).inserted { open += accepted[name] ?? [] }
    }
    return false
  }
}

/// The strongly connected components of a graph (Tarjan), in one walk and without recursion.
private struct Circles {
  /// By node, the number of its component.
  private(set) var numbers: [String: Int] = [:]

  private let edges: [String: [String]]
  private var indexes: [String: Int] = [:]
  private var lowest: [String: Int] = [:]
  private var open: [String] = []
  private var isOpen: Set<String> = []

  init(_ edges: [String: [String]]) {
    self.edges = edges
    for node in edges.keys where indexes[node] == nil { walk(from: node) }
  }

  private mutating func walk(from start: String) {
    var path = [enter(start)]
    while let step = path.last {
      let targets = edges[step.node] ?? []
      if step.next < targets.count {
        path[path.count - 1].next += 1
        let target = targets[step.next]
        if indexes[target] == nil {
          path.append(enter(target))
        } else if isOpen.contains(target) {
          lower(step.node, to: indexes[target] ?? 0)
        }
      } else {
        path.removeLast()
        close(step.node)
        if let parent = path.last { lower(parent.node, to: lowest[step.node] ?? 0) }
      }
    }
  }

  private mutating func enter(_ node: String) -> (node: String, next: Int) {
    indexes[node] = indexes.count
    lowest[node] = indexes[node]
    open.append(node)
    isOpen.insert(node)
    return (node, 0)
  }

  private mutating func lower(_ node: String, to index: Int) {
    lowest[node] = min(lowest[node] ?? index, index)
  }

  /// Takes the component off that the node is the first of, if it is.
  private mutating func close(_ node: String) {
    guard lowest[node] == indexes[node] else { return }
    let number = numbers.count
    while let last = open.popLast() {
      isOpen.remove(last)
      numbers[last] = number
      if last == node { return }
    }
  }
}
