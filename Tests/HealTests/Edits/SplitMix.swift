/// A small random generator that gives the same numbers each time.
///
/// Source: SplitMix64 of G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Often one that means something to a lexer.
  mutating func byte() -> UInt8 {
    let telling = Array("'\"`{}%#-/*\\$[]().,;: \nearb_1".utf8)
    return Bool.random(using: &self)
      ? telling[Int.random(in: 0..<telling.count, using: &self)]
      : UInt8.random(in: 0...255, using: &self)
  }

  /// The text with some bytes taken out, put in or doubled.
  mutating func mutated(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      let end = min(place + Int.random(in: 1...12, using: &self), bytes.count)
      switch Int.random(in: 0..<3, using: &self) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(byte(), at: place)
      default: bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
    }
    return bytes
  }
}
