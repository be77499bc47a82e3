import HealProject

extension Session {
  /// Files that are too large to be read and were taken as not there, one sentence each.
  func oversized(_ folder: HealFolder) -> [String] {
    let files: [(path: String, limit: SizeLimit)] = [
      (folder.green, .state), (folder.rejections, .state), (paths.results, .results),
      (paths.target + "/manifest.json", .manifest),
    ]
    return files.compactMap { path, limit in
      limit.objection(toFile: path).map { $0 + "; it was taken as not there" }
    }
  }
}

extension Healing {
  /// Why every fix is held: what people have said no to for good cannot be read. nil where it can, or there is nothing.
  var unreadableRejections: String? {
    SizeLimit.state.objection(toFile: folder.rejections).map {
      $0 + "; until that is mended every fix is proposed"
    }
  }
}
