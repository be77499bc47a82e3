import PCRE2

extension Detector {
  /// The end of a name whose value is secret; what stands before it does not matter.
  static let name =
    "(?<name>"
    + [
      #"pass(?:word|wd|phrase|code|wort)s?|(?<![a-z])pass|(?<=[a-z])(?-i:Pass)|(?<=db|user|usr|etl|key|store|trust|login|mail|smtp|ftp|ssh|ldap|http|proxy|redis|mongo|mysql|my|pg|sql|ora|oracle|postgres|admin|adm|root|bind|svc|service|app|api|client|remote|rmt|conn|sys|sa|dw|dwh|bot|wifi)pass|pwd|(?<![a-z])pw|(?<=root|user|bind|db|my|pg|sql)pw"#,
      // German, French, Spanish, Portuguese, Italian, Dutch, the North, the East, Turkish
      "kennwort|mot[ _-]?de[ _-]?passe|(?<![a-z])mdp|contrase(?:ñ|n|\\\\u00f1)a|(?<![a-z])clave|senha",
      "parola(?:[ _]d['’]?ordine)?|parole|wachtwoord|l(?:ö|o)senord|adgangskode|passord|salasana",
      "has(?:ł|l)o|heslo|jelsz(?:ó|o)|(?<![a-z])lozinka|(?:ş|s)ifre|slaptažodis|parool",
      "пароль|лозинка|гасло|парола|κωδικός(?: πρόσβασης)?|סיסמה|סיסמא|كلمة (?:المرور|السر)",
      "密码|密碼|口令|パスワード|暗証番号|비밀번호|암호|रहस्य|पासवर्ड|รหัสผ่าน|m(?:ậ|a)t kh(?:ẩ|a)u|kata sandi",
      // Everything but passwords
      #"dbt_env_secret_\w{1,60}|secret(?:[_ -]?(?:access[_ -]?)?key)?|geheimnis|token|jwt"#,
      #"(?:client|consumer|app|application|shared)[_-]?secret"#,
      #"(?:api|app|application|auth|subscription|license|licence|deploy|admin|consumer|client|host"#
        + #"|webhook|hmac|account|storage|functions?|ingest|session|service|team|bot|write|rest|master"#
        + #"|private|encryption|encrypt|decryption|signing|signature|shared|service[_-]account"#
        + #"|storage[_-]account|access|secret|functions[_-]host|x-functions)[_-]?key"#
        + #"(?:[_-]?(?:id|value|json|pem|data|file[_-]?content|base64|b64))?"#,
      #"(?<![a-z])(?:aws[_-]?)?key[_-]?id|(?:private|encryption|signing|api|access|auth|master)[ ]key"#,
      #"dd[_-]app(?:lication)?[_-]key|shared[_-]?access[_-]?(?:signature|key)|sas[_-]?(?:token|url)"#,
      #"conn(?:ection)?[_-]?(?:string|str|uri)|(?:sentry|database|db|pg|mysql|redis|amqp)[_-]?dsn"#,
      #"credentials?[_-]?json|keyfile[_-]?json|webhook[_-]?url|(?<![a-z])(?:otp|totp)(?:[_-]?(?:code|secret|seed))?|(?:mfa|csrf)[_-]?(?:secret|seed|code)"#,
    ].joined(separator: "|")
    + #")(?:[_-]?(?:value|b64|base64|plain|prod|dev|test|old|new))?[0-9]{0,2}"#

  /// Names that only now and then stand before a secret: their values must look like one.
  static let vagueName =
    #"(?<vague>auth|authorization|credentials?|creds?|signature|session(?:[_-]?id)?|sid|sig|sas|dsn|bearer"#
    + #"|cookie|mnemonic|passkey|(?<![a-z])key|pat)"#

  /// Blanks and colours.
  static let gap = #"(?:[ \t]|\x{a0}|\x{3000}|(?:\x1b|\\u001b|\\x1b|\\033)\[[0-9;]{0,12}m){0,20}+"#

  /// What stands right before a quote and belongs to the literal: `N'…'`, `E'…'`, `U&'…'`, `_utf8mb4'…'`, `b"…"`.
  static let literalSign = #"(?:[bruenx@]{1,2}|u&|_[a-z0-9]{2,10})"#

