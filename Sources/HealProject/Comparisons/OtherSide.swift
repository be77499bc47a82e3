import HealEngine

/// Two words by which names differ and of which each excludes the other: net and gross, ordered and shipped. What has been
/// alike so far, as long as nothing was taxed or all was delivered, need not be alike tomorrow.
struct OtherSide {
  let old: String
  let new: String

  /// nil where the names differ in no such words.
  init?(of old: String, in new: String) {
    let (mine, theirs) = (Self.words(of: old), Self.words(of: new))
    let (gone, come) = (mine.subtracting(theirs), theirs.subtracting(mine))
    for sides in Self.contrasts {
      for side in sides {
        guard let old = gone.sorted().first(where: side.contains) else { continue }
        let others = sides.filter { $0 != side }
        guard let new = come.sorted().first(where: { word in !side.contains(word) && others.contains { $0.contains(word) } })
        else { continue }
        (self.old, self.new) = (old, new)
        return
      }
    }
    return nil
  }

  var clause: String { "by their names they mean different things: \(old) is not \(new)" }

  private static func words(of name: String) -> Set<String> { Set(nameWords(name).map { $0.lowercased() }) }

  /// Of each contrast its sides, and of each side the words that say the same.
  private static let contrasts: [[Set<String>]] = [
    "net | gross", "incl including inclusive | excl excluding exclusive", "with | without",
    """
    ordered requested booked | reserved allocated | picked packed | shipped dispatched sent | delivered received arrived \
    | returned | refunded | cancelled canceled | invoiced billed | paid settled collected | outstanding open due | scrapped
    """,
    "billing invoice invoicing | shipping delivery", "sender | receiver recipient | payer",
    "payer debtor | payee creditor | recipient", "buyer purchaser customer | seller vendor supplier",
    "planned scheduled forecast budget budgeted estimated expected promised | actual real",
    "min minimum least | max maximum most | avg average mean | median | sum total",
    "first earliest | last latest | previous prior | next | current", "start begin from since | end until to till",
    "opening | closing", "opened | closed", "open | close | high | low", "before | after", "in | out", "inbound incoming | outbound outgoing",
    "credit | debit", "import imported | export exported", "home | away", "parent | child", "left | right", "old | new", "up | down",
    "income revenue sales turnover | expense expenses cost costs | profit margin | price", "gain | loss", "asset | liability",
    "active enabled | inactive disabled", "male | female", "created added inserted | updated modified changed | deleted removed",
    "bid | ask", "click clicks | view views | impression impressions", "daily | weekly | monthly | quarterly | yearly annual",
    """
    local | reporting | group | base | usd dollar dollars | eur euro euros | gbp pound pounds | jpy yen | chf | cad | aud | nzd \
    | cny | inr | sek | nok | dkk | pln | czk | huf | brl | mxn | zar | sgd | hkd | krw
    """,
    "cents cent pence minor | dollars euros pounds major", "mm | cm | m | km | inch inches in | feet ft | mi miles",
    "mg | g | kg | t tons tonnes | lb lbs pounds | oz", "ml | cl | l litre litres liters | gal gallons",
    """
    ms millis milliseconds | s sec secs seconds | minute minutes mins | hour hours hrs h | day days | week weeks | month months \
    | year years
    """,
    "celsius | fahrenheit | kelvin", "utc gmt | local | cet | est | pst", "percent pct | share ratio fraction | bps", "b2b | b2c",
    "gtin | sku | ean | upc | isbn", "bytes | kb | mb | gb | tb", "wh | kwh | mwh",
  ].map { contrast in contrast.split(separator: "|").map { Set($0.split(separator: " ").map(String.init)) } }
}

extension String {
  /// `orders` of `shop.orders`.
  var lastPart: String { split(separator: ".").last.map(String.init) ?? self }
}
