import HealEngine

@testable import HealProject

/// Evidence from outside that knows nothing but what a test says in its place.
protocol SilentOutside: OutsideEvidence {}

extension SilentOutside {
  var pastIsShallow: Bool? { nil }
  var dictionary: [String] { [] }
  func history(of name: String, in path: String) -> NameHistory? { nil }
  func isGreenText(_ path: String) -> Bool? { nil }
  func lastChange(of path: String) -> String? { nil }
  func committedText(_ path: String) -> String? { nil }
  func hasChangedSinceGreen(_ path: String) -> Bool? { nil }
  func greenColumns(of relation: String) -> [String]? { nil }
  func recordedColumns(of relation: String) -> [WarehouseColumn]? { nil }
  func agreement(_ trial: ValueTrial) -> ValueAgreement? { nil }
  func columns(of relation: String) -> [WarehouseColumn]? { nil }
  func tables(ofSource source: String) -> [String]? { nil }
  func recordedTables(ofSource source: String) -> [String]? { nil }
  func columns(with value: String, in relations: [String]) -> [String]? { nil }
  func values(of column: String, in relation: String) -> [String]? { nil }
  func rows(_ query: String) -> [String]? { nil }
}
