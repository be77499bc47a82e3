extension Detector {
  /// Private keys in their armour, whole or cut off, in lines or as JSON's `\n`.
  static let keyBlocks: [Detector] = [
    Detector(
      "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        + #"(?:[A-Za-z0-9+/=\s\\,:.|>\[;\x1b]|-(?!----))*+(?:-----END [A-Z0-9 ]{0,40}-----)?"#, .key
    ),
    Detector(
      #"MII[A-Za-z0-9+/]{40,}+(?:(?:\s|\\n|\\r)++[A-Za-z0-9+/]{16,}+)*+={0,2}"#, .key),
  ]

  /// Addresses that are secrets, or hold one before the host.
  static let addresses: [Detector] = [
    Detector(
      #"(?i)https?://(?:hooks\.slack(?:-gov)?\.com/|[\w.-]{1,100}\.webhook\.office\.com/"#
        + #"|(?:[\w.-]{1,200}\.)?logic\.azure\.com(?::[0-9]{1,5})?/"#
        + #"|[\w.-]{1,200}\.api\.powerplatform\.com(?::[0-9]{1,5})?/"#
        + #"|discord(?:app)?\.com/api/webhooks/|chat\.googleapis\.com/v1/spaces/)[^\s"'<>)\\]++"#,
      .webhook),
    Detector(
      #"://(?:[^\s/:@"'`<>]{0,256}+):(?![0-9]{1,5}(?:[/\s"'?\\]|$))"#
        + #"(?<v>(?:(?!://)[^\s"'`<>]){1,1024})@"#, .password),
    Detector(
      #"(?i)%3A%2F%2F[^\s%@:/"']{0,256}+(?:%3A|:)(?<v>(?:(?!%2F%2F)[^\s"'<>/]){1,512}?)(?:%40|@)"#,
      .password),
    Detector(#"(?i)https?://(?<v>[^\s/:@"'`<>]{8,256}+)@"#, .token),
    Detector(#"(?i)jdbc:oracle:thin:[^\s/@]{1,100}/(?<v>[^\s@"']{1,256}+)@"#, .password),
  ]

  /// Headers of HTTP that carry a right.
  static let headers: [Detector] = [
    Detector(
      #"(?i)authorization\\{0,7}["']?[ \t]*+[:=,][ \t]*+(?:[bru](?=["']))?\\{0,7}["']?"#
        + #"(?<v>(?:(?:bearer|basic|token|digest|negotiate|apikey)[ ]++)?[^\s"',;\\]++)"#, .token),
    Detector(
      "(?i)" + edge + #"bearer[ ]++(?<v>(?=[^\s"',;\\]{0,200}[0-9])[^\s"',;\\]{8,}+)"#, .token),
    Detector(
      "(?i)" + edge
        + #"basic[ ]++(?-i:(?<v>(?=[A-Za-z0-9+/]{0,200}[a-z0-9][A-Z0-9])[A-Za-z0-9+/]{8,}+={0,2}))"#,
      .password),
    Detector("(?i)" + edge + #"(?:set-)?cookie[ \t]*+:[ \t]*+(?<v>[^\r\n"'\\]++)"#, .secret),
  ]
}
