package import HealEngine
package import HealLanguage

/// Answers about a dbt project on disk, each question read at most once. Never writes.
package final class ProjectEvidence: Evidence {
  package init(projectDirectory: String, targetDirectory: String) {}

  package func answer(_ question: Question) -> Value { .unknown }
}
