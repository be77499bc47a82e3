/// A question to the warehouse: do the models between a relation and a table give what the table kept, if the
/// relation's new columns are read under the old names, or if a model's text is edited?
package struct RenameTrial: Hashable, Sendable {
  /// As Jinja calls the relation that has lost columns: `source('shop', 'orders')`.
  package var relation: String
  /// The column whose new name is asked for comes first; empty where a model's text was edited.
  package var renames: [Rename]
  /// The table that is read in the relation's place, in its schema; nil where the relation itself is.
  package var replacement: String?
  /// The relation's column that an edited text reads anew; nil where no text was edited.
  package var edited: String?
  /// The models between, each after what it reads; the last one is the table that kept the values.
  package var models: [Model]
  /// Columns of the table that a `unique` test looks at; empty where none does.
  package var keys: [String]

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

  package init(relation: String, renames: [Rename], models: [Model], keys: [String]) {
    self.relation = relation
    self.renames = renames
    self.models = models
    self.keys = keys
  }

  /// The table that kept the values.
  package var table: String { models.last?.name ?? "" }
}
