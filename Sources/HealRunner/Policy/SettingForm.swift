import HealLanguage

/// How one setting is written, checked, kept and shown.
struct SettingForm {
  /// To follow "it accepts".
  var accepted: String
  /// The members of its JSON Schema, without description and default.
  var schema: [(String, JSON)]
  /// What separates the items of a list that is written as one text; nil for what is no list.
  var separators: Set<Character>?
  /// Whether its values may be shown.
  var isSecret = false
  /// Takes over values, the items of a list or exactly one. Returns what is wrong, and then nothing was taken.
  var take: (inout Settings, [String]) -> SettingFault?
  var show: (Settings) -> JSON
}

/// A value that a setting does not accept.
struct SettingFault {
  /// Of the item in a list; nil when it is the whole.
  var index: Int?
  /// What exactly is wrong, where that is known.
  var reason: String?
}

extension SettingForm {
  init<Value>(_ place: WritableKeyPath<Settings, Value>, _ form: ValueForm<Value>) {
    accepted = form.accepted
    schema = form.schema
    take = { settings, texts in
      guard texts.count == 1, let value = form.read(texts[0]) else { return SettingFault() }
      settings[keyPath: place] = value
      return nil
    }
    show = { form.show($0[keyPath: place]) }
  }

  /// A setting that may be left open: `null` in the file, `none` as text.
  init<Value>(open place: WritableKeyPath<Settings, Value?>, _ form: ValueForm<Value>) {
    accepted = form.accepted
    let open: JSON = .object([("enum", .list([.null, .text("none")]))])
    schema = [("anyOf", .list([.object(form.schema), open]))]
    take = { settings, texts in
      let value = texts.first.flatMap(form.read)
      guard texts.count == 1, value != nil || ["", "~", "null", "none"].contains(texts[0])
      else { return SettingFault() }
      settings[keyPath: place] = value
      return nil
    }
    show = { $0[keyPath: place].map(form.show) ?? .null }
  }

  init<Value>(
    list place: WritableKeyPath<Settings, [Value]>, _ form: ValueForm<Value>,
    separators: Set<Character>
  ) {
    self.init(list: form, separators: separators)
    take = { settings, texts in
      form.readAll(texts) { settings[keyPath: place] = $0 }
    }
    show = { .list($0[keyPath: place].map(form.show)) }
  }

  init<Value>(
    openList place: WritableKeyPath<Settings, [Value]?>, _ form: ValueForm<Value>,
    separators: Set<Character>
  ) {
    self.init(list: form, separators: separators)
    take = { settings, texts in
      form.readAll(texts) { settings[keyPath: place] = $0 }
    }
    show = { $0[keyPath: place].map { .list($0.map(form.show)) } ?? .null }
  }

  private init<Value>(list form: ValueForm<Value>, separators: Set<Character>) {
    accepted = form.accepted
    schema = [("type", .list([.text("array"), .text("null")])), ("items", .object(form.schema))]
    self.separators = separators
    take = { _, _ in nil }
    show = { _ in .null }
  }
}

extension ValueForm {
  /// Hands over the values of all texts, or says which is wrong.
  fileprivate func readAll(_ texts: [String], _ keep: ([Value]) -> Void) -> SettingFault? {
    var values: [Value] = []
    for (index, text) in texts.enumerated() {
      guard let value = read(text) else {
        return SettingFault(index: index, reason: fault(text))
      }
      values.append(value)
    }
    keep(values)
    return nil
  }
}
