/// What an expression evaluates to. Names and paths are text here: the checker has already
/// seen to it that each is used only as what it is.
package indirect enum Value: Hashable, Sendable {
  /// Not known, as SQL's NULL: whatever is computed from it is unknown too, and no fix uses it.
  case unknown
  case text(String)
  case int(Int)
  /// A number or a share: `0.8` and `80%` are the same value.
  case number(Double)
  case bool(Bool)
  /// In seconds.
  case duration(Double)
  case list([Value])
  /// Constants by constants, as a rule writes them; never empty.
  case map([Value: Value])
}
