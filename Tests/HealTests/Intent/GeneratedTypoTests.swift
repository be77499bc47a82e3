import HealEngine
import Testing
import Words

/// Typos made as fingers make them must pass, pairs of words that mean something must not.
@Suite struct GeneratedTypoTests {
  @Test func `typos of common words pass`() {
    var (tried, passed, words) = (0, 0, 0)
    var refused: [String] = []
    var random = Random(state: 11)
    for meant in names where meant.utf8.count >= 4 {
      for _ in 0..<4 {
        for word in typos(of: meant, &random) where word != meant {
          tried += 1
          // Names that are read are mostly said elsewhere in the project, in YAML or by readers.
          let verdict = WordTypo(kind: .column, isProjectWord: { $0 == meant })
            .verdict(on: "\(word)_x", meant: "\(meant)_x")
          switch verdict {
          case .passes: passed += 1
          case .fails(.isWord), .fails(.isForeign): words += 1
          case .fails: refused.append("\(word) for \(meant): \(verdict.explanation)")
          }
        }
      }
    }
    #expect(tried >= 2_000)
    // A word is refused whatever was meant: `form` for `from`, and `oder`, which is German.
    #expect(words * 10 < tried)
    #expect(
      passed * 100 >= (tried - words) * 95,
      "\(passed) of \(tried), \(words) are words; refused: \(refused.joined(separator: "\n"))")
  }

  @Test func `words are never taken for one another`() {
    var pairs = 0
    let some = TradeWords.terms.sorted().enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    for word in Set(some).union(names) {
      for other in neighbours(of: word) where other != word && isKnown(other) {
        pairs += 1
        let test = WordTypo(kind: .column)
        #expect(!test.verdict(on: "\(other)_x", meant: "\(word)_x").passes, "\(other) \(word)")
        #expect(!test.verdict(on: "\(word)_x", meant: "\(other)_x").passes, "\(word) \(other)")
      }
    }
    #expect(pairs >= 3_000)
  }

  @Test func `words two edits apart are never taken for one another`() {
    let long = names.filter { $0.utf8.count >= 8 }.enumerated().filter { $0.offset % 8 == 0 }
    var pairs = 0
    for (_, word) in long {
      var others: Set<String> = []
      for near in neighbours(of: word) { others.formUnion(neighbours(of: near).filter(isKnown)) }
      for other in others.subtracting([word]) {
        pairs += 1
        let verdict = WordTypo(kind: .column).verdict(on: "a_\(other)", meant: "a_\(word)")
        #expect(!verdict.passes, "\(other) \(word)")
      }
    }
    #expect(pairs >= 20)
  }

  private func isKnown(_ word: String) -> Bool {
    English.rank(of: word) != nil || TradeWords.terms.contains(word)
      || TradeWords.abbreviations.contains(word)
  }

  // MARK: Making typos

  /// A letter left out, one doubled, two swapped, and one replaced by its neighbour on the keyboard.
  private func typos(of word: String, _ random: inout Random) -> [String] {
    let letters = Array(word.utf8)
    let place = random.below(letters.count)
    var (dropped, doubled, swapped, replaced) = (letters, letters, letters, letters)
    dropped.remove(at: place)
    doubled.insert(letters[place], at: place)
    swapped.swapAt(place, place == 0 ? 1 : place - 1)
    let near = Array((Self.neighbours[letters[place]] ?? "").utf8)
    replaced[place] = near[random.below(near.count)]
    return [dropped, doubled, swapped, replaced].map { String(decoding: $0, as: UTF8.self) }
  }

  /// All texts that one edit makes of the word.
  private func neighbours(of word: String) -> Set<String> {
    let letters = Array(word.utf8)
    var all: Set<[UInt8]> = []
    for place in 0...letters.count {
      let (head, tail) = (Array(letters[..<place]), Array(letters[place...]))
      for letter in UInt8(0x61)...0x7A {
        all.insert(head + [letter] + tail)
        if !tail.isEmpty { all.insert(head + [letter] + tail.dropFirst()) }
      }
      if !tail.isEmpty { all.insert(head + tail.dropFirst()) }
      if tail.count > 1 { all.insert(head + [tail[1], tail[0]] + tail.dropFirst(2)) }
    }
    return Set(all.map { String(decoding: $0, as: UTF8.self) })
  }

  private static let neighbours: [UInt8: String] = {
    let keys = [
      "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj",
      "i": "uojk", "o": "ipkl", "p": "ol", "a": "qwsz", "s": "wedaxz", "d": "erfscx", "f": "rtgdvc",
      "g": "tyhfbv", "h": "yujgnb", "j": "uikhmn", "k": "iojlm", "l": "opk", "z": "asx",
      "x": "zsdc",
      "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
    ]
    return Dictionary(
      uniqueKeysWithValues: keys.compactMap { key, near in key.utf8.first.map { ($0, near) } })
  }()

  /// The same numbers on every run.
  private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private let names = """
    customer order product amount quantity email address status created updated deleted shipped
    delivered payment invoice price total discount currency country region state postal first
    phone birthday gender category description title subject message channel campaign source
    medium content keyword session visitor event type timestamp month year quarter week hour
    minute second duration start finish count number average maximum minimum percent ratio score
    level segment cohort subscription plan trial renewal churn revenue cost margin balance credit
    account ledger transaction refund shipping warehouse inventory supplier vendor purchase
    receipt contract agreement employee manager department office location building priority
    severity project task sprint milestone release version environment server device browser
    platform system brand color weight height width length volume temperature pressure latitude
    longitude distance direction vehicle passenger station airport flight reservation property
    review comment feedback survey question response student teacher course school attendance
    doctor diagnosis treatment hospital claim policy premium coverage provider network customers
    orders products payments events sessions seconds minutes days months users active enabled
    verified approved pending completed previous original primary default reference external notes
    language timezone bracket calibration caption charter chemistry cleaning coating column
    compass compression concrete crossing cylinder dairy dispatch drainage electric emission
    engine exhaust fabric factory farming fertilizer fiber filter fisheries forestry fuel furnace
    garden gasoline harvest heating humidity hydrogen insulation irrigation kitchen laboratory
    lighting machine magnet maintenance mineral moisture nutrition oxygen packaging painting
    pipeline plastic plumbing polymer printer protein pumping radiation rainfall recycling
    refinery rubber safety sanitation sawmill shelter soil solar spectrum sterile sulphur surface
    textile timber tractor turbine valve ventilation voltage welding
    """.split { " \n".contains($0) }.map(String.init)
}
