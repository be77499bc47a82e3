import HealLanguage
import HealRunner

extension [RunRecord] {
  var json: JSON { .object([("runs", .list(map(\.json)))]) }
}

extension RunRecord {
  fileprivate var json: JSON {
    .object([
      ("run", .text(id)), ("machine", .text(machine)), ("status", .text(status.rawValue)),
      ("started", .text(started.iso8601)), ("failed", .known(failed?.iso8601)),
      ("ended", .known(ended?.iso8601)), ("command", .text(command)), ("attempts", .int(attempts)),
      ("seconds", timings.json), ("commit", .known(commit?.sha)),
      ("pull_request", .known(commit?.pullRequest)), ("issue", .known(issue?.url)),
      ("failures", .list(failures.map(\.json))), ("fixes", .list(fixes.map(\.json))),
    ])
  }
}

extension FailureRecord {
  fileprivate var json: JSON {
    .object([
      ("fingerprint", .text(fingerprint)), ("attempt", .int(attempt)), ("node", .known(node)),
      ("category", .known(category)), ("rule", .known(rule)), ("summary", .text(summary)),
      ("open", .bool(isOpen)),
    ])
  }
}

extension FixRecord {
  fileprivate var json: JSON {
    .object([
      ("rule", .text(rule)), ("title", .text(title)), ("verdict", .text(verdict.rawValue)),
      ("reason", .known(reason)), ("confidence", confidence.map(JSON.number) ?? .null),
      ("risk", .known(risk)), ("attempt", .int(attempt)), ("nodes", .list(nodes.map(JSON.text))),
      ("files", .list(files.map(JSON.text))), ("approved_by", .known(approvedBy)),
    ])
  }
}

extension [RuleStanding] {
  var json: JSON { .object([("rules", .list(map(\.json)))]) }
}

extension RuleStanding {
  fileprivate var json: JSON {
    .object([
      ("rule", .text(rule)), ("seen", .int(seen)), ("applied", .int(applied)),
      ("verified", .int(verified)), ("rolled_back", .int(rolledBack)),
      ("withdrawn", .int(withdrawn)), ("authored", authored.map(JSON.number) ?? .null),
      ("measured", measured.map(JSON.number) ?? .null), ("demoted", .bool(isDemoted)),
      ("demoted_fixes", .list(demotedFixes.map(JSON.text))),
      ("last_used", .text(lastUsed.iso8601)),
    ])
  }
}
