import FoundationEssentials
import Testing

@testable import HealRunner
@testable import heal

/// The page of `heal report` as Chromium draws it, in both themes, at phone and at desk width.
@Suite(.serialized, .enabled(if: Browser.program != nil, "set HEAL_CHROMIUM, or use make test"))
struct BrowserTests {
  private let folder = TemporaryFolder()

  private func look(at page: HistoryPage, _ name: String) async throws -> [Look] {
    folder.write(page.html.text, to: name + ".html")
    let path = folder.path
    let program = try #require(Browser.program)
    let result = try await offPool {
      try CommandRunner(interruption: Interruption()).run(
        Command(
          [
            "python3", HouseTests.root + "/Tests/HealTests/History/look_at_page.py", program,
            "\(path)/\(name).html",
          ] + (Browser.screenshots.map { [$0] } ?? []), environment: [:], folder: path,
          timeLimit: 120))
    }
    try #require(result.isSuccess, "\(result.printed)")
    return try JSONDecoder().decode([Look].self, from: Data(result.standardOutput))
  }

  private func check(_ looks: [Look]) {
    #expect(looks.map(\.width) == [320, 390, 1100, 320, 390, 1100])
    for look in looks {
      let place: Comment = "\(look.theme), \(look.width) px"
      #expect(look.said.isEmpty, place)
      #expect(look.requests == 1, place)
      #expect(look.overflow <= 0, place)
      #expect(look.outside.isEmpty, place)
      #expect(look.unnamed == 0, place)
      #expect(look.textContrast.ratio >= 4.5, "\(look.textContrast), \(place)")
      #expect(look.partContrast >= 3, place)
      let brightness = look.corner.reduce(0, +) / 3
      #expect(look.theme == "dark" ? brightness < 50 : brightness > 205, place)
      // Not blank: text alone has dozens of shades at its edges.
      #expect(look.colours > 30 && look.share < 0.98, place)
    }
  }

  @Test func `a full page reads well everywhere`() async throws {
    let looks = try await look(at: PageTests.full, "full")
    check(looks)
    for look in looks {
      for words in [
        "jaffle", "red pipelines green", "Waiting for a person", "heal show", "Runs over time",
        "Heal rate", "Time to green", "Rules by outcome", "column_not_found", "needs a person",
        "Failures without a rule", "has drifted", "Latest runs",
      ] {
        #expect(look.text.contains(words), "\(words), \(look.theme), \(look.width) px")
      }
    }
  }

  @Test func `an empty page reads well everywhere`() async throws {
    let looks = try await look(at: PageTests.empty, "empty")
    check(looks)
    #expect(looks.allSatisfy { $0.text.contains("No runs yet") })
  }

  @Test func `hostile text stays text`() async throws {
    let looks = try await look(at: PageTests.hostile, "hostile")
    check(looks)
    #expect(looks.allSatisfy { $0.text.contains("<script>alert(1)</script>") })
  }
}

/// What `look_at_page.py` tells of one theme and width.
struct Look: Decodable {
  var theme: String
  var width: Int
  /// What the page said on the console, its errors included.
  var said: String
  var requests: Int
  /// By how many pixels the page is wider than the window.
  var overflow: Double
  /// Elements that stick out of the window.
  var outside: [String]
  var text: String
  /// The worst of all text on its ground.
  var textContrast: Contrast
  var partContrast: Double
  /// Charts without a name for screen readers.
  var unnamed: Int
  /// Of the picture: red, green and blue of its first pixel, how many colours it has, and the share of
  /// the commonest.
  var corner: [Int]
  var colours: Int
  var share: Double

  struct Contrast: Decodable {
    var ratio: Double
    var text: String
  }
}

/// The browser that `HEAL_CHROMIUM` names (`make test` sets it).
enum Browser {
  static let program = environment("HEAL_CHROMIUM")
  /// Where the pictures stay to be looked at; nil: nowhere.
  static let screenshots = environment("HEAL_SCREENSHOTS")

  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
