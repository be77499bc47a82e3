extension Detector {
  /// Tokens and keys that are known by their form.
  static let tokens: [Detector] =
    [
      // GitHub, GitLab
      Detector("gh[pousr]_" + wrapped("[A-Za-z0-9]", 36), .token),
      Detector("github_pat_" + wrapped("[A-Za-z0-9_]", 22), .token),
      Detector("gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-" + wrapped("[A-Za-z0-9_-]", 20), .token),
      // Slack
      Detector("xox[abeoprs]-" + wrapped("[A-Za-z0-9-]", 10), .token),
      Detector("xapp-" + wrapped("[A-Za-z0-9-]", 20), .token),
      // AWS: a secret key right behind its public half, then the public half, then a signed address
      Detector(
        "(?:AKIA|ASIA)[A-Z0-9]{16}[^A-Za-z0-9/+]{1,12}(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])",
        .key),
      Detector(
        edge + "(?:AKIA|ASIA|ABIA|ACCA|AIDA|AROA|AGPA)" + wrapped("[A-Z0-9]", 16)
          + "(?![A-Za-z0-9])",
        .key),
      Detector("(?i)signature(?:=|%3D)(?<v>[A-Za-z0-9%/+=_-]{20,}+)", .token),
      Detector("(?i)x-amz-credential(?:=|%3D)(?<v>[^\\s&\"']+)", .key),
      // Google
      Detector("AIza" + wrapped("[A-Za-z0-9_-]", 35), .key),
      Detector(#"ya29\.[A-Za-z0-9._-]{20,}+"#, .token),
      Detector("GOCSPX-[A-Za-z0-9_-]{20,}+", .secret),
      // Azure
      Detector("(?i)[?&;\"'\\s]sig(?:=|%3D)(?<v>[A-Za-z0-9%/+=_-]{20,}+)", .token),
      Detector("(?i)%26sig%3D(?<v>[A-Za-z0-9%/+=_-]{20,}+)", .token),
      Detector("[A-Za-z0-9~._-]{3}[0-9]Q~[A-Za-z0-9~._-]{31,}+", .secret),
      // Databricks, Snowflake, dbt Cloud
      Detector("dapi" + wrapped("[0-9a-f]", 32) + "(?:-[0-9])?", .token),
      Detector("ver:[0-9]{1,2}-hint:[0-9]{1,20}-[A-Za-z0-9+/=]{16,}+", .token),
      Detector("dbt[cu]_" + wrapped("[A-Za-z0-9+/=_-]", 20, usually: 40), .token),
    ] + moreTokens

  private static let moreTokens: [Detector] =
    [
      // Payment, mail, telephone, monitoring
      Detector("(?:[srp]k_(?:live|test)|whsec)_" + wrapped("[A-Za-z0-9]", 16, usually: 24), .key),
      Detector(#"SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}"#, .key),
      Detector(edge + "(?:SK|AC)[0-9a-f]{32}(?![A-Za-z0-9])", .key),
      Detector(edge + "key-[0-9a-f]{32}(?![A-Za-z0-9])", .key),
      Detector("NRAK-[A-Z0-9]{20,}+", .key),
      Detector("glsa_[A-Za-z0-9_]{20,}+", .token),
      Detector("ddapp_[A-Za-z0-9]{20,}+", .key),
      // Language models, packages, containers, vaults
      Detector(edge + "sk-(?=[A-Za-z0-9_-]{0,200}[0-9])" + wrapped("[A-Za-z0-9_-]", 20), .key),
      Detector(edge + "hf_[A-Za-z0-9]{30,}+", .token),
      Detector("npm_" + wrapped("[A-Za-z0-9]", 36), .token),
      Detector("pypi-" + wrapped("[A-Za-z0-9_-]", 32), .token),
      Detector("dckr_pat_[A-Za-z0-9_-]{20,}+", .token),
      Detector(#"hv[sb]\.[A-Za-z0-9_-]{20,}+"#, .token),
      Detector("do[opr]_v1_[0-9a-f]{40,}+", .token),
      Detector("shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", .token),
      Detector("ATATT3[A-Za-z0-9_=-]{40,}+", .token),
      Detector("AGE-SECRET-KEY-1[0-9A-Z]{50,}+", .key),
      // JSON Web Tokens, whoever made them; and those that are encrypted, with five parts
      Detector(
        edge + #"eyJ[A-Za-z0-9_-]{8,}+\.[A-Za-z0-9_-]{8,}+(?:\.[A-Za-z0-9_-]*+){0,3}"#, .token),
      Detector(edge + "ZXlK[A-Za-z0-9+/_-]{20,}+={0,2}", .token),
      // Snowflake's sessions, and signatures in addresses
      Detector("ETMsDgAAA[A-Za-z0-9+/=]{16,}+", .token),
      Detector(
        "(?i)[?&;](?:x-(?:amz|goog)-(?:signature|security-token|credential)|signature|sig|code|access_token|id_token"
          + "|refresh_token|auth|authkey|apikey|api_key|key|hmac|session|sid|sv_token)=(?<v>[^\\s&\"'<>]{12,}+)",
        .token),
    ] + vendorTokens + keyForms

  /// Keys and tokens that begin in their vendor's own way.
  private static let vendorTokens: [Detector] = [
    // GitLab, Atlassian, CI
    "GR1348941[A-Za-z0-9_-]{20,}+", "gl(?:oas|ffct|wt)-[A-Za-z0-9_-]{20,}+",
    "AT[AC]TT3x[A-Za-z0-9_=-]{30,}+",
    "ATBB[A-Za-z0-9]{28,}+", "CCIPAT_[A-Za-z0-9_]{20,}+", "bk[ucr]a?_[a-f0-9A-Za-z]{30,}+",
    "sq[pua]_[a-f0-9]{40}",
    // Slack, Discord, Telegram
    "xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}+",
    "(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,}+",
    "(?<![A-Za-z0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}+",
    // Clouds
    "(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AIPA|ANPA|ANVA|APKA)[A-Z2-7]{16}(?![A-Za-z0-9])",
    "(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{16,}+", "(?<![A-Za-z0-9])AKID[A-Za-z0-9]{28,}+",
    "(?<![A-Za-z0-9])AKLT[A-Za-z0-9_=-]{30,}+",
    "(?<![A-Za-z0-9])AQVN[A-Za-z0-9_-]{30,}+", "(?<![A-Za-z0-9])YC[A-Za-z0-9_-]{38}(?![A-Za-z0-9])",
    "bedrock-api-key-[A-Za-z0-9+/=]{20,}+", "ABSK[A-Za-z0-9+/]{60,}+={0,2}",
    "1//0[A-Za-z0-9_-]{30,}+",
    "dose[0-9a-f]{32}", "dkea[0-9a-f]{32}", "doo_v1_[a-f0-9]{40,}+",
    "v1\\.0-[a-f0-9]{20,}-[a-f0-9]{60,}+",
    "HRKU-[A-Za-z0-9_-]{30,}+", "nfp_[A-Za-z0-9]{30,}+", "FlyV1[ ]fm[0-9]_[A-Za-z0-9+/=,_-]{40,}+",
    "fo1_[A-Za-z0-9_-]{40,}+",
    "pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_=.-]{30,}+",
    "sb(?:p|_secret|_publishable)_[A-Za-z0-9_]{20,}+", "napi_[a-z0-9]{40,}+",
    // Languages' packages, containers, vaults, infrastructure
    "rubygems_[a-f0-9]{40,}+", "dckr_(?:oat|pat)_[A-Za-z0-9_-]{20,}+", "oy2[a-z0-9]{43}",
    "cio[A-Za-z0-9]{32}(?![A-Za-z0-9])",
    "hv[sbr]\\.[A-Za-z0-9_-]{20,}+", "(?<![A-Za-z0-9.])[sbr]\\.[A-Za-z0-9]{24}(?![A-Za-z0-9])",
    "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,}+", "pul-[a-f0-9]{40}",
    "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{30,}+",
    "ops_eyJ[A-Za-z0-9+/=_-]{60,}+", "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{5,11}-){3,5}[A-Z0-9]{5}",
    "sha256~[A-Za-z0-9_-]{40,}+",
    "AKCp[A-Za-z0-9]{10,}+", "cmVmdGtu[A-Za-z0-9]{40,}+", "ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])",
    "pnu_[A-Za-z0-9]{30,}+",
    "pnb_[A-Za-z0-9]{30,}+", "API-[A-Z0-9]{26}(?![A-Z0-9])", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}",
    "rdme_[a-z0-9]{60,}+",
    // Payment, commerce
    "(?:access|sandbox|production)_token\\$(?:sandbox|production)\\$[a-z0-9]{16}\\$[a-f0-9]{32}",
    "sq0[a-z]{3}-[A-Za-z0-9_-]{22,}+",
    "(?<![A-Za-z0-9])EAAA[A-Za-z0-9_-]{56,}+",
    "access-(?:sandbox|production|development)-[0-9a-f-]{36}",
    "FLW(?:SECK|PUBK)(?:_TEST)?-[A-Za-z0-9]{16,}+(?:-X)?", "EZ[AT]K[A-Za-z0-9]{50,}+",
    "shippo_(?:live|test)_[a-f0-9]{40}",
    "duffel_(?:live|test)_[A-Za-z0-9_=-]{40,}+", "rzp_(?:live|test)_[A-Za-z0-9]{14,}+",
    "(?<![a-z])(?:live|test)_(?:pub_)?[a-f0-9]{31,35}(?![a-f0-9])",
    "AGE-SECRET-KEY-PQ-1[0-9A-Z]{50,}+",
    // Mail, telephone
    "(?<![A-Za-z0-9])[0-9a-f]{32}-us[0-9]{1,2}(?![A-Za-z0-9])",
    "xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}", "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}",
    "pubkey-[a-f0-9]{32}", "key-[0-9a-zA-Z]{32}(?![A-Za-z0-9])", "mlsn\\.[a-f0-9]{60,}+",
    // Monitoring, tickets, documents
    "NR(?:AK|II|JS|RA|AA|IQ)-[A-Za-z0-9_-]{18,}+", "glc_[A-Za-z0-9+/]{32,}+={0,2}",
    "sntry[su]_[A-Za-z0-9+/=_-]{30,}+",
    "hc[a-z]{2}k_[A-Za-z0-9]{40,}+", "dt0[a-z][0-9]{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}",
    "essu_[A-Za-z0-9+/=]{40,}+",
    "lin_(?:api|oauth)_[A-Za-z0-9]{32,}+", "ntn_[A-Za-z0-9]{40,}+", "secret_[A-Za-z0-9]{40,}+",
    "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}",
    "fig[doru]_[A-Za-z0-9_-]{30,}+", "figd_[A-Za-z0-9_-]{30,}+",
    "tfp_[A-Za-z0-9_-]{20,}\\.?[A-Za-z0-9_=-]*+", "CFPAT-[A-Za-z0-9_-]{40,}+",
    "phc_[A-Za-z0-9]{30,}+", "phx_[A-Za-z0-9]{30,}+",
    "(?:sdk|api|mob)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "[ps]k\\.eyJ[A-Za-z0-9_-]{40,}+\\.[A-Za-z0-9_-]{16,}+", "p8e-[a-z0-9]{32}",
    "sgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}",
    "ddp_[A-Za-z0-9]{30,}+", "pd[us]s?_[A-Za-z0-9_-]{20,}+", "sl\\.[A-Za-z0-9_-]{120,}+",
    "00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{40,}+",
    "(?<![A-Za-z0-9])pat-(?:na|eu)[0-9]-[0-9a-f-]{36}", "CLOJARS_[a-z0-9]{60}",
    "zapi_[A-Za-z0-9]{30,}+", "airbyte_[A-Za-z0-9]{30,}+",
    // Language models
    "gsk_[A-Za-z0-9]{40,}+", "xai-[A-Za-z0-9]{60,}+", "pplx-[A-Za-z0-9]{40,}+",
    "r8_[A-Za-z0-9]{30,}+", "api_org_[A-Za-z0-9]{30,}+",
    "ls(?:v2_)?[_a-z]{0,4}__?[a-f0-9]{32}(?:_[a-f0-9]{10})?", "sk-ant-[A-Za-z0-9_-]{20,}+",
    "AIza[A-Za-z0-9_-]{30,}+",
    "EAA[A-Za-z0-9]{60,}+", "tvly-[A-Za-z0-9-]{20,}+", "co_[A-Za-z0-9]{38,}+",
  ].map { Detector(#"(?<![A-Za-z0-9])"# + $0, .token) }

  /// Private halves of keys outside of any armour.
  private static let keyForms: [Detector] = [
    // JSON Web Keys
    Detector(
      #"\\{0,7}["'](?:d|p|q|dp|dq|qi|k)\\{0,7}["'][ ]?:[ ]?\\{0,7}["'](?<v>[A-Za-z0-9_+/=-]{16,}+)"#,
      .key),
    // wg, ed25519 and the like: 32 bytes of base64
    Detector(
      #"(?i)(?:private|secret|preshared|shared)[_ -]?key[^\r\n]{0,20}?(?<v>[A-Za-z0-9+/]{42,43}=)"#,
      .key),
    // ssh's own form, PKCS#8 and SEC1 in base64, and armour within base64
    Detector(
      #"(?:b3BlbnNzaC1rZXktdjE|LS0tLS1CRUdJTi|UHVUVFktVXNlci1LZXk)[A-Za-z0-9+/_-]{16,}+(?:(?:\s|\\n|\\r)++[A-Za-z0-9+/]{16,}+)*+={0,2}"#,
      .key),
    Detector(
      #"(?<![A-Za-z0-9+/])M(?:I[IGHC][A-Za-z0-9+/]{3}|(?:HcCAQEE|HQCAQEE|FcCAQEE|C4CAQA|FECAQAw|EcCAQAw|E4CAQA|IGk?A?gE|FMCAQ))[A-Za-z0-9+/]{16,}+(?:(?:\s|\\n|\\r)++[A-Za-z0-9+/]{16,}+)*+={0,2}"#,
      .key),
    Detector(
      #"(?s)PuTTY-User-Key-File-[0-9]:.{0,600}?Private-Lines:[ ]?[0-9]{1,4}(?<v>(?:(?:\s|\\n|\\r)++[A-Za-z0-9+/]{16,}+={0,2})++)"#,
      .key),
    // Extended private keys and seeds of wallets
    Detector(#"(?<![A-Za-z0-9])[xyzt]prv[A-Za-z0-9]{100,}+"#, .key),
  ]

  /// Where a word begins: also behind JSON's `\n`, a percent escape and a colour.
  static let edge =
    #"(?:(?<![A-Za-z0-9_-])|(?<=\\[nrtbf])|(?<=%[0-9A-Fa-f]{2})|(?<=[0-9;\[]m))"#

  /// At least so many characters of a class; as many as usual also where a terminal has broken them into lines.
  private static func wrapped(_ characters: String, _ least: Int, usually: Int? = nil) -> String {
    let breaking = "(?:\(characters)" + #"(?:\r?\n[ \t]*+)?+){"#
    let usual = breaking + "\((usually ?? least) - 1)}\(characters)++"
    return usually == nil ? usual : "(?:\(usual)|\(characters){\(least),}+)"
  }
}
