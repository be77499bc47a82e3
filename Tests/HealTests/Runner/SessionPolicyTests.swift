import HealEngine
import HealLanguage
import HealProject
import Testing

@testable import HealRunner

/// Bounds on a run: the kill switch, the time it may take, the fixes of a day.
@Suite struct SessionPolicyTests {
  /// Two models that fail one after the other, each with a fix.
  private func shop() -> FakeDbt {
    let dbt = FakeDbt(
      """
      [ $command = parse ] && exit 0
      for name in a b; do
        if mentions emial models/$name.sql; then
          fail model.$name models/$name.sql "\\"emial\\" not found in models/$name.sql; try \\"email\\""; exit 1
        fi
        status model.$name success
      done
      """)
    dbt.folder.write("select {{ emial }} a\n", to: "models/a.sql")
    dbt.folder.write("select {{ emial }} b\n", to: "models/b.sql")
    return dbt
  }

  @Test func `a stop file lets dbt run and changes nothing`() async throws {
    let dbt = shop()
    dbt.folder.write("", to: ".heal/STOP")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(outcome.exitCode == 1)
    #expect(outcome.openDiagnoses.count == 1)
    #expect(
      outcome.remarks == ["heal is stopped by the file .heal/STOP; remove it to let it go on"])
    #expect(outcome.refused.map(\.reason) == ["heal is stopped"])
    #expect(outcome.proposal == nil)
    #expect(dbt.folder.tree == before)
    #expect(dbt.calls == ["build"])
  }

  @Test(arguments: [("1", true), ("yes please", true), ("", false), ("0", false), ("false", false)])
  func `a variable stops it too`(value: String, stops: Bool) async throws {
    let dbt = shop()
    let outcome = try await dbt.heal { $0.environment["HEAL_STOP"] = value }
    #expect(outcome.status == (stops ? .notHealed : .healed))
    #expect(outcome.remarks.contains { $0.contains("HEAL_STOP") } == stops)
  }

  @Test func `a green run does not care`() async throws {
    let dbt = FakeDbt("status model.a success")
    let outcome = try await dbt.heal { $0.environment["HEAL_STOP"] = "1" }
    #expect(outcome.status == .green)
    #expect(outcome.remarks == [])
  }

  @Test func `thrown between two fixes it puts the first one back`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal { session in
      let report = session.report
      session.report = { event in
        report(event)
        if case .ended(2, _, _) = event { dbt.folder.write("", to: "stop-now") }
      }
      session.settings.limits.killSwitch = dbt.folder.path + "/stop-now"
    }
    FileSystem.remove(dbt.folder.path + "/stop-now")
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 2)
    #expect(outcome.putBack.map(\.fix.title) == ["Read email for emial"])
    #expect(dbt.folder.tree == before)
  }

  @Test func `thrown while heal waits, dbt does not run again`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal { session in
      let sleep = session.clock.sleep
      session.clock.sleep = {
        sleep($0)
        dbt.folder.write("", to: ".heal/STOP")
      }
    }
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 1)
    #expect(dbt.folder.tree == before)
  }

  @Test func `thrown while an edit is verified, no command of a fix runs and nobody waits`()
    async throws
  {
    let dbt = FakeDbt(
      """
      if [ $command = parse ]; then : > .heal/STOP; exit 0; fi
      fail model.a models/a.sql "\\"emial\\" not found in models/a.sql; try \\"email\\""
      fail model.b models/b.sql 'no packages'; exit 1
      """)
    dbt.folder.write("select {{ emial }} a\n", to: "models/a.sql")
    let before = dbt.folder.tree
    let outcome = try await dbt.heal()
    #expect(outcome.status == .notHealed)
    #expect(dbt.calls == ["build", "parse"])
    #expect(dbt.waits == [])
    #expect(dbt.folder.tree == before)
  }

  @Test func `thrown while a person thinks, their yes comes too late`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal(policy: Policy()) { session in
      session.approver = SlowPerson { dbt.folder.write("", to: ".heal/STOP") }
    }
    #expect(outcome.status == .notHealed)
    #expect(dbt.folder.tree == before)
  }

  @Test func `after the run's time no other fix is begun`() async throws {
    let dbt = shop()
    let before = dbt.folder.tree
    let outcome = try await dbt.heal { $0.settings.limits.wallClock = 4.5 }
    #expect(outcome.status == .notHealed)
    #expect(outcome.attempts.count == 2, "the first fix was begun at 0 s, the next would be at 5 s")
    #expect(
      outcome.refused.map(\.reason) == [
        "the run has used up its time (limits.wall_clock_minutes: 0.075)"
      ])
    #expect(dbt.folder.tree == before)
    #expect(try await shop().heal { $0.settings.limits.wallClock = 11 }.status == .healed)
  }

  @Test func `fixes of the same run count against the day's budget`() async throws {
    let dbt = shop()
    let outcome = try await dbt.heal {
      $0.settings.limits.fixesPerDay = 1
      $0.settings.policy.fixesLeft = 1
    }
    #expect(outcome.status == .notHealed)
    #expect(outcome.refused.map(\.reason) == ["the day's budget of 1 fix is used up"])
    #expect(outcome.proposed.count == 2, "both are kept for a person")
    let none = shop()
    let waiting = try await none.heal { $0.settings.policy.fixesLeft = 0 }
    #expect(waiting.status == .waiting)
    #expect(none.calls == ["build"])
  }

  private static let readEmail = FixName(rule: "test.rule", title: "Read email for emial")

  @Test func `a demoted fix waits for a person, and the report says why`() async throws {
    let outcome = try await shop().heal {
      $0.settings.policy.trackRecords[Self.readEmail] = TrackRecord(
        measuredConfidence: 1, isDemoted: true)
    }
    #expect(outcome.status == .waiting)
    #expect(
      outcome.refused.map(\.reason) == [
        "it failed the last time and needs a person until it has proven itself again"
      ])
    let measured = try await shop().heal {
      $0.settings.policy.trackRecords[Self.readEmail] = TrackRecord(
        measuredConfidence: 0.5, isDemoted: false)
    }
    #expect(
      measured.refused.map(\.reason)
        == ["its measured confidence is below the policy's threshold"])
  }

  @Test func `a session waits for the lock as long as the settings say`() throws {
    var settings = Settings()
    settings.limits.lockTimeout = 3
    let session = try Session(
      command: ["dbt", "build"], project: DbtProject(directory: "."), settings: settings,
      diagnostician: { Diagnostician(RuleSet()) },
      runner: CommandRunner(interruption: Interruption()), environment: [:])
    #expect(session.lockTimeout == 3)
  }
}

/// Says yes when something else has happened.
private struct SlowPerson: Approver {
  var meanwhile: @Sendable () -> Void

  func decide(_ proposal: Proposal) -> Answer {
    meanwhile()
    return .yes
  }
}
