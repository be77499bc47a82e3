import HealLanguage

/// A text that is open in the editor: it counts, not the file on disk.
struct Document: Sendable {
  /// As the client spelt it.
  var uri: String
  var version: Int?
  var places: TextPlaces
  var text: String

  init(uri: String, version: Int?, text: String) {
    self.uri = uri
    self.version = version
    self.text = text
    places = TextPlaces(text)
  }

  /// Takes over what the client changed: a range of the text, or all of it.
  mutating func change(_ change: JSON) {
    guard let new = change["text"]?.string else { return }
    guard let range = places.range(change["range"]) else {
      text = new
      places = TextPlaces(text)
      return
    }
    var bytes = places.bytes
    bytes.replaceSubrange(range, with: new.utf8)
    text = String(decoding: bytes, as: UTF8.self)
    places = TextPlaces(text)
  }
}
