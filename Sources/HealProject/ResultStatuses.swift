/// How each node ended, by unique id, as a `run_results.json` tells it; nil where there is none to
/// read.
package func statusesOfResults(at path: String) -> [String: NodeStatus]? {
  guard let bytes = ProjectFiles.artifact(at: path), let results = RunResults(bytes)
  else { return nil }
  return results.results.reduce(into: [:]) { $0[$1.uniqueID] = $1.status }
}
