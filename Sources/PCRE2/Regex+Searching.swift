import CPCRE2

extension Regex {
  /// Where a pattern was found.
  package struct Match: Hashable, Sendable {
    /// By group number, the whole match first; nil where the group took no part. Offsets of bytes.
    package var groups: [Range<Int>?]
    package var range: Range<Int>
  }

  /// What a search says.
  package enum Outcome: Hashable, Sendable {
    case match(Match)
    case noMatch
    /// Neither: the search ran into a limit.
    case inconclusive(Limit)
  }

  /// What a search for every match says.
  package enum Matches: Hashable, Sendable {
    /// In order, none overlapping another; empty when there are none.
    case all([Match])
    /// The search ran into a limit; matches that it had found by then are not told.
    case inconclusive(Limit)
  }

  /// The first match at or after an offset, which must not lie inside a character. What stands
  /// before the offset is still seen by lookbehinds and anchors.
  package func firstMatch(in subject: [UInt8], from start: Int = 0) -> Outcome {
    precondition(subject.indices.contains(start) || start == subject.count, "no such offset")
    return unsafe withMatchData { data in
      unsafe search(subject, from: start, options: 0, into: data)
    }
  }

  /// Every match, from left to right. Where a match is empty, the next may begin at the same place
  /// but is not empty there, as in Perl.
  package func allMatches(in subject: [UInt8]) -> Matches {
    unsafe withMatchData { data in
      var found: [Match] = []
      var start = 0
      var options: UInt32 = 0
      while true {
        switch unsafe search(subject, from: start, options: options, into: data) {
        case .match(let match):
          found.append(match)
          guard match.range.upperBound >= start else { return .all(found) }
          start = match.range.upperBound
          options = match.range.isEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0
        case .noMatch: return .all(found)
        case .inconclusive(let limit): return .inconclusive(limit)
        }
      }
    }
  }

  private func withMatchData<Answer>(_ body: (OpaquePointer) -> Answer) -> Answer {
    prepare()
    guard let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil) else {
      preconditionFailure("PCRE2 has no memory for match data")
    }
    defer { unsafe pcre2_match_data_free_8(data) }
    return unsafe body(data)
  }

  private func search(
    _ subject: [UInt8], from start: Int, options: UInt32, into data: OpaquePointer
  ) -> Outcome {
    var search = BoundedSearch(self, subject, from: start, options: options)
    return unsafe search.outcome(into: data)
  }

  /// Searches at the starting points of a range only.
  ///
  /// - Parameters:
  ///   - subject: all of it is seen.
  ///   - starts: where a match may begin.
  ///   - options: of PCRE2, for this search.
  ///   - context: with the limits.
  ///   - data: takes the groups.
  /// - Returns: as for a whole search.
  fileprivate func search(
    _ subject: [UInt8], in starts: ClosedRange<Int>, options: UInt32, _ context: OpaquePointer,
    into data: OpaquePointer
  ) -> Outcome {
    _ = unsafe pcre2_set_offset_limit_8(context, starts.upperBound)
    let run = { (options: UInt32) in
      unsafe subject.withUnsafeBufferPointer {
        unsafe pcre2_match_8(
          self.code, $0.baseAddress, $0.count, starts.lowerBound, options, data, context)
      }
    }
    var result = run(options)
    if result == PCRE2_ERROR_JIT_STACKLIMIT { result = run(options | UInt32(PCRE2_NO_JIT)) }
    switch result {
    case 1...: return unsafe readMatch(from: data)
    case PCRE2_ERROR_NOMATCH: return .noMatch
    case PCRE2_ERROR_MATCHLIMIT: return .inconclusive(.steps)
    case PCRE2_ERROR_DEPTHLIMIT: return .inconclusive(.depth)
    case PCRE2_ERROR_HEAPLIMIT: return .inconclusive(.heap)
    default: return .inconclusive(.other(result))
    }
  }

  private func readMatch(from data: OpaquePointer) -> Outcome {
    let count = Int(unsafe pcre2_get_ovector_count_8(data))
    guard let offsets = unsafe pcre2_get_ovector_pointer_8(data) else { return .noMatch }
    var groups: [Range<Int>?] = []
    groups.reserveCapacity(count)
    for group in 0..<count {
      let (start, end) = unsafe (offsets[2 * group], offsets[2 * group + 1])
      groups.append(start >= 0 && start <= end ? start..<end : nil)
    }
    guard let range = groups.first ?? nil else { return .noMatch }
    return .match(Match(groups: groups, range: range))
  }
}

/// One search that is bounded as a whole. PCRE2 counts steps from each starting point anew: with its limit alone, a
/// text of a megabyte might take a million million of them.
///
/// All starting points are tried with a limit that bounds their sum. Where one runs into it, halves of the range are
/// tried, down to the points that need more, which get eight times as much each time while there is some left.
private struct BoundedSearch {
  private let regex: Regex
  private let subject: [UInt8]
  private let start: Int
  private let options: UInt32
  private let first: UInt32
  private var left: Int

  init(_ regex: Regex, _ subject: [UInt8], from start: Int, options: UInt32) {
    self.regex = regex
    self.subject = subject
    self.start = start
    self.options = options
    first = regex.limits.first(for: subject.count - start + 1)
    left = regex.limits.total
  }

  mutating func outcome(into data: OpaquePointer) -> Regex.Outcome {
    guard let context = unsafe pcre2_match_context_copy_8(regex.context) else {
      preconditionFailure("PCRE2 has no memory for a match context")
    }
    defer { unsafe pcre2_match_context_free_8(context) }
    // The leftmost range is on top.
    var ranges = [(starts: start...subject.count, steps: first)]
    while let (starts, steps) = ranges.popLast() {
      _ = unsafe pcre2_set_match_limit_8(context, steps)
      _ = unsafe pcre2_set_depth_limit_8(context, steps)
      let outcome = unsafe regex.search(
        subject, in: starts, options: starts.lowerBound == start ? options : 0, context, into: data)
      switch outcome {
      case .noMatch: continue
      case .match: return outcome
      case .inconclusive(let limit) where limit == .steps || limit == .depth:
        guard steps < regex.limits.steps else { return outcome }
        if let middle = middle(of: starts) {
          ranges.append((middle...starts.upperBound, steps))
          ranges.append((starts.lowerBound...(middle - 1), steps))
        } else {
          let more = UInt32(clamping: min(Int(regex.limits.steps), Int(steps) * 8))
          left -= Int(more)
          ranges.append((starts, more))
        }
        // What was tried is tried again in parts. A call costs something by itself, the more so where the
        // interpreter looks at all of the text first.
        left -= starts.count / 8 * Int(first) + (regex.usesMachineCode ? 100 : subject.count)
        guard left > 0 else { return .inconclusive(.total) }
      case .inconclusive: return outcome
      }
    }
    return .noMatch
  }

  /// Where a range is cut: neither inside a character nor inside a line end. nil where it cannot be.
  private func middle(of starts: ClosedRange<Int>) -> Int? {
    guard starts.count > 1 else { return nil }
    let half = starts.lowerBound + starts.count / 2
    if let place = (starts.lowerBound + 1..<half + 1).last(where: isPlace) { return place }
    return (half + 1..<starts.upperBound + 1).first(where: isPlace)
  }

  private func isPlace(_ offset: Int) -> Bool {
    guard offset < subject.count else { return true }
    return subject[offset] & 0xC0 != 0x80
      && !(subject[offset] == 0x0A && offset > 0 && subject[offset - 1] == 0x0D)
  }
}
