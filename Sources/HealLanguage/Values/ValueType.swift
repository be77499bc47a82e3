/// The static type of an expression, a capture or a parameter.
package indirect enum ValueType: Hashable, Sendable {
  /// Any text. Text out of a log never becomes a path, a command word or SQL.
  case text
  /// An identifier, possibly dotted: a column, a relation, a model, a macro. Usable as text.
  case name
  /// A file's path relative to the project. Usable as text.
  case path
  case int
  /// A number or a share; an `int` is usable as one.
  case number
  case bool
  case duration
  case list(ValueType)
  /// Constants by constants; only `lookup` takes one.
  case map(ValueType, to: ValueType)

  /// Whether a value of this type may stand where `expected` is asked for.
  package func fits(_ expected: ValueType) -> Bool {
    switch (self, expected) {
    case (let mine, let theirs) where mine == theirs: true
    case (.name, .text), (.path, .text), (.int, .number), (.int, .text): true
    case (.list(let mine), .list(let theirs)): mine.fits(theirs)
    default: false
    }
  }
}
