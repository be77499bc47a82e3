import FoundationEssentials

/// A proposal that waits for a person, as it lies under `.heal/proposals/`.
package struct WaitingProposal: Hashable, Sendable {
  /// Its file's name without the ending.
  package var id: String
  /// ISO 8601.
  package var time: String
  package var fixes: [AppliedFix]

  /// All that can be read, newest first.
  package static func all(in folder: HealFolder) -> [WaitingProposal] {
    FileSystem.names(in: folder.proposals).reversed().compactMap { name in
      guard name.hasSuffix(".json"), let bytes = FileSystem.read(folder.proposals + "/" + name),
        let saved = try? JSONDecoder().decode(SavedProposal.self, from: Data(bytes))
      else { return nil }
      return WaitingProposal(id: String(name.dropLast(5)), time: saved.time, fixes: saved.fixes)
    }
  }
}
