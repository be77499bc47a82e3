/// Pairs of names as tests write them: `custmer_id customer_id, emial email`, a comment behind `#`.
func namePairs(_ text: String) -> [(String, String)] {
  text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    .flatMap { $0.split(separator: ",") }
    .compactMap { pair in
      let names = pair.split(separator: " ").map(String.init)
      return names.count == 2 ? (names[0], names[1]) : nil
    }
}
