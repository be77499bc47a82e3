/// What keeps heal from changing anything: a file that exists, or the variable `HEAL_STOP`.
package struct KillSwitch: Hashable, Sendable {
  /// Absolute.
  package var file: String
  /// As the policy writes it.
  package var name: String
  /// The value of ``variable``; nil when it is not set.
  package var value: String?

  package static let variable = "HEAL_STOP"

  /// - Parameters:
  ///   - limits: name the file.
  ///   - project: the folder that the file's path is relative to.
  ///   - environment: heal's own variables.
  package init(_ limits: RunLimits, project: String, environment: [String: String]) {
    name = limits.killSwitch
    file = DbtPaths.joined(project, limits.killSwitch)
    value = environment[Self.variable]
  }

  /// Why heal may not change anything at this moment, and how to let it; nil when it may.
  package var reason: String? {
    if let value, !["", "0", "false", "no", "off"].contains(value.lowercased()) {
      return "heal is stopped by the variable \(Self.variable); unset it to let it go on"
    }
    guard FileSystem.exists(file) else { return nil }
    return "heal is stopped by the file \(name); remove it to let it go on"
  }
}
