import HealEngine
import HealProject

extension Healing {
  /// What has changed since all was well, by the last green run's manifest and by git.
  var whatChanged: WhatChanged {
    let evidence = session.outside
    let git = evidence.changedFiles
    let gitName = evidence.pastIsShallow == true ? "git, in a shallow clone" : "git"
    if earlier.isGreen {
      let changed = Set(changedModels + (git ?? [])).sorted()
      let witness = "the manifest of the last green run" + (git == nil ? "" : " and \(gitName)")
      if !changed.isEmpty { return WhatChanged(.text(changed), evidence: witness) }
      if let version = last.reading.failures.lazy.compactMap(\.dbtVersion).first,
        let before = earlier.dbtVersion, before != version
      {
        return WhatChanged(.ground("dbt \(before) became dbt \(version)"), evidence: witness)
      }
      return WhatChanged(mayPass ? .nothing : .world, evidence: witness)
    }
    guard let git else {
      return WhatChanged(
        .unknown, evidence: "no green run has left its manifest, and git tells nothing")
    }
    if !git.isEmpty { return WhatChanged(.text(git), evidence: gitName) }
    guard greenRecord.commit != nil else {
      return WhatChanged(.unknown, evidence: "no green run is on record")
    }
    return WhatChanged(mayPass ? .nothing : .world, evidence: "the commit of the last green run")
  }

  private var mayPass: Bool { diagnoses.allSatisfy(\.isTransient) }

  /// Models, tests and snapshots that are not what the manifest of the last green run says, or that it does not know.
  private var changedModels: [String] {
    let files = ProjectFiles(root: tree.root)
    let known = earlier.files
    let other = known.filter { path in
      files.text(path).map { earlier.isMade(of: $0, in: path) == false } ?? true
    }
    let failing = last.reading.failures.compactMap { $0.node?.file }
      .filter { $0.hasSuffix(".sql") && !known.contains($0) && files.exists($0) }
    return other + failing
  }
}
