import HealEngine

/// What `--only` names: rules and recordings.
struct NameFilter: Sendable {
  private let wanted: [Wanted]

  private enum Wanted {
    case part(String)
    case glob(Glob)
  }

  /// - Parameter patterns: parts of names, or globs where they hold `*` or `?`; none stands for all.
  init(_ patterns: [String]) {
    wanted = patterns.map { pattern in
      guard pattern.contains(where: { "*?".contains($0) }), let glob = Glob(pattern) else {
        return .part(pattern)
      }
      return .glob(glob)
    }
  }

  func takes(_ name: String) -> Bool {
    wanted.isEmpty
      || wanted.contains { wanted in
        switch wanted {
        case .part(let part): name.contains(part)
        case .glob(let glob): glob.matches(name)
        }
      }
  }
}
