extension Checkup {
  /// Whether gh is there and logged in; needed only where the policy speaks of issues or pull requests.
  var gitHubResult: CheckResult {
    let settings = (try? settings.get()) ?? Settings()
    let isNeeded =
      settings.issues.isOn || settings.commit.strategy == .pr
      || settings.ci.commitStrategy == .pr
    let lack: CheckResult.Status = isNeeded ? .warning : .note
    let why = isNeeded ? "" : "; the policy asks nothing of GitHub"
    do {
      let result = try runner.run(
        Command(["gh", "auth", "status"], environment: ["NO_COLOR": "1"], timeLimit: 20))
      if result.ranOutOfTime {
        return CheckResult(
          "gh", lack, "gh auth status did not end in 20 s",
          remedy: "see whether GitHub can be reached")
      }
      guard result.isSuccess || hasToken else {
        return CheckResult(
          "gh", lack, "gh is not logged in\(why)", remedy: "gh auth login, or set GH_TOKEN")
      }
      return CheckResult("gh", .good, "gh is installed and logged in")
    } catch {
      return CheckResult(
        "gh", lack, "gh is not installed\(why)",
        remedy: "install it from https://cli.github.com for issues and pull requests")
    }
  }

  private var hasToken: Bool {
    ["GH_TOKEN", "GITHUB_TOKEN"].contains { !(environment[$0] ?? "").isEmpty }
  }
}
