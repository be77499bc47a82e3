/// Whether the words by which two names differ mean nothing: forms of one stem (`ordered`, `order`), endings for the
/// same kind of thing (`_at`, `_date`), an abbreviation and its word (`qty`, `quantity`).
///
/// By itself this is no proof: `start_date` and `start_time` mean the same here. It only says that a proof by the
/// place where the names stand may count.
func meanTheSame(_ one: String, _ other: String) -> Bool {
  var mine = NameSense.words(of: one)
  var theirs = NameSense.words(of: other)
  mine.removeAll { word in
    guard let twin = theirs.firstIndex(of: word) else { return false }
    theirs.remove(at: twin)
    return true
  }
  if mine.isEmpty && theirs.isEmpty { return true }
  let isSame = { (a: String, b: String) in
    NameSense.stem(a) == NameSense.stem(b) || areTimeEndings(a, b) || isAbbreviation(a, of: b)
      || isAbbreviation(b, of: a)
  }
  guard mine.count == theirs.count else { return false }
  for word in mine {
    guard let partner = theirs.firstIndex(where: { isSame(word, $0) }) else { return false }
    theirs.remove(at: partner)
  }
  return true
}

private func areTimeEndings(_ one: String, _ other: String) -> Bool {
  timeEndings.contains(one) && timeEndings.contains(other)
}

private let timeEndings: Set<String> = [
  "at", "on", "date", "datetime", "dt", "time", "timestamp", "ts",
]

/// The abbreviations that stand for one word only, as warehouses spell their columns.
private func isAbbreviation(_ short: String, of long: String) -> Bool {
  abbreviations[short] == long
}

private let abbreviations = [
  "addr": "address", "amt": "amount", "avg": "average", "cat": "category", "cnt": "count",
  "ctry": "country", "cust": "customer", "desc": "description", "dept": "department",
  "emp": "employee", "fname": "firstname", "grp": "group", "inv": "invoice", "lname": "lastname",
  "loc": "location", "mgr": "manager", "msg": "message", "nbr": "number", "nm": "name",
  "no": "number", "num": "number", "ord": "order", "pct": "percent", "prod": "product",
  "qty": "quantity", "ref": "reference", "seq": "sequence", "stat": "status", "tel": "telephone",
  "txn": "transaction", "typ": "type", "val": "value", "yr": "year",
]
