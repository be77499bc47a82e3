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
    var result = unsafe run(subject, from: start, options: options, into: data)
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = unsafe run(
        subject, from: start, options: options | UInt32(PCRE2_NO_JIT), into: data)
    }
    switch result {
    case 1...: return unsafe readMatch(from: data)
    case PCRE2_ERROR_NOMATCH: return .noMatch
    case PCRE2_ERROR_MATCHLIMIT: return .inconclusive(.steps)
    case PCRE2_ERROR_DEPTHLIMIT: return .inconclusive(.depth)
    case PCRE2_ERROR_HEAPLIMIT: return .inconclusive(.heap)
    default: return .inconclusive(.other(result))
    }
  }

  private func run(
    _ subject: [UInt8], from start: Int, options: UInt32, into data: OpaquePointer
  ) -> Int32 {
    unsafe subject.withUnsafeBufferPointer {
      unsafe pcre2_match_8(code, $0.baseAddress, $0.count, start, options, data, context)
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
