/// One kind of secret: makes one up, and says how it usually stands in a text.
struct SecretKind: Sendable {
  var name: String
  /// Makes the part that must not come out.
  var secret: @Sendable (inout Chance) -> String
  /// The texts around it; `§` is where the secret stands.
  var forms: [String]

  init(
    _ name: String, _ forms: [String], _ secret: @escaping @Sendable (inout Chance) -> String
  ) {
    self.name = name
    self.forms = forms
    self.secret = secret
  }

  /// One that is known by its own form.
  init(_ name: String, _ secret: @escaping @Sendable (inout Chance) -> String) {
    self.init(name, ["§"], secret)
  }

  static let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  static let hex = "0123456789abcdef"

  static func letters(_ count: Int, _ of: String = alphanumeric)
    -> @Sendable (inout Chance) -> String
  {
    { chance in
      let choices = Array(of)
      return String((0..<count).map { _ in chance.pick(choices) })
    }
  }

  static func prefixed(
    _ prefix: String, _ count: Int, _ of: String = alphanumeric
  ) -> @Sendable (inout Chance) -> String {
    { chance in prefix + letters(count, of)(&chance) }
  }

  /// A password as people and generators make them, without what ends a word.
  static let password: @Sendable (inout Chance) -> String = { chance in
    let sets = [alphanumeric, alphanumeric + "!#$%*+-_=?^~.@/", "abcdefghijklmnopqrstuvwxyz"]
    let body = letters(Int.random(in: 8...24, using: &chance), chance.pick(sets))(&chance)
    return "x" + body + "7"
  }

  static let pairs: [SecretKind] = [
    SecretKind(
      "password",
      [
        "password=§", "PASSWORD: §", "password = '§'", "\"password\": \"§\"", "'password': '§'",
        "--password §", "--password=§", "--password \"§\"", "PGPASSWORD=§ dbt run", "pass: §",
        "password:\n      §", "password: >-\n  §", "db_password = \"§\"", "MYSQL_PWD=§", "passwd:§",
        #"\"password\": \"§\""#, #"{\"pwd\":\"§\"}"#, #"\\\"password\\\": \\\"§\\\""#,
        "password => '§'",
        "alter user etl password '§'", "Passphrase: §", "<password>§</password>",
        "password=\u{1B}[33m§\u{1B}[0m",
        "connect(host='h', password='§', port=1)", "password=b'§'",
        "SecretStr: password=SecretStr('§')",
        "[\"--password\", \"§\"]", "dbPass: §", "DB_PASS=§",
      ], password),
    SecretKind(
      "connection string",
      [
        "postgres://etl:§@db.internal:5432/shop", "postgresql+psycopg2://etl:§@db/shop",
        "snowflake://etl:§@xy12345/shop", "mongodb+srv://etl:§@cluster0.example/x",
        "redis://:§@cache:6379/0",
        "jdbc:postgresql://db/shop?user=etl&password=§",
        "jdbc:sqlserver://db;user=etl;password=§;encrypt=true",
        "Driver={ODBC Driver 18 for SQL Server};Server=db;Uid=etl;Pwd=§;",
        "https://etl:§@git.internal/shop.git",
        "jdbc:oracle:thin:etl/§@db:1521:x", "curl -u etl:§ https://db",
      ]
    ) { chance in letters(14)(&chance) },
    SecretKind(
      "encoded pair",
      ["password%3D§%26user%3Detl", "%22token%22%3A%22§%22", "postgres%3A%2F%2Fetl%3A§%40db"],
      letters(16)),
    SecretKind(
      "named secret",
      [
        "client_secret: §", "api_key=§", "API-KEY: §", "X-Api-Key: §", "\"apiKey\": \"§\"",
        "AWS_SECRET_ACCESS_KEY=§",
        "aws_secret_access_key = §", "auth_token: '§'", "SECRET=§", "private_key_passphrase: §",
        "DD_API_KEY=§",
        "DD-APPLICATION-KEY: §", "TWILIO_AUTH_TOKEN=§", "SNOWFLAKE_SESSION_TOKEN: §",
        "encryption_key=§",
        "--api-key §", "--token=§", "DBT_ENV_SECRET_GIT=§", "  token: |\n    §", "token:\n    §",
      ], letters(32)),
    SecretKind(
      "Azure account key",
      [
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=§;EndpointSuffix=core.windows.net",
        "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=§",
      ],
      prefixed("", 64, alphanumeric + "+/")),
    SecretKind(
      "Azure SAS",
      ["https://shop.blob.core.windows.net/x?sv=2024-01-01&se=2026&sr=c&sig=§&sp=r", "?sig=§"],
      prefixed("", 43, alphanumeric + "%")),
    SecretKind(
      "authorization",
      [
        "Authorization: Bearer §", "authorization: Basic §", "'Authorization': 'token §'",
        "\"Authorization\":\"Bearer §\"",
        #"\"Authorization\": \"Bearer §\""#, "curl -H \"Authorization: §\"",
        "sent Bearer § to the host",
      ],
      { "k3" + letters(24)(&$0) }),
    SecretKind(
      "cookie", ["Cookie: session=§; theme=dark", "Set-Cookie: sid=§; Path=/"], letters(24)),
    SecretKind(
      "signed address", ["https://b.s3.amazonaws.com/x?X-Amz-Signature=§&x=1"], letters(64, hex)),
  ]

