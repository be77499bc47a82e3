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
  }
}
