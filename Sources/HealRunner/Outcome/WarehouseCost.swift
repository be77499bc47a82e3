/// What heal's own questions to the warehouse have cost in a run. Each is a start of dbt with one query or a few.
package struct WarehouseCost: Hashable, Sendable {
  package var questions = 0
  /// With dbt's start, which is most of it on a small warehouse.
  package var seconds = 0.0

  package init() {}
}
