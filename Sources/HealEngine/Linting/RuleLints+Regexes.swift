import HealLanguage

/// What a pattern says that its author can hardly have meant.
extension RuleLints {
  /// `.*` and the like at an end, where a search does the same without it.
  mutating func checkAffixes(_ place: PatternPlace) {
    let items = place.items
    guard items.count > 1 else { return }
    if let last = items.last, last.takesAnythingOrNothing, !last.hasCaptures {
      let start =
        items.dropLast().reversed().prefix { $0.takesAnythingOrNothing && !$0.hasCaptures }
        .last ?? last
      report(affix(start.range.lowerBound..<last.range.upperBound, isLeading: false, place))
    } else if let first = items.first, first.takesAnythingOrNothing,
      isIdle(first, before: items[1], place)
    {
      report(affix(first.range, isLeading: true, place))
    }
  }

  private func affix(_ range: Range<Int>, isLeading: Bool, _ place: PatternPlace) -> Problem {
    .uselessAffix(place.text(range), isLeading: isLeading, at: place.location(range))
  }

  /// Whether the rest of the pattern is found at the same place without it.
  private func isIdle(_ first: RegexTree, before second: RegexTree, _ place: PatternPlace) -> Bool {
    guard case .repeated(let inner, let times) = first.kind, times.maximum == nil else {
      return false
    }
    guard place.tree?.hasCaptures == true else { return true }
    if times.greed == .lazy, case .character = inner.kind { return true }
    guard let byte = second.plainByte else { return false }
    return !inner.characters.contains(byte)
  }

  /// `^` behind something, or `$` before something: only with `m` can that hold.
  mutating func checkAnchors(_ place: PatternPlace) {
    guard let tree = place.tree else { return }
    for part in tree.all {
      guard case .sequence(let items) = part.kind else { continue }
      for (index, item) in items.enumerated() {
        let isIdle: Bool
        switch item.kind {
        case .anchor(.start(ofLine: false)): isIdle = items[..<index].contains { !$0.isOptional }
        case .anchor(.end(ofLine: false)):
          isIdle =
            items[(index + 1)...].contains { !$0.isOptional }
            && place.text(item.range) == "$"
        default: isIdle = false
        }
        guard isIdle else { continue }
        report(
          .newlineBlindAnchor(
            place.text(item.range), at: place.location(item.range), remedies: [place.adding("m")]))
        return
      }
    }
  }

  mutating func checkGroups(_ place: PatternPlace) {
    for part in place.tree?.all ?? [] {
      guard case .group(let inner, .numbered) = part.kind, !inner.isWordInParentheses else {
        continue
      }
      if place.tree?.hasUnknown == true { return }
      report(.unnamedGroup(at: place.location(part.range)))
    }
  }

  /// A regex that is a row of plain characters.
  mutating func checkNeed(_ place: PatternPlace) {
    guard let tree = place.tree, !place.has("i"), !place.has("x"), !tree.range.isEmpty else {
      return
    }
    let bytes = place.items.map(\.plainByte)
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 != nil }),
      tree.items.filter({ $0.kind != .anchor(.other) }).count == bytes.count
    else { return }
    let text = String(decoding: bytes.compactMap(\.self), as: UTF8.self)
    guard text.contains(where: \.isLetter), !text.contains("'"), !text.contains("<"),
      !text.contains("\\"), text.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) })
    else { return }
    report(.needlessRegex(at: place.pattern.location, skeleton: "'\(text)'"))
  }

  /// Pieces of regexes in a skeleton, where they stand for themselves.
  mutating func checkSkeleton(_ place: PatternPlace) {
    let written = Array(place.pattern.written.utf8)
    for piece in Self.regexPieces {
      guard let start = written.firstRange(of: Array(piece.utf8))?.lowerBound,
        // `*.*` is a wildcard in many a message.
        start == 0 || written[start - 1] != UInt8(ascii: "*")
      else { continue }
      report(
        .regexInSkeleton(piece, at: place.written(start..<start + piece.utf8.count)))
      return
    }
  }

  private static let regexPieces = [
    "(?:", "(?<", "(?P<", "(?i)", ".*", ".+", "[^", #"\d"#, #"\s+"#, #"\s*"#, #"\w+"#, #"\w*"#,
    #"\S+"#, #"\("#, #"\["#, #"\."#,
  ]
}

extension RegexTree {
  /// Any number of any of many characters, none included: `.*`, `\s*`, `\S*?`.
  fileprivate var takesAnythingOrNothing: Bool {
    guard case .repeated(let inner, let times) = kind, times.minimum == 0, times.maximum == nil,
      case .character(let set) = inner.kind
    else { return false }
    return set.count > 1
  }
}
