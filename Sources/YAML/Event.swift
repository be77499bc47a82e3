/// One of libyaml's events, as far as it is needed, with marks in bytes.
struct Event {
  var kind: Kind
  var span: YAMLSpan

  enum Kind {
    case documentStart
    case alias(String)
    case scalar(String, YAMLNode.ScalarStyle, anchor: String?)
    case sequenceStart(YAMLNode.CollectionStyle, anchor: String?)
    case mappingStart(YAMLNode.CollectionStyle, anchor: String?)
    case collectionEnd
    /// Start and end of the stream, and the end of a document.
    case other

    /// By how many levels what follows is nested deeper.
    var deeper: Int {
      switch self {
      case .sequenceStart, .mappingStart: 1
      case .collectionEnd: -1
      case .documentStart, .alias, .scalar, .other: 0
      }
    }
  }
}
