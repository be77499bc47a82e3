/// The functions of the language, spelt as rules spell them. The checker, `heal explain` and the
/// language server all read ``signature``; what they compute is in HealEngine.
package enum Function: String, CaseIterable, Hashable, Sendable {
  // Text
  case lower, upper, trim, split, join, contains, matches
  case replaceAll = "replace_all"
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  // Names
  case name, names, closest, similarity, distance
  case sharesWord = "shares_word"
  case isTypo = "is_typo"
  case typosOf = "typos_of"
  // Lists
  case count, first, only, without
  case firstKnown = "first_known"
  // Maps
  case lookup
  // Evidence from the project
  case columns, unused, exists, yaml
  case upstreamColumns = "upstream_columns"
  case seedHeader = "seed_header"
  case keys, folders, projects
  case unknownKeys = "unknown_keys"
  case lostPackages = "lost_packages"
  case readers, inputs
  case ownerOf = "owner_of"
  case giverOf = "giver_of"
  case castIn = "cast_in"
  case declaredIn = "declared_in"
  case sourceOf = "source_of"
  case commonTables = "common_tables"
  case knownNames = "known_names"
  case mentions
  case mentionedIn = "mentioned_in"
  case foundIn = "found_in"
  case calledAs = "called_as"
  case rereadings, retyped
  case spareEntryIn = "spare_entry_in"
  case forcedCircleIn = "forced_circle_in"
  case aliasLostIn = "alias_lost_in"
  case spareCopy = "spare_copy"
  case swallowedIn = "swallowed_in"
  case testedColumn = "tested_column"
  case testedFile = "tested_file"
  case testedModel = "tested_model"
  case acceptedValues = "accepted_values"
  case committedText = "committed_text"
  // Evidence from the warehouse and from history
  case rows, values, appeared
  case vanishedFrom = "vanished_from"
  case sameValues = "same_values"
  case columnWith = "column_with"
  case appearedBeside = "appeared_beside"
  case sameRows = "same_rows"
  case lastGreenLine = "last_green_line"
  case lastGreenColumns = "last_green_columns"
  case changedSinceGreen = "changed_since_green"
  case changedUpstream = "changed_upstream"
}
