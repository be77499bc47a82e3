import HealEngine

/// A question to the warehouse: with a change, do the models between a relation and a table give of today's data what
/// the table kept?
package struct ValueTrial: Hashable, Sendable {
  package var chain: Chain
  package var change: Change

  /// What lies between a relation and a table that kept the values of what is made of it.
  package struct Chain: Hashable, Sendable {
    /// As Jinja calls the relation: `source('shop', 'orders')`.
    package var relation: String
    /// The models between, each after what it reads; the last one is the table. Never empty.
    package var models: [Model]
    /// Columns of the table that a `unique` test looks at; empty where none does.
    package var keys: [String]

    package init(relation: String, models: [Model], keys: [String]) {
      (self.relation, self.models, self.keys) = (relation, models, keys)
    }

    /// The table that kept the values.
    package var table: String { models.last?.name ?? "" }
  }

  package enum Change: Hashable, Sendable {
    /// Columns of the relation are read under names that it has lost. The first is the one that is asked about.
    case rename(Rename, others: [Rename])
    /// The relation's column is read anew by the text that one of the models has in the chain.
    case reread(column: String)
    /// The relation is gone, and this table of its schema is read in its place.
    case replace(table: String)
  }

  package struct Rename: Hashable, Sendable {
    package var old: String
    package var new: String

    package init(old: String, new: String) { (self.old, self.new) = (old, new) }
  }

  package struct Model: Hashable, Sendable {
    package var name: String
    /// As Jinja calls it: `ref('orders')`.
    package var call: String
    /// Its SQL with Jinja, as its file has it.
    package var text: String

    package init(name: String, call: String, text: String) {
      (self.name, self.call, self.text) = (name, call, text)
    }
  }

  package init(_ chain: Chain, _ change: Change) { (self.chain, self.change) = (chain, change) }

  /// Whether a table is read whose name goes on where that of the lost one ends: `orders_before_migration`.
  package var hasNameOfCopy: Bool {
    guard case .replace(let table) = change,
      let lost = SQLText(Array("{{ \(chain.relation) }}".utf8)).inputs.first?.split(separator: ".").last
    else { return false }
    let (old, new) = (nameWords(String(lost)), nameWords(table))
    return new.count > old.count && Array(new.prefix(old.count)) == old
  }
}
