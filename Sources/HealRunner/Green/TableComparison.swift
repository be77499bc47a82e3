import HealEngine
import HealProject

/// A table as it was in the last green run, held against the same table now.
struct TableComparison: Hashable, Sendable {
  var before: GreenRecord.Relation
  var now: WarehouseRelation
  var bounds: GuardSettings

  /// Why the table may not count as the same; nil when it may.
  var objection: String? { columnObjection ?? rowObjection ?? nullObjection }

  /// A column that is gone, or of another type. New ones are no loss.
  private var columnObjection: String? {
    let types = now.columns.reduce(into: [:]) { $0[$1.name.lowercased()] = $1.type }
    for column in before.columns {
      guard let type = types[column.name.lowercased()] else {
        return "`\(now.name)` has lost its column `\(column.name)`"
      }
      if Self.kind(type) != Self.kind(column.type) {
        return "the column `\(column.name)` of `\(now.name)` was \(column.type) and is \(type)"
      }
    }
    return nil
  }

  private var rowObjection: String? {
    guard let bound = bounds.maxRowChange, let old = before.rows, let new = now.rows else {
      return nil
    }
    let change = old == 0 ? (new == 0 ? 0 : 1) : abs(Double(new) - Double(old)) / Double(old)
    guard change > bound else { return nil }
    return "`\(now.name)` had \(old) rows and has \(new) (guard.max_row_change)"
  }

  private var nullObjection: String? {
    guard let bound = bounds.maxNullChange, let old = before.rows, let new = now.rows, old > 0,
      new > 0, before.nulls.count == before.columns.count, now.nulls.count == now.columns.count
    else { return nil }
    let shares = zip(now.columns, now.nulls).reduce(into: [:]) {
      $0[$1.0.name.lowercased()] = Double($1.1) / Double(new)
    }
    for (column, nulls) in zip(before.columns, before.nulls) {
      let share = Double(nulls) / Double(old)
      guard let other = shares[column.name.lowercased()], abs(other - share) > bound else {
        continue
      }
      return "in `\(now.name)` the column `\(column.name)` had \(Self.percent(share)) nulls "
        + "and has \(Self.percent(other)) (guard.max_null_change)"
    }
    return nil
  }

  /// What was held against what, for the report.
  var words: String {
    let count = before.columns.count
    var words = "\(count) column\(count == 1 ? "" : "s") of `\(now.name)`"
    if bounds.countsRows, before.rows != nil, now.rows != nil { words += ", its rows and nulls" }
    return words
  }

  /// How long a text may be is no type of its own.
  private static func kind(_ type: String) -> String {
    let type = type.lowercased()
    let isText = ["char", "varchar", "character", "text", "string", "nvarchar"].contains {
      type.hasPrefix($0)
    }
    return isText ? "text" : type
  }

  private static func percent(_ share: Double) -> String { share.percent }
}
