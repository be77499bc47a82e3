import HealEngine
import HealLanguage
import PCRE2

/// One kind of value: how it is read from text, shown, and described to an editor.
struct ValueForm<Value> {
  /// To follow "it accepts".
  var accepted: String
  /// The members of its JSON Schema.
  var schema: [(String, JSON)]
  /// nil for a text that is none.
  var read: (String) -> Value?
  var show: (Value) -> JSON
  /// What exactly is wrong with a text, where more can be said than what is accepted.
  var fault: (String) -> String? = { _ in nil }
}

extension ValueForm where Value: RawRepresentable<String> & CaseIterable {
  static var choice: ValueForm {
    let names = Value.allCases.map(\.rawValue)
    return ValueForm(
      accepted: names.alternatives, schema: [("enum", .list(names.map(JSON.text)))],
      read: Value.init(rawValue:), show: { .text($0.rawValue) })
  }
}

extension ValueForm<Bool> {
  /// The words that YAML 1.1 takes for truth values.
  static var truth: ValueForm {
    let words = ["yes", "no", "on", "off"].map(JSON.text)
    return ValueForm(
      accepted: "true or false", schema: [("enum", .list([.bool(true), .bool(false)] + words))],
      read: { text in
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
      }, show: JSON.bool)
  }
}

extension ValueForm<Int> {
  static func whole(_ range: ClosedRange<Int>) -> ValueForm {
    ValueForm(
      accepted: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      schema: [
        ("type", .text("integer")), ("minimum", .int(range.lowerBound)),
        ("maximum", .int(range.upperBound)),
      ],
      read: { Int($0).flatMap { range.contains($0) ? $0 : nil } }, show: JSON.int)
  }
}

extension ValueForm<Double> {
  /// A number in a range, of a unit if it has one; kept as so many times what is written: 60 for minutes that
  /// are kept as seconds.
  static func number(
    _ range: ClosedRange<Double>, of unit: String? = nil, keeping factor: Double = 1
  ) -> ValueForm {
    let bounds = "from \(range.lowerBound.plain) to \(range.upperBound.plain)"
    return ValueForm(
      accepted: "a number \(unit.map { "of \($0) " } ?? "")\(bounds)",
      schema: [
        ("type", .text("number")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ],
      read: { Double($0).flatMap { range.contains($0) ? $0 * factor : nil } },
      show: { .number($0 / factor) })
  }

  static var share: ValueForm {
    let number: JSON = .object([
      ("type", .text("number")), ("minimum", .int(0)), ("maximum", .int(1)),
    ])
    let percentage: JSON = .object([
      ("type", .text("string")), ("pattern", .text(#"^(100|[0-9]{1,2}(\.[0-9]+)?)%$"#)),
    ])
    return ValueForm(
      accepted: "a share from 0 to 1, or from 0% to 100%",
      schema: [("anyOf", .list([number, percentage]))],
      read: { text in
        let isPercentage = text.hasSuffix("%")
        guard let value = Double(isPercentage ? String(text.dropLast()) : text) else { return nil }
        let share = isPercentage ? value / 100 : value
        return (0...1).contains(share) ? share : nil
      }, show: JSON.number)
  }
}

extension ValueForm<String> {
  /// Any text but an empty one.
  static func text(_ noun: String) -> ValueForm {
    ValueForm(
      accepted: noun, schema: [("type", .text("string")), ("minLength", .int(1))],
      read: { $0.isEmpty ? nil : $0 }, show: JSON.text)
  }

  static var branchPrefix: ValueForm {
    ValueForm(
      accepted: "the beginning of a branch's name, such as heal/",
      schema: [("type", .text("string")), ("pattern", .text(#"^[A-Za-z0-9][A-Za-z0-9._/-]*$"#))],
      read: { text in
        let isPlain = text.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
          default: "._/-".utf8.contains(byte)
          }
        }
        let first = text.unicodeScalars.first
        return isPlain && first.map { !"._/-".unicodeScalars.contains($0) } == true ? text : nil
      }, show: JSON.text)
  }

  static var pattern: ValueForm {
    ValueForm(
      accepted: "a regular expression",
      schema: [("type", .text("string")), ("minLength", .int(1))],
      read: { !$0.isEmpty && regexFault($0) == nil ? $0 : nil }, show: JSON.text,
      fault: regexFault)
  }

  private static func regexFault(_ pattern: String) -> String? {
    do throws(Regex.Fault) {
      _ = try Regex(pattern)
      return nil
    } catch {
      return "\(error.message) at byte \(error.offset)"
    }
  }
}

extension ValueForm<Glob> {
  static var glob: ValueForm {
    ValueForm(
      accepted: "a glob relative to the project, such as models/**",
      schema: [("type", .text("string")), ("pattern", .text(#"^[^/!\[\]{}\\][^\[\]{}\\]*$"#))],
      read: { Glob.strangeSign(in: $0) == nil ? Glob($0.trimmed) : nil },
      show: { .text($0.pattern) }, fault: { Glob.strangeSign(in: $0) })
  }

  /// Of names, in which `*` stands for any text.
  static func namePattern(_ things: String) -> ValueForm {
    ValueForm(
      accepted: "names of \(things), in which * stands for any text",
      schema: [
        ("type", .text("string")), ("pattern", .text(#"^[^/!\[\]{}\\][^/\[\]{}\\]*$"#)),
      ],
      read: { text in
        let isName = !text.contains("/") && Glob.strangeSign(in: text) == nil
        return isName ? Glob(text.trimmed) : nil
      }, show: { .text($0.pattern) }, fault: { Glob.strangeSign(in: $0) })
  }
}

extension ValueForm<NotificationSettings.Webhook> {
  /// As text `slack=https://…`; the file has keys for it.
  static var webhook: ValueForm {
    let url: JSON = .object([("type", .text("string")), ("pattern", .text("^https?://"))])
    let members: [(String, JSON)] = [
      ("shape", .object(ValueForm<NotificationSettings.Shape>.choice.schema)), ("url", url),
      ("url_env", .object([("type", .text("string")), ("minLength", .int(1))])),
    ]
    let either = ["url", "url_env"].map { JSON.object([("required", .list([.text($0)]))]) }
    return ValueForm(
      accepted: "slack=URL or teams=URL, with a URL that begins with https:// or http://",
      schema: [
        ("type", .text("object")), ("properties", .object(members)),
        ("required", .list([.text("shape")])), ("oneOf", .list(either)),
        ("additionalProperties", .bool(false)),
      ],
      read: NotificationSettings.Webhook.init,
      show: { .object([("shape", .text($0.shape.rawValue)), ("url", .text("hidden"))]) })
  }
}

extension NotificationSettings.Webhook {
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let shape = NotificationSettings.Shape(rawValue: parts[0]),
      ["https://", "http://"].contains(where: { parts[1].hasPrefix($0) && parts[1] != $0 })
    else { return nil }
    self.init(shape: shape, url: parts[1])
  }
}

extension [String] {
  /// `a, b or c`.
  var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}

extension Double {
  /// Without a fraction where it has none.
  fileprivate var plain: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}
