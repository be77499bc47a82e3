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

  private static let moreTokens: [Detector] = [
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
    // JSON Web Tokens, whoever made them
    Detector(
      edge + #"eyJ[A-Za-z0-9_-]{8,}+\.[A-Za-z0-9_-]{8,}+(?:\.[A-Za-z0-9_-]*+)?"#, .token),
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