  static let tokens: [SecretKind] = [
    SecretKind("GitHub", prefixed("ghp_", 36)),
    SecretKind("GitHub app", prefixed("gho_", 36)),
    SecretKind("GitHub fine-grained", prefixed("github_pat_", 82, alphanumeric + "_")),
    SecretKind("GitLab", prefixed("glpat-", 20)),
    SecretKind("Slack", prefixed("xoxb-", 40, "0123456789-abc")),
    SecretKind(
      "Slack webhook", prefixed("https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/", 24)),
    SecretKind("Teams webhook", prefixed("https://shop.webhook.office.com/webhookb2/", 40)),
    SecretKind(
      "Teams workflow",
      {
        "https://prod-1.westus.logic.azure.com:443/workflows/" + letters(32, hex)(&$0)
          + "/triggers/manual?sig=x"
      }),
    SecretKind("AWS access key", prefixed("AKIA", 16, upper)),
    SecretKind("AWS session key", prefixed("ASIA", 16, upper)),
    SecretKind("Google API key", prefixed("AIza", 35, alphanumeric + "_-")),
    SecretKind("Google access token", prefixed("ya29.", 60, alphanumeric + "_-")),
    SecretKind("Google client secret", prefixed("GOCSPX-", 28)),
    SecretKind("Azure client secret", { letters(3)(&$0) + "8Q~" + letters(34)(&$0) }),
    SecretKind("Databricks", prefixed("dapi", 32, hex)),
    SecretKind("Snowflake session", prefixed("ver:3-hint:1234567890-", 80, alphanumeric + "+/")),
    SecretKind("dbt Cloud", prefixed("dbtc_", 40)),
    SecretKind("dbt Cloud user", prefixed("dbtu_", 40)),
    SecretKind("Stripe", prefixed("sk_live_", 24)),
    SecretKind("OpenAI", { "sk-proj-7" + letters(48)(&$0) }),
    SecretKind("Anthropic", { "sk-ant-api03-" + letters(80, alphanumeric + "_-")(&$0) }),
    SecretKind("JWT", { "eyJhbGciOiJIUzI1NiJ9." + letters(60)(&$0) + "." + letters(43)(&$0) }),
    SecretKind("npm", prefixed("npm_", 36)),
    SecretKind("PyPI", prefixed("pypi-AgEIcHlwaS5vcmc", 60)),
    SecretKind("SendGrid", { "SG." + letters(22)(&$0) + "." + letters(43)(&$0) }),
    SecretKind("Twilio", prefixed("SK", 32, hex)),
    SecretKind("Hugging Face", prefixed("hf_", 34)),
    SecretKind("Vault", prefixed("hvs.", 24)),
    SecretKind("Docker", prefixed("dckr_pat_", 27)),
    SecretKind("DigitalOcean", prefixed("dop_v1_", 64, hex)),
  ]

  static let people: [SecretKind] = [
    SecretKind(
      "e-mail",
      { letters(7, "abcdefghij")(&$0) + ".q@" + letters(6, "klmnopqr")(&$0) + ".example.com" }),
    SecretKind(
      "home folder",
      [
        "/home/§/shop", "/Users/§/shop/models", #"C:\Users\§\shop"#, #"C:\\Users\\§\\shop"#,
        "file:///home/§/x",
      ],
      letters(9, "abcdefghijk")),
    SecretKind(
      "row value",
      [
        "DETAIL:  Key (email)=(§) already exists.",
        "DETAIL:  Key (id, name)=(1, §) is not present in table \"x\".",
        "DETAIL:  Failing row contains (1, §, null).",
        "Constraint Error: Duplicate key \"id: §\" violates primary key constraint.",
        "Duplicate entry '§' for key 'orders.PRIMARY'", "The duplicate key value is (§).",
        "Row Values: [1, \"§\"]",
        "Could not convert string '§' to INT32", "invalid input syntax for type integer: \"§\"",
        "Numeric value '§' is not recognized",
        "Conversion failed when converting the varchar value '§' to data type int.",
        "CHECK constraint c violated by row with values:\n - id : 5\n - name : §",
      ], letters(12)),
    SecretKind(
      "private key",
      [
        "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\r\n§\r\n-----END RSA PRIVATE KEY-----",
        #""private_key": "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----\n""#,
        "    -----BEGIN OPENSSH PRIVATE KEY-----\n    §\n    Zm9v\n",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n§\nAbC=",
      ],
      letters(64, alphanumeric + "+/")),
  ]

  static let all = pairs + tokens + people
}
