package import HealLanguage

/// The problems, each with those of its remedies that stood the trial, as `lint` gives them; for an editor,
/// which asks about few of them at a time.
///
/// - Parameters:
///   - problems: some of what compiling the sources gave.
///   - sources: all that is compiled together.
///   - compilation: what compiling them gave.
/// - Returns: the same problems in the same order.
package func keepingTriedRemedies(
  _ problems: [Problem], of sources: [HealLanguage.Source], _ compilation: Compilation
) -> [Problem] {
  guard problems.contains(where: { !$0.remedies.isEmpty }) else { return problems }
  var trial = RemedyTrial(sources, compilation)
  return trial.keepingTried(problems)
}
