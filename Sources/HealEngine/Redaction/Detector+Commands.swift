extension Detector {
  /// Secrets in commands, statements and calls, known by their place.
  static let commands: [Detector] = [
    // mysql -pX
    Detector(
      #"(?i)(?<![\w-])(?:mysql|maria)[\w-]{0,20}(?=[ \t])[^\r\n|;&]{0,200}?[ \t"']-p(?<quote>["']?)(?<v>(?!assword|ort)[^\s"'-][^\s"']*+)"#,
      .password),
    Detector(
      #"(?i)(?<![\w-])(?:sshpass|7za?|unrar|rar|zip|unzip|openssl|keytool|gpg)(?=[ \t])[^\r\n|;&]{0,200}?[ \t"']-(?:pass(?:in|out)?[ ](?:pass:)?|p[ =]?|P[ ]?|storepass[ ]|keypass[ ]|-passphrase[ =])(?<quote>["']?)(?<v>(?!ass|ort|file:|env:|fd:|stdin)[^\s"'-][^\s"']*+)"#,
      .password),
    Detector(
      #"(?<![\w-])(?:[Mm]ongo\w{0,10}|docker[ ]login|podman[ ]login|helm[ ][\w ]{0,30}|az[ ]login|beeline|impala-shell|vsql|nzsql|presto|trino|gh|heroku|oc[ ]login|cf[ ]login|rabbitmqadmin|snowsql|bteq|dremio|nats|influx|cqlsh|clickhouse-client|cypher-shell)(?=[ \t])[^\r\n|;&]{0,200}?[ \t"'](?:-p|--pass|-w|-password)(?:[ =]|(?=["']))(?<quote>["']?)(?<v>(?![-$])[^\s"']++)"#,
      .password),
    Detector(
      #"(?<![\w-])(?:sqlcmd|bcp|isql|tsql|osql|htpasswd|pgloader)(?=[ \t])[^\r\n|;&]{0,200}?[ \t"']-P[ ]?(?<quote>["']?)(?<v>[^\s"'-][^\s"']*+)"#,
      .password),
    Detector(
      #"(?<![\w-])(?:redis-cli|valkey-cli)(?=[ \t])[^\r\n|;&]{0,200}?[ \t"']-a[ ]?(?<quote>["']?)(?<v>[^\s"'-][^\s"']*+)"#,
      .password),
    Detector(
      #"(?<![\w-])ldap(?:search|modify|add|whoami|delete|passwd)(?=[ \t])[^\r\n|;&]{0,200}?[ \t"']-w[ ]?(?<quote>["']?)(?<v>[^\s"'-][^\s"']*+)"#,
      .password),
    Detector(
      #"(?<![\w-])htpasswd(?=[ \t])[^\r\n|;&]{0,100}?-\w{0,5}b\w{0,5}[ \t]++\S{1,200}[ \t]++\S{1,100}[ \t]++(?<v>\S++)"#,
      .password),
    Detector(
      #"(?i)(?<![\w-])(?:sqlplus|sqlldr|expdp|impdp|exp|imp|rman|sql)[ \t]++[^\r\n]{0,60}?(?<![\w/.])[a-z][\w$#]{0,30}/(?<v>[^\s/@"'.]{1,100}+)@"#,
      .password),
    Detector(
      #"(?:[\s"'\[]-u|--(?:proxy-)?user)["']?(?:[ =,]{1,2}["']?)?[^\s:"']{1,100}:(?!//)(?<v>[^\s"']++)"#,
      .password),
    Detector(#"(?i)net[ ]use[ ][^\r\n]{0,200}?/user:\S{1,100}[ ]++(?<v>[^\s/]\S*+)"#, .password),
    // identified by X
    Detector(
      #"(?i)identified[ \t\r\n]++(?:with[ ]++\S{1,60}[ ]++)?(?:by|as|using)[ \t\r\n]++(?:password[ ]++|values[ ]++)?(?:[neb]{1,2}(?=['"]))?+(?<quote>["'`]?)(?<v>(?!password\b|externally)[^\s"'`;]++)"#,
      .password),
    // create secret (TYPE s3, KEY_ID '…', SECRET '…')
    Detector(
      #"(?i)create[ \t\r\n]++(?:or[ ]++replace[ ]++)?(?:persistent[ ]++|temporary[ ]++|temp[ ]++)?secret\b[^;]{0,4000}+"#,
      each: secretsOfStatement),
    // connect('host', 'user', 'password')
    Detector(
      #"(?<call>(?<![\w])(?:[\w.]{0,60}\.)?(?i:connect|create_engine|create_connection|connection|login|authenticate|sign_in|auth|basic_auth|http_basic_auth|httpbasicauth|httpdigestauth|basicauth|credentials?|plaincredentials|getconnection|s3|s3cluster|gcs|cosn|oss|mysql|postgresql|mongodb|remote|remotesecure|redis)\()(?<list>[^(){}\r\n]{0,1000}+)\)"#,
      each: secretsOfCall),
    Detector(
      #"(?i)\b(?:auth|basic_auth|credentials|creds)["']?[ ]?[:=][ ]?(?<call>\()(?<list>[^()\r\n]{0,400}+)\)"#,
      each: secretsOfCall),
  ]

  /// The options of a statement that may stand in a log; the value of any other goes.
  private static let openOptions: Set<String> = [
    "account_name", "chain", "endpoint", "provider", "region", "scope", "type", "url_style",
    "use_ssl", "refresh",
    "profile", "storage", "http_proxy", "host", "port", "database", "user", "account", "warehouse",
    "catalog", "schema",
  ]

  @Sendable private static func secretsOfStatement(_ sighting: Sighting) -> [Removal] {
    let text = sighting.text
    return sighting.quotedTexts(in: sighting.range).compactMap { quoted in
      var end = quoted.lowerBound - 1
      while end > sighting.range.lowerBound, " \t\r\n=>:\\{".utf8.contains(text[end - 1]) {
        end -= 1
      }
      var start = end
      while start > sighting.range.lowerBound,
        text[start - 1] == UInt8(ascii: "_") || text[start - 1].isOfWord
      {
        start -= 1
      }
      let name = String(decoding: text[start..<end], as: UTF8.self).lowercased()
      guard !name.isEmpty, !openOptions.contains(name),
        !name.hasSuffix("secret") || quoted.count > 0
      else { return nil }
      return Removal(range: quoted, mark: .secret)
    }
  }

  /// The texts of a call without names that can be no host and no user.
  @Sendable private static func secretsOfCall(_ sighting: Sighting) -> [Removal] {
    guard let list = sighting.range(of: "list"), let call = sighting.words(of: "call")?.lowercased()
    else { return [] }
    let text = sighting.text
    var (position, read, removals): (Int, Int, [Removal]) = (0, list.lowerBound, [])
    let isStorage = ["s3(", "s3cluster(", "gcs(", "cosn(", "oss("].contains { call.hasSuffix($0) }
    let isUserFirst =
      call == "("
      || ["login(", "auth(", "authenticate(", "sign_in(", "credentials(", "credential("]
        .contains { call.hasSuffix($0) }
    for quoted in sighting.quotedTexts(in: list) {
      position += text[read..<max(read, quoted.lowerBound)].count { $0 == UInt8(ascii: ",") }
      read = quoted.upperBound
      var before = quoted.lowerBound - 1
      while before > list.lowerBound, " \\bru".utf8.contains(text[before - 1]) { before -= 1 }
      // `port='x'`, `{'a': 'x'}`
      if before > list.lowerBound, "=:".utf8.contains(text[before - 1]) { continue }
      let first = isStorage || isUserFirst ? 1 : 2
      guard position >= first, !quoted.isEmpty else { continue }
      if isStorage, quoted.count < 12 { continue }
      let value = String(decoding: text[quoted], as: UTF8.self)
      if value.contains("://") || ["utf8", "utf-8"].contains(value.lowercased()) { continue }
      removals.append(Removal(range: quoted, mark: .password))
    }
    return removals
  }
}

extension Sighting {
  /// What stands between quotes within a range, in order.
  func quotedTexts(in range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let quote = text[position]
      position += 1
      guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { continue }
      let start = position
      while position < range.upperBound, text[position] != quote {
        position +=
          text[position] == UInt8(ascii: "\\") && position + 1 < range.upperBound
            && text[position + 1] != quote ? 2 : 1
      }
      var end = min(position, range.upperBound)
      position = end + 1
      // The quote of a text within JSON has a backslash before it.
      if end > start, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
      found.append(start..<end)
    }
    return found
  }
}

extension UInt8 {
  /// An ASCII letter or digit, or part of a letter beyond ASCII.
  var isOfWord: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) && self < 0x80
      || self >= 0x80
  }
}