  /// A quoted text, perhaps in JSON and so with backslashes before its quotes; Oracle's `q'[…]'`; a text in
  /// braces, as ODBC has it; or a word.
  static let value =
    #"(?:n?q\\{0,3}'[\[{(<!|~#^%$/"](?<fenced>[^\r\n]{0,300}?)[\]})>!|~#^%$/"]\\{0,3}'"#
    + #"|(?<call>[a-z_][\w.]{0,40}\([ ]?)?(?:"# + literalSign
    + #"(?=\\{0,7}["']))?(?<quote>"{3}|'{3}|\\{0,7}["'`]|\$\w{0,20}\$|«|“|‘)"#
    + #"(?<quoted>(?:\\{3}["'`]|''(?=[^\s,;)\]}])|(?!\k<quote>|»|”|’)(?:\\[^\r\n]|[^\r\n\\]))*+)"#
    + #"|(?<braced>\{(?![{%"'])[^}\r\n]++(?:}}[^}\r\n]*+)*+\})"#
    + #"|(?<plain>(?:(?![,;&|][ ]?[\w -]{1,40}[:=])(?!\\(?:["'`nrt]|u00|x1b))[^\s"'`\x1b])++))"#

  /// Lines in which a part of a name stands, each with the two lines behind it; none overlaps another.
  static func passagesBesideNames(in text: [UInt8]) -> [Range<Int>] {
    passages(of: partOfName, andLines: 2, in: text)
  }

  /// Lines in which a character is spelt otherwise than as it is; none overlaps another.
  static func passagesWithEscapes(in text: [UInt8]) -> [Range<Int>] {
    passages(of: escape, andLines: 0, in: text)
  }

  private static func passages(
    of words: LazyRegex, andLines count: Int, in text: [UInt8]
  ) -> [Range<Int>] {
    guard let regex = try? words.compiled() else {
      preconditionFailure("no pattern: \(words.pattern)")
    }
    var passages: [Range<Int>] = []
    var start = 0
    while start < text.count, case .match(let match) = regex.firstMatch(in: text, from: start) {
      var lower = match.range.lowerBound
      let floor = passages.last?.upperBound ?? 0
      while lower > floor, text[lower - 1] != 0x0A { lower -= 1 }
      var upper = match.range.upperBound
      for _ in 0...count {
        while upper < text.count, text[upper] != 0x0A { upper += 1 }
        if upper < text.count { upper += 1 }
      }
      if let last = passages.last, last.upperBound == lower {
        passages[passages.count - 1] = last.lowerBound..<upper
      } else {
        passages.append(lower..<upper)
      }
      start = upper
    }
    return passages
  }

  /// The beginning of an ``Escape``; colours and other control characters are none.
  private static let escape = LazyRegex(
    #"(?i)%(?:25){0,5}[2-7][0-9a-f]|\\{1,7}(?:u(?!00[01])[0-9a-f]{4}|x[2-7][0-9a-f]|/)"#
      + #"|&(?:amp;){0,5}(?:quot|apos|colon|commat|equals|sol|#x?[0-9a-f]{2,4}|[lg]t);"#
      + #"|[\x{ff01}-\x{ff5e}\x{1d400}-\x{1d7ff}]"#, limits: limits)

  /// Every name of ``name`` has one of these in it.
  private static let partOfName = LazyRegex(
    "(?i)"
      + [
        "pass(?!ed|ing|es|[ ]of|thr)", "pw", "kennwort", "passe", "mdp", "contrase", "clave",
        "senha", "parol", "wachtwoord", "senord", "adgangskode",
        "salasana", "has(?:ł|l)o", "heslo", "jelsz", "lozinka", "ifre", "slaptažodis", "пароль",
        "лозинка", "гасло", "κωδικός",
        "סיסמ", "كلمة", "密", "口令", "パスワード", "暗証番号", "비밀번호", "암호", "रहस्य", "पासवर्ड", "รหัสผ่าน",
        "kh(?:ẩ|a)u", "sandi",
        "secret", "geheimnis", "token", "jwt", "key", "sas", "conn(?:ection)?[_-]?(?:str|uri)",
        "dsn", "credential", "webhook", "otp", "mfa",
        "csrf", "shared", "signature",
        "identified", "machine", "[0-9*]:[\\w*.-]{1,60}:[\\w*.@-]{1,60}:",
      ].joined(separator: "|"), limits: limits)
}
