import Platform

/// Where a file lies, as the system's calls that end in `at` take it: an open folder, and a name in it.
///
/// A path that leads into a project's `.heal` is walked part by part, and no part may be a link. Any other path is
/// left to the system.
struct Place: ~Copyable {
  /// Kept open as long as the place is used.
  private let folder: Descriptor?
  /// Of the folder; the whole path counts from the current one where there is none.
  let number: Int32
  let name: String

  /// - Throws: ``RunnerError/outsideFence(_:reason:)`` for a path that leads out of `.heal`, and what the system refuses.
  init(_ path: String) throws(RunnerError) {
    guard let (base, words) = Self.split(path) else {
      folder = nil
      number = AT_FDCWD
      name = path
      return
    }
    guard !words.contains(where: { ["", "..", "."].contains($0) }) else {
      throw .outsideFence(path, reason: "it leads out of heal's folder")
    }
    var folder = try Descriptor(following: base)
    for word in words.dropLast() {
      folder = try Descriptor(in: folder.number, word, O_RDONLY | O_DIRECTORY, shownAs: path)
    }
    number = folder.number
    self.folder = consume folder
    name = words.last ?? "."
  }

  /// Up to and with `.heal`, and the words behind it; nil for a path that does not lead into one.
  private static func split(_ path: String) -> (base: String, words: [String])? {
    let words = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let index = words.firstIndex(of: ".heal"), index + 1 < words.count else { return nil }
    return (words[...index].joined(separator: "/"), Array(words[(index + 1)...]))
  }

  /// What lies there, without following a link inside `.heal`; nil where nothing does.
  var status: stat? {
    var status = stat()
    let flags = number == AT_FDCWD ? 0 : AT_SYMLINK_NOFOLLOW
    return unsafe fstatat(number, name, &status, flags) == 0 ? status : nil
  }
}
