/// Whether the words by which two names differ mean nothing: endings for the same kind of thing (`_at`, `_date`), forms
/// of one stem before such an ending (`ordered_at`, `order_date`), an abbreviation and its word (`qty`, `quantity`). The
/// words keep their order: `usd_to_eur` is not `eur_to_usd`, and without such an ending a `discounted` amount is not a
/// `discount`.
///
/// By itself this is no proof: `start_date` and `start_time` mean the same here. It only says that a proof by the
/// place where the names stand may count.
func meanTheSame(_ one: String, _ other: String) -> Bool {
  let (mine, theirs) = (NameSense.words(of: one), NameSense.words(of: other))
  guard mine.count == theirs.count else { return false }
  return mine.indices.allSatisfy { index in
    let (a, b) = (mine[index], theirs[index])
    if a == b || areTimeEndings(a, b) || isAbbreviation(a, of: b) || isAbbreviation(b, of: a) { return true }
    let next = index + 1
    return NameSense.stem(a) == NameSense.stem(b) && next == mine.count - 1 && areTimeEndings(mine[next], theirs[next])
  }
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
