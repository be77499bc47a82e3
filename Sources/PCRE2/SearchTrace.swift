import CPCRE2

/// A pattern compiled to tell how far a search gets: PCRE2 reports before it tries each item of it.
///
/// Slower than ``Regex`` by far, and meant for explaining why a pattern was not found.
@safe
package final class SearchTrace {
  /// What PCRE2 tries at once, in the order of the pattern: a character, a class, a bracket of a group with its
  /// quantifier, a bar. UTF-8 offsets in the pattern; the end of the pattern is the last one and is empty.
  package let items: [Range<Int>]

  /// pcre2_code, immutable once made.
  private let code: OpaquePointer

  /// Where a search was when it tried an item.
  package struct Stop: Hashable, Sendable {
    /// Index into ``SearchTrace/items``.
    package var item: Int
    /// Offset of the byte in the subject that the item was tried at.
    package var position: Int
    /// Offset in the subject where this try of the whole pattern began.
    package var start: Int
  }

  /// - Throws: ``Regex/Fault`` with PCRE2's own message where the pattern is not valid.
  package init(_ pattern: String) throws(Regex.Fault) {
    let options =
      UInt32(PCRE2_AUTO_CALLOUT) | UInt32(PCRE2_NO_AUTO_POSSESS)
      | UInt32(PCRE2_NO_START_OPTIMIZE) | UInt32(PCRE2_NO_DOTSTAR_ANCHOR)
    unsafe code = try Regex.compile(pattern, extraOptions: options)
    unsafe items = Self.readItems(code)
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// The try that got farthest.
  ///
  /// - Parameters:
  ///   - subject: UTF-8; what is not is passed over as in ``Regex``.
  ///   - weights: for each of ``items``, how far a try is that has come to it. Of equals, the one counts that
  ///     went through more text, then the earlier item.
  ///   - steps: how much the search may cost; what was found by then is told.
  /// - Returns: nil where nothing was tried.
  package func farthest(in subject: [UInt8], weights: [Int], steps: UInt32 = 2_000_000) -> Stop? {
    let watch = Watch(items: items, weights: weights)
    let context = unsafe Regex.makeContext(Regex.Limits(steps: steps))
    defer { unsafe pcre2_match_context_free_8(context) }
    guard let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil) else {
      preconditionFailure("PCRE2 has no memory for match data")
    }
    defer { unsafe pcre2_match_data_free_8(data) }
    withExtendedLifetime(watch) {
      let pointer = unsafe Unmanaged.passUnretained(watch).toOpaque()
      _ = unsafe pcre2_set_callout_8(context, note, pointer)
      _ = unsafe subject.withUnsafeBufferPointer {
        unsafe pcre2_match_8(code, $0.baseAddress, $0.count, 0, 0, data, context)
      }
    }
    return watch.best
  }

  private static func readItems(_ code: OpaquePointer) -> [Range<Int>] {
    let list = ItemList()
    withExtendedLifetime(list) {
      let pointer = unsafe Unmanaged.passUnretained(list).toOpaque()
      _ = unsafe pcre2_callout_enumerate_8(code, collect, pointer)
    }
    return list.items
  }
}

/// Gathers the items of a pattern.
private final class ItemList {
  var items: [Range<Int>] = []
}

/// Keeps the farthest try of a search.
private final class Watch {
  var best: SearchTrace.Stop?
  private var bestWeight = -1
  private let weights: [Int]
  /// The index of the item at each offset of the pattern; -1 where none begins.
  private var indices: [Int]
  /// How often PCRE2 may still report: its own limit counts anew from each starting point.
  private var patience = 4_000_000

  init(items: [Range<Int>], weights: [Int]) {
    self.weights = weights
    indices = Array(repeating: -1, count: (items.map(\.lowerBound).max() ?? 0) + 1)
    for (index, item) in items.enumerated() { indices[item.lowerBound] = index }
  }

  /// Returns whether the search shall go on.
  func note(pattern offset: Int, position: Int, start: Int) -> Bool {
    patience -= 1
    guard indices.indices.contains(offset), indices[offset] >= 0 else { return patience > 0 }
    let item = indices[offset]
    let weight = weights.indices.contains(item) ? weights[item] : 0
    let isLonger = position - start > (best.map { $0.position - $0.start } ?? -1)
    if weight > bestWeight || weight == bestWeight && isLonger {
      bestWeight = weight
      best = SearchTrace.Stop(item: item, position: position, start: start)
    }
    return patience > 0
  }
}

private func collect(
  _ block: UnsafeMutablePointer<pcre2_callout_enumerate_block_8>?, _ data: UnsafeMutableRawPointer?
) -> Int32 {
  guard let block = unsafe block?.pointee, let data = unsafe data else { return 0 }
  let list = unsafe Unmanaged<ItemList>.fromOpaque(data).takeUnretainedValue()
  let start = unsafe Int(block.pattern_position)
  let length = unsafe Int(block.next_item_length)
  list.items.append(start..<(start + length))
  return 0
}

private func note(
  _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ data: UnsafeMutableRawPointer?
) -> Int32 {
  guard let block = unsafe block?.pointee, let data = unsafe data else { return 0 }
  let watch = unsafe Unmanaged<Watch>.fromOpaque(data).takeUnretainedValue()
  let goesOn = unsafe watch.note(
    pattern: Int(block.pattern_position), position: Int(block.current_position),
    start: Int(block.start_match))
  return goesOn ? 0 : PCRE2_ERROR_NOMATCH
}
