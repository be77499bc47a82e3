extension Detector {
  /// Numbers that belong to a person, known by their form: of cards, accounts, telephones and social security.
  static let numbers: [Detector] = [
    Detector(#"(?<![\w-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])"#, .rowValue),
    Detector(#"(?<![\w.:-])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{3,4}(?![\w-]|\.[0-9])"#) {
      sighting in
      sighting.passesLuhn ? Removal(range: sighting.range, mark: .rowValue) : nil
    },
    Detector(
      #"(?<![\w+.,:-])\+[1-9][0-9]{0,2}[ ./-]?(?:\(?[0-9]{1,4}\)?[ ./-]?){2,5}[0-9]{2,4}(?![\w.])"#
    ) { sighting in
      (9...15).contains(sighting.digits.count)
        ? Removal(range: sighting.range, mark: .rowValue) : nil
    },
    Detector(#"(?<![\w-])[A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?(?![\w-])"#)
    { sighting in
      sighting.passesModulo97 ? Removal(range: sighting.range, mark: .rowValue) : nil
    },
  ]
}

extension Sighting {
  fileprivate var digits: [Int] {
    text[range].filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
  }

  /// The check digit of numbers of cards.
  fileprivate var passesLuhn: Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
      let (place, digit) = item
      let doubled = place % 2 == 1 ? digit * 2 : digit
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// The check digits of an account's international number.
  fileprivate var passesModulo97: Bool {
    let plain = text[range].filter { $0 != 0x20 }
    guard (15...34).contains(plain.count) else { return false }
    let turned = plain.dropFirst(4) + plain.prefix(4)
    let rest = turned.reduce(0) { rest, byte in
      (0x30...0x39).contains(byte)
        ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
    }
    return rest == 1
  }
}
