import CPCRE2
import Synchronization

/// One compiled pattern. Immutable once made, so that any number of threads may search with it.
///
/// Patterns and subjects are UTF-8. A byte of a subject that is not valid UTF-8 is never part of a
/// match, and never an error. Line ends are LF, CR or CRLF.
@safe
package final class Regex: @unchecked Sendable {
  package let pattern: String
  /// The number of each named group; groups count from 1.
  package let groupNumbers: [String: Int]
  /// How many groups capture, named or not.
  package let groupCount: Int
  /// No match is shorter, in characters; 0 when it is not known.
  package let minimumLength: Int
  /// Whether the pattern matches nothing at all, and so matches everywhere.
  package let matchesEmpty: Bool

  /// pcre2_code: PCRE2 writes to it in `pcre2_jit_compile` only, which ``prepare()`` calls once
  /// under the lock and before the first search.
  let code: OpaquePointer
  /// pcre2_match_context: written here only, so that threads may share it.
  let context: OpaquePointer
  let limits: Limits
  private let isPrepared = Mutex(false)

  private let isInterpreted: Bool

  /// Compiles a pattern for the interpreter; machine code is made at the first search.
  ///
  /// - Parameters:
  ///   - pattern: in PCRE2's syntax.
  ///   - limits: what one search may cost.
  ///   - isInterpreted: whether no machine code is made, so that steps are counted alike everywhere.
  /// - Throws: ``Fault`` with PCRE2's own message where the pattern is not valid.
  package init(_ pattern: String, limits: Limits = Limits(), isInterpreted: Bool = false)
    throws(Fault)
  {
    self.pattern = pattern
    self.isInterpreted = isInterpreted
    self.limits = limits
    unsafe code = try Self.compile(pattern)
    unsafe context = Self.makeContext(limits)
    unsafe groupNumbers = Self.readGroupNumbers(code)
    unsafe groupCount = Int(Self.number(code, PCRE2_INFO_CAPTURECOUNT))
    unsafe minimumLength = Int(Self.number(code, PCRE2_INFO_MINLENGTH))
    unsafe matchesEmpty = Self.number(code, PCRE2_INFO_MATCHEMPTY) != 0
  }

  deinit {
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_code_free_8(code)
  }

  /// Whether this PCRE2 can make machine code at all. Without it the interpreter does the work.
  package static var canMakeMachineCode: Bool {
    var answer: UInt32 = 0
    return unsafe pcre2_config_8(UInt32(PCRE2_CONFIG_JIT), &answer) >= 0 && answer == 1
  }

  /// Whether searches run machine code. They run the interpreter where memory may not be made
  /// executable, as under a hardened macOS runtime.
  package var usesMachineCode: Bool {
    prepare()
    var size = 0
    return unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_JITSIZE), &size) == 0 && size > 0
  }

  /// Makes machine code unless that was done. A refusal leaves the interpreter.
  func prepare() {
    guard !isInterpreted else { return }
    isPrepared.withLock { isDone in
      guard !isDone else { return }
      _ = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
      isDone = true
    }
  }
}

extension Regex {
  /// Longer patterns are refused, in bytes.
  private static let longestPattern = 65_536

  /// The extra options are PCRE2's, beside those that every pattern of heal has.
  static func compile(_ pattern: String, extraOptions: UInt32 = 0) throws(Fault) -> OpaquePointer {
    let settings = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(settings) }
    _ = unsafe pcre2_set_newline_8(settings, UInt32(PCRE2_NEWLINE_ANYCRLF))
    _ = unsafe pcre2_set_max_pattern_length_8(settings, longestPattern)
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_USE_OFFSET_LIMIT) | extraOptions
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    let code = unsafe bytes.withUnsafeBufferPointer {
      unsafe pcre2_compile_8($0.baseAddress, $0.count, options, &error, &offset, settings)
    }
    guard let code = unsafe code else {
      throw Fault(message: message(for: error), offset: min(offset, bytes.count))
    }
    return unsafe code
  }

  static func makeContext(_ limits: Limits) -> OpaquePointer {
    guard let context = unsafe pcre2_match_context_create_8(nil) else {
      preconditionFailure("PCRE2 has no memory for a match context")
    }
    _ = unsafe pcre2_set_match_limit_8(context, limits.steps)
    _ = unsafe pcre2_set_depth_limit_8(context, limits.steps)
    _ = unsafe pcre2_set_heap_limit_8(context, limits.heap)
    return unsafe context
  }

  private static func number(_ code: OpaquePointer, _ item: Int32) -> UInt32 {
    var answer: UInt32 = 0
    _ = unsafe pcre2_pattern_info_8(code, UInt32(item), &answer)
    return answer
  }

  /// Reads PCRE2's table of names: entries of one size, each a number in two bytes and a name that
  /// a zero byte ends.
  private static func readGroupNumbers(_ code: OpaquePointer) -> [String: Int] {
    let count = Int(unsafe number(code, PCRE2_INFO_NAMECOUNT))
    let size = Int(unsafe number(code, PCRE2_INFO_NAMEENTRYSIZE))
    var start: UnsafePointer<UInt8>?
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &start)
    guard count > 0, let start = unsafe start else { return [:] }
    let table = unsafe UnsafeBufferPointer(start: start, count: count * size)
    var numbers: [String: Int] = [:]
    for entry in stride(from: 0, to: count * size, by: size) {
      let name = unsafe table[(entry + 2)..<(entry + size)].prefix { $0 != 0 }
      let number = unsafe Int(table[entry]) << 8 | Int(table[entry + 1])
      unsafe numbers[String(decoding: name, as: UTF8.self)] = number
    }
    return numbers
  }

  private static func message(for error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    _ = unsafe buffer.withUnsafeMutableBufferPointer {
      unsafe pcre2_get_error_message_8(error, $0.baseAddress, $0.count)
    }
    return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
}
