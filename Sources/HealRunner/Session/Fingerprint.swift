package import HealEngine

/// Names the cause of a failure, the same in every run and on every machine.
///
/// Made of where dbt failed and what it complained about, without numbers, paths of the machine and the
/// rule that knows it: a new version of a rule must not make a new cause of an old one.
package struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  package let description: String

  package init(_ failure: Failure) {
    if let known = failure.fingerprint.flatMap(Fingerprint.init) {
      self = known
      return
    }
    let signature = FailureSignature(failure)
    let words = signature.complaint.split(separator: " ").map(Self.withoutFolders)
    let text = "\(signature.id)\n\(words.joined(separator: " "))"
    description = String(SHA256.hex(Array(text.utf8)).prefix(16))
  }

  /// nil for what is no fingerprint.
  package init?(_ text: String) {
    let digits = Set("0123456789abcdef".utf8)
    guard text.utf8.count == 16, text.utf8.allSatisfy(digits.contains) else { return nil }
    description = text
  }

  package static func < (left: Fingerprint, right: Fingerprint) -> Bool {
    left.description < right.description
  }

  /// `/home/me/shop/models/orders.sql` differs between machines, `orders.sql` does not.
  private static func withoutFolders(_ word: Substring) -> Substring {
    word.hasPrefix("/") || word.dropFirst().hasPrefix("/")
      ? word.split(separator: "/").last ?? word : word
  }
}
