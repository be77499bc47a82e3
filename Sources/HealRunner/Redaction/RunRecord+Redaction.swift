extension RunRecord {
  /// The record with every text of dbt's and of the project's passed through. A history may hold what an earlier heal
  /// or another machine has written.
  package func redacted(by redact: (String) -> String) -> RunRecord {
    var record = self
    record.command = redact(command)
    for index in failures.indices {
      record.failures[index].node = failures[index].node.map(redact)
      record.failures[index].summary = redact(failures[index].summary)
    }
    for index in fixes.indices {
      record.fixes[index].title = redact(fixes[index].title)
      record.fixes[index].nodes = fixes[index].nodes.map(redact)
      record.fixes[index].files = fixes[index].files.map(redact)
      record.fixes[index].reason = fixes[index].reason.map(redact)
    }
    return record
  }
}

extension UnknownFailure {
  /// As ``RunRecord/redacted(by:)``.
  package func redacted(by redact: (String) -> String) -> UnknownFailure {
    var failure = self
    failure.node = node.map(redact)
    failure.summary = redact(summary)
    return failure
  }
}

extension WaitingProposal {
  /// As ``RunRecord/redacted(by:)``.
  package func redacted(by redact: (String) -> String) -> WaitingProposal {
    var proposal = self
    for index in fixes.indices { proposal.fixes[index].title = redact(fixes[index].title) }
    return proposal
  }
}
