/// A skeleton or a regex, ready to be compiled by PCRE2.
package struct Pattern: Hashable, Sendable {
  package var form: Form
  /// The pattern as written, without its delimiters.
  package var written: String
  /// The same in PCRE2's syntax, options included as `(?imsx)` at its start where there are any.
  package var regex: String
  package var captures: [Capture]
  /// The whole pattern in its source, delimiters included.
  package var location: Location

  package init(
    form: Form, written: String, regex: String, captures: [Capture], location: Location
  ) {
    self.form = form
    self.written = written
    self.regex = regex
    self.captures = captures
    self.location = location
  }

  package enum Form: Hashable, Sendable { case skeleton, regex }

  /// A typed hole of a skeleton or a named group of a regex.
  package struct Capture: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    /// Whether the group may take no part in a match; its value is unknown then.
    package var mayBeUnset: Bool
    /// Where the name stands in the source.
    package var location: Location

    package init(name: String, type: ValueType, mayBeUnset: Bool, location: Location) {
      self.name = name
      self.type = type
      self.mayBeUnset = mayBeUnset
      self.location = location
    }
  }
}

/// Something wrong inside a pattern. The checker turns it into a ``Problem``.
package struct PatternFault: Error, Hashable, Sendable {
  /// Lower-case, no final period: `this group is never closed`.
  package var message: String
  /// UTF-8 offsets from the start of the written pattern, delimiters not counted.
  package var range: Range<Int>
  /// One imperative sentence, or nil.
  package var help: String?

  package init(message: String, range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}
