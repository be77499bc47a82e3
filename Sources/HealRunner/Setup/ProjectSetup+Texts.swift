import HealEngine

extension ProjectSetup {
  /// The sections of `execution_mode.example.yml` that everyone should have seen, as they stand there.
  package static func policy(from example: String) -> String {
    let wanted: Set<String> = ["execution", "retry", "autonomous", "ci", "tiers", "limits"]
    var kept: [Substring] = []
    var isWanted = false
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      if let first = line.first, first.isLetter {
        isWanted = wanted.contains(String(line.prefix { $0 != ":" }))
      }
      if isWanted { kept.append(line) }
    }
    while kept.last?.isEmpty == true { kept.removeLast() }
    return """
      # How heal works on this project, and what it may do by itself. `heal config show` prints what is in effect;
      # `heal config schema` has every key, for editors too.

      \(kept.joined(separator: "\n"))

      """
  }

  /// What a policy lets heal do, as a run of heal would read it.
  static func promise(of policy: String) -> String {
    let terminal = Settings.reading(policy, environment: [:])
    let ci = Settings.reading(policy, environment: ["CI": "true"])
    guard let terminal, let ci else { return "how heal works on this project" }
    let alone = { (settings: Settings) in
      switch settings.policy.mode {
      case .autonomous, .autonomousCI:
        "applies fixes from \(settings.policy.minConfidence.percent) on by itself"
      case .humanInLoop: "asks before it changes anything"
      case .observe: "changes nothing"
      }
    }
    guard terminal.policy.mode != ci.policy.mode else { return "heal \(alone(terminal))" }
    return "at a terminal heal \(alone(terminal)); in CI it \(alone(ci))"
  }

  /// A rule to begin with: it compiles beside the standard rules, and its tests pass.
  package static func firstRule(of project: String) -> String {
    """
    # The rules of this project, on top of heal's own. Check them with `heal lint`, run their tests with `heal test`.
    # For a failure that no rule knows: heal new-rule --from logs/dbt.log

    ## The day's data comes late now and then; a little later it is there. An example: put your own message here.
    rule \(identifier(project)).data_not_delivered {
      category CONNECTION

      match 'The data of <day:text> has not been delivered yet'

      fix "Wait for the delivery" { retry after 5m; confidence 60% }
      advise "Ask those who deliver when the data of ${day} comes"

      test "the delivery is late" {
        failure 'The data of 2026-01-31 has not been delivered yet'
        expect fix 60% "Wait for the delivery"
        expect capture day "2026-01-31"
      }

      test "a wrong delivery is another matter" {
        failure 'The data of 2026-01-31 has not been accepted yet'
        expect no match
      }
    }

    """
  }

  /// For a project's folder, seen from the repository; nil where they are the same.
  static func workflow(folder: String?) -> String {
    let prefix = folder.map { $0 + "/" } ?? ""
    let working =
      folder.map { "\n    defaults:\n      run:\n        working-directory: \($0)" } ?? ""
    return """
      # Checks the rules of heal in pull requests.
      name: heal rules

      on:
        pull_request:
          paths: ["\(prefix)rules/**", "\(prefix)config/execution_mode.yml"]

      permissions:
        contents: read

      jobs:
        rules:
          runs-on: ubuntu-latest\(working)
          steps:
            - uses: actions/checkout@v4
            # A release of heal that your team has built: one static binary in bin/, the standard rules in share/heal/.
            - working-directory: .
              run: |
                curl -fsSL "$HEAL_URL" | tar -xz -C "$HOME"
                echo "$HOME/heal/bin" >> "$GITHUB_PATH"
              env:
                HEAL_URL: ${{ vars.HEAL_URL }}
            - run: heal lint
            - run: heal test
            - run: heal config show

      """
  }
}
