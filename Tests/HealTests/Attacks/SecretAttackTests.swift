import HealProject
import Testing

@testable import HealRunner

/// `secrets` and `secret-advice`: dbt prints what nobody else may read, and heal tells GitHub of the failure.
@Suite struct SecretAttackTests {
  /// One form of each kind that the script has; see `SecretForms` for the placeholders.
  static let forms = [
    "could not connect: postgresql://etl:{a12}@db.acme.io:5432/dw",
    "could not connect: postgresql://etl:p@{a8}/{a9}@db.acme.io/dw",
    "mssql+pyodbc:///?odbc_connect=DRIVER%3D%7BODBC%7D%3BUID%3Detl%3BPWD%3D{a10}%3BServer%3Da",
    "DRIVER={ODBC 18};SERVER=a;UID=etl;PWD={{a5};{a8}}",
    "snowflake private_key_passphrase: {w6} could not decrypt",
    "Could not deserialize key with the passphrase {w6}",
    "private_key = MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBK{a40}",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n  MIIFHDBOBgkqh{a24}\n  -----END ENCRYPTED PRIVATE KEY-----",
    "key data b'MIGHAgEAMBMGByqGSM49{a40}' invalid",
    #"{"type": "service_account", "private_key_id": "{h40}", "client_email":"etl@x.iam.gserviceaccount.com"}"#,
    "Invalid access token dapi{h32}", "client_secret dose{h32} rejected",
    "https://acme.blob.core.windows.net/raw?sv=2024&ss=b&sp=rl&sig={a30}%3D failed",
    "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={b86}==;EndpointSuffix=core",
    "create secret s3 (TYPE S3, KEY_ID '{u20}', SECRET '{b40}')",
    "SET s3_secret_access_key='{b40}'",
    "CREDENTIALS 'aws_access_key_id={u20};aws_secret_access_key={b40}'",
    "signature mismatch for key {b40}", "AWS_SESSION_TOKEN=FwoGZXIvYXdz{a30}",
    "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{a20}.{a24}", "Authorization: Basic {b24}",
    "login failed for user etl with password '{a10}'",
    "login failed for user etl using password {w8}",
    "connect(host='h', user='etl', passwd='{a12}')", "psycopg2.connect('h', 'etl', '{a12}')",
    "password=my secret {w6}", "Kennwort: {w6}", "mot de passe : {w6}",
    "http://ch:8123/?user=etl&password={a9}&query=1", "mysql -uetl -p{a10} -h db",
    "trino://etl:{a10}@host:443/cat", "redis://:{a10}@cache:6379/0",
    #"sasl.jaas.config=PlainLoginModule required username="k" password="{a9}";"#,
    "dsn cG9zdGdyZXM6Ly9l{a22}", "ghs_{a36}", "https://hooks.slack.com/services/T{u8}/B{u8}/{a24}",
    "https://prod-1.westus.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?sig={a24}",
    "row for {l12}@example.com", "user={l12}%40example.com",
    "Could not convert string '+49 170 {d7}' to INT32",
    "Constraint Error: Duplicate key \"email: {n3}\" violates primary key constraint",
    "Conversion Error: Could not convert string '{n6}' to INT64",
    "Conversion Error: invalid date field format: \"{n6}\", expected format is (YYYY-MM-DD)",
    "Conversion Error: timestamp field value out of range: \"{d16}\", expected format",
    "CSV Error on Line: 3\n  Original Line: 7,{n2},diagnosis\n  Expected Number of Columns: 2 Found: 3",
    "Could not parse string \"{n4}\" according to format specifier \"%Y\"",
    "Conversion Error: Type VARCHAR with value '{n2}' can't be cast to the destination type DOUBLE",
    "Malformed JSON at byte 0 of input: unexpected character.  Input: \"{ssn: {n6}}\"",
    "Constraint Error: Duplicate key \"name: {n2}, ssn: {d9}\" violates unique constraint",
    "Violates foreign key constraint because key \"ssn: {d9}\" does not exist in the referenced table",
    "Numeric value '{n2}' is not recognized", "Failed to cast variant value \"{n2}\" to FIXED",
    "Duplicate row detected during DML action Row Values: [\"{n2}\", 12]", "Bad int64 value: {n2}",
    "Could not parse '{n3}' as DATE with format '%F'", "Invalid date: '{n2}'",
    "invalid input syntax for type date: \"{n2}\"", "date/time field value out of range: \"{n2}\"",
    "CONTEXT:  COPY customers, line 3, column ssn: \"{d9}\"",
    "DETAIL:  Failing row contains (5, null, {n6}).",
    "Data truncation: Incorrect string value: '{n4}' for column 'ssn'",
    "Invalid digit, Value 'J', Pos 0, Type: Integer Detail: context: {d9}",
    "[CAST_INVALID_INPUT] The value '{n4}' of the type \"STRING\" cannot be cast",
    "Got 1 result, configured to fail if != 0 where ssn = '{d9}'",
  ]

  @Test func `secrets: there is a form of each kind`() { #expect(Self.forms.count == 64) }

  @Test(arguments: 0..<8)
  func `secrets: none of 64 forms reaches GitHub or the history`(batch: Int) async throws {
    var chance = Chance(seed: UInt64(4_711 + batch))
    let made = Self.forms[batch * 8..<batch * 8 + 8].map { SecretForms.made($0, &chance) }
    let (told, project) = try await told(of: made.map(\.text))
    let history = project.folder.read(".heal/history.db") ?? ""
    #expect(history.contains("SQLite"))
    for form in made {
      for secret in form.secrets where secret.utf8.count > 4 {
        #expect(!told.contains(secret), "\(form.text)")
        #expect(!history.contains(secret), "\(form.text)")
      }
    }
  }

  @Test func `secret-advice: what is redacted in the messages is said by no advice`() async throws {
    let (told, _) = try await told(of: [
      "Conversion Error: Could not convert string 'Mara Lind 1980-02-03' to INT64",
      "Numeric value 'Mara Lind 07' is not recognized",
      "invalid input syntax for type integer: \"Mara Lind 08\"", "Bad int64 value: Mara Lind 09",
      "DETAIL:  Key (email)=(Mara Lind 10) already exists.",
    ])
    #expect(!told.contains("Mara") && !told.contains("Lind"), "\(told)")
  }

  /// What GitHub is told of a dbt that fails with these messages, in models of their own.
  private func told(of messages: [String]) async throws -> (String, AttackedProject) {
    let project = AttackedProject()
    let lines = messages.enumerated().map { number, message in
      "01:00:00    Runtime Error in model m\(number) (models/m\(number).sql)\n  \(message)\n01:00:00"
    }
    project.folder.write(lines.joined(separator: "\n") + "\n", to: "printed")
    project.replaceDbt(
      by:
        "[ \"$1\" = build ] || exit 0\necho '01:00:00  Running with dbt=1.11.16'\ncat printed\nexit 1"
    )
    let result = try await project.heal("run", "--issues", "--", project.dbt, "build")
    #expect(result.exit == .code(1) || result.exit == .code(3), "\(result.printed)")
    let told = project.told
    for number in messages.indices {
      #expect(told.contains("models/m\(number).sql"), "m\(number) is told of")
    }
    #expect(told.contains("--method POST"), "an issue is opened")
    return (told, project)
  }
}
