import HealRunner

/// All that `heal report` shows, and the page that shows it: one file, no script, nothing fetched.
struct HistoryPage {
  /// The project's name.
  var project: String
  var made: Timestamp
  /// Newest first.
  var runs: [RunRecord]
  /// How many runs the history has; there may be more than are shown.
  var runCount: Int
  var rules: [RuleStanding]
  var unknown: [UnknownFailure]
  var waiting: [WaitingProposal]

  var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(project) · heal</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <header>
    <p class="brand">heal</p>
    <h1>\(project)</h1>
    <p class="lede">\(lede)</p>
    </header>
    <main>
    \(runs.isEmpty ? emptyState : sections)
    </main>
    <footer>
    <p>Made \(made.shown) UTC from <code>.heal/history.db</code> by heal \(Version.text). All times are UTC.</p>
    </footer>
    </body>
    </html>

    """
  }

  private var sections: HTML {
    """
    \(tiles)
    \(waitingSection)
    \(RunChart(runs: runs, until: made).section)
    <div class="pair">
    \(HealRateChart(runs: runs).section)
    \(TimeToGreenChart(runs: runs).section)
    </div>
    \(rulesSection)
    \(unknownSection)
    \(latestSection)
    """
  }

  private var emptyState: HTML {
    """
    <section class="panel empty">
    <h2>No runs yet</h2>
    <p>The first <code>heal run -- dbt build</code> in this project starts the history.</p>
    </section>
    """
  }
}
