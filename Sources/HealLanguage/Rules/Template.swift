/// Text with `${…}` in it. Unknown as soon as one of its parts is.
package struct Template: Hashable, Sendable {
  package var parts: [Part]
  package var location: Location

  package init(_ parts: [Part], location: Location) {
    self.parts = parts
    self.location = location
  }

  package enum Part: Hashable, Sendable {
    case text(String)
    case expression(Expression)
  }
}
