/// One text that holds rules: a `.heal` file, or a Markdown file with ```` ```heal ```` fences.
package struct Source: Hashable, Sendable {
  /// How the source is shown to people, usually a path relative to the working folder.
  package var name: String
  package var text: String
  /// Which layer of the rule set the source belongs to; a higher layer replaces a lower one.
  package var layer: Layer

  package init(name: String, text: String, layer: Layer = .project) {
    self.name = name
    self.text = text
    self.layer = layer
  }

  /// Where rules come from. A rule in a higher layer replaces its namesake in a lower one.
  package enum Layer: Int, Hashable, Sendable, Comparable {
    /// Installed with heal.
    case standard
    /// The project's own `rules/`.
    case project
    /// Rules in ```` ```heal ```` fences of the agent notes.
    case notes

    package static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
  }
}
