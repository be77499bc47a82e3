extension Detector {
  /// Private keys in their armour, whole or cut off, in lines or as JSON's `\n`.
  static let keyBlocks: [Detector] = [
    Detector(
      "-{4,5}[ ]?BEGIN (?!CERTIFICATE|PUBLIC|[A-Z0-9]{1,10} PUBLIC|PGP (?:PUBLIC|SIGNATURE|MESSAGE))[A-Z0-9 ]{2,60}-{0,5}"
        + #"(?:[A-Za-z0-9+/=\s\\,:.|>\[;\x1b"'()_%+]|-(?!----|--- END))*+(?:-{4,5}[ ]?END [A-Z0-9 ]{0,60}-{0,5})?"#,
      .key),
    // The end of a block whose beginning is lost.
    Detector(
      #"(?:[A-Za-z0-9+/]{16,76}={0,2}(?:\s|\\n|\\r|\|)++){1,200}-----END (?!CERTIFICATE|PUBLIC)[A-Z0-9 ]{2,60}-----"#,
      .key),
    Detector(
      #"MII[A-Za-z0-9+/]{40,}+(?:(?:\s|\\n|\\r)++[A-Za-z0-9+/]{16,}+)*+={0,2}"#, .key),
  ]

  /// Addresses that are secrets, or hold one before the host.
  static let addresses: [Detector] = [
    Detector(
      #"(?i)https?://(?:hooks\.slack(?:-gov)?\.com/|hooks\.zapier\.com/|[\w.-]{1,60}\.hooks?\.[\w.-]{1,60}/|maker\.ifttt\.com/|api\.telegram\.org/|events\.pagerduty\.com/integration/|outlook\.office(?:365)?\.com/webhook|[\w.-]{1,100}/(?:api/)?webhooks?/(?=[\w/-]{0,60}[0-9])|[\w.-]{1,100}\.webhook\.office\.com/"#
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
      #"(?i)(?:authorization|x-(?:vault|auth|amz-security|goog-api|figma|gitlab|jfrog-art-api|csrf|xsrf|access|snowflake-authorization)[\w-]{0,20}(?:token|key)?)\\{0,7}["']?\]?[ \t]*+[:=,][ \t]*+(?:[bru](?=["']))?\\{0,7}["']?"#
        + #"(?<v>(?=[^\s"',;\\])(?:(?:aws4-hmac-sha256|digest|oauth|hawk|sharedkey(?:lite)?|signature|mac)[ ](?=[^\r\n]{0,400}=)[^\r\n]++|(?:bearer|basic|token|digest|negotiate|apikey|api-key|sharedkey|splunk|key|ntlm|snowflake token=|oauth|[a-z-]{3,20}(?=[ ][\w+/=.-]{12}))[ ]++)?+[^\s"',;\\]*+)"#,
      .token),
    Detector(
      "(?i)" + edge + #"bearer[ ]++(?<v>(?=[^\s"',;\\]{0,200}[0-9])[^\s"',;\\]{8,}+)"#, .token),
    Detector(
      "(?i)" + edge
        + #"basic[ ]++(?-i:(?<v>(?=[A-Za-z0-9+/]{0,200}[a-z0-9][A-Z0-9])[A-Za-z0-9+/]{8,}+={0,2}))"#,
      .password),
    Detector("(?i)" + edge + #"(?:set-)?cookie[ \t]*+:[ \t]*+(?<v>[^\r\n"'\\]++)"#, .secret),
  ]
}
