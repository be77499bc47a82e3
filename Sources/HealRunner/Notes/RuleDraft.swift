import HealEngine
import HealLanguage

/// A rule for a failure that no rule knows, as a person may begin with: the message's words with holes for its
/// names, and the message as the rule's own test.
struct RuleDraft {
  /// In the language of rules; compiles without errors, given the standard categories.
  let text: String

  /// nil where the message has no words of its own to go by.
  ///
  /// - Parameters:
  ///   - failure: its message redacted.
  ///   - category: what a rule for failures of its kind says; nil for a guess by dbt's heading.
  init?(_ failure: Failure, category: String?) {
    let message = failure.message
    guard let line = Self.complaint(of: message) else { return nil }
    let skeleton = DraftSkeleton(line).text
    let name = "draft.\(Self.slug(skeleton))"
    let category = category ?? Self.category(of: message)
    let test = message.replacing("'''", with: "' ' '")
    let lines = test.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "      " + $0 }.joined(separator: "\n")
    text = """
      ## What is it, and what can be done? Turn a name that matters into a fix.
      rule \(name) {
        category \(category)

        match '''
          \(skeleton)
        '''

        advise "Say here what a person should do"

        # fix "Run again later" { retry after 1m; confidence 50% }

        test "as it was seen" {
          failure '''
      \(lines)
            '''
          expect match
        }
      }

      """
    guard Self.isSound(text, category) else { return nil }
  }

  /// The first line that says more than the kind of error and the node.
  static func complaint(of message: String) -> String? {
    let lines = message.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    return lines.first { line in
      !line.isEmpty && !line.contains(" Error in ") && !line.hasSuffix(" Error")
        && !line.hasPrefix("Failure in ")
    }
  }

  private static func category(of message: String) -> String {
    let headings = [
      ("Database Error", "DATABASE"), ("Compilation Error", "SYNTAX"), ("Parsing Error", "YAML"),
      ("Dependency Error", "DEPENDENCY"), ("Runtime Error", "INTERNAL"),
    ]
    return headings.first { message.contains($0.0) }?.1 ?? "INTERNAL"
  }

  /// The first words of a skeleton as a name: `could_not_open_the`.
  private static func slug(_ skeleton: String) -> String {
    let words = skeleton.lowercased().split { !($0.isASCII && $0.isLetter) }
      .filter { !DraftSkeleton.kinds.contains(String($0)) }.prefix(4)
    return words.isEmpty ? "unnamed" : words.joined(separator: "_")
  }

  /// Whether it compiles, and its own test passes.
  private static func isSound(_ text: String, _ category: String) -> Bool {
    let compilation = compile([
      Source(name: "draft.heal", text: "category \(category) \"x\"\n\n\(text)")
    ])
    guard !compilation.hasErrors, let rule = compilation.rules.rules.first else { return false }
    return runTests(of: rule).allSatisfy(\.mismatches.isEmpty)
  }
}
