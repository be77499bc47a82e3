package import HealEngine
package import HealLanguage
import HealProject

/// What people and heal have written down for each other: a Markdown file beside the project.
///
/// Rules in ```` ```heal ```` fences take effect. Two headings, of any level, mean something as well; what stands
/// below them in lists is read, all else is for people:
///
/// ```
/// ## Ignored failures
/// - `test.shop.not_null_orders_id` until 2026-12-31: the tills send the id later
/// - rule `dbt.deps_timeout`: the package host is being moved
/// - cause `0123456789abcdef`
///
/// ## Labels
/// - `auto-healing` does not exist
/// ```
///
/// An ignored failure is not acted on and no issue is opened for it; the report says so, and the run stays red.
package struct Notes: Hashable, Sendable {
  /// The file as a source of rules; empty where it has none.
  package var ruleSources: [Source] = []
  /// Labels that do not exist where issues are opened.
  package var missingLabels: [String] = []
  package var ignored: [IgnoredFailure] = []
  /// What could not be understood, one sentence each, with the place.
  package var remarks: [String] = []

  package init() {}

  /// Reads the notes; a file that is not there says nothing.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - shownAs: what the file is called in messages, instead of `path`.
  /// - Returns: all that it says, and remarks on what it does not say clearly.
  package static func read(path: String, shownAs: String? = nil) -> Notes {
    guard FileSystem.exists(path) else { return Notes() }
    let name = shownAs ?? path
    if let objection = SizeLimit.notes.objection(toFile: path, shownAs: name) {
      var notes = Notes()
      notes.remarks = [objection + "; what it says is not followed"]
      return notes
    }
    guard let bytes = FileSystem.read(path, .notes) else {
      var notes = Notes()
      notes.remarks = ["\(name) cannot be read; what it says is not followed"]
      return notes
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      var notes = Notes()
      notes.remarks = ["\(name) is not UTF-8 text; what it says is not followed"]
      return notes
    }
    return NotesReader(name: name).read(text)
  }

  /// Why a failure is left alone.
  ///
  /// - Parameters:
  ///   - diagnosis: the failure, and the rules that know it.
  ///   - day: today, `2026-11-23`.
  /// - Returns: one clause with the place in the notes; nil for a failure that is not ignored.
  package func reasonToIgnore(_ diagnosis: Diagnosis, on day: String) -> String? {
    ignored.first { $0.covers(diagnosis, on: day) }?.shown
  }
}
