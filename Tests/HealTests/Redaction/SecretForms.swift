/// The forms in which secrets stand in logs and messages. `{a20}` stands for twenty letters and digits made at random,
/// so that no form holds a secret itself: `a` letters and digits, `b` base64, `h` hexadecimal digits, `u` capitals and
/// digits, `l` small letters and digits, `f` these in full width, `d` digits, `p` a password with marks, `w` a word with digits, `n` a person's
/// name and a number.
enum SecretForms {
  /// A form with its secrets made, none of which may come out.
  struct Made: Sendable {
    var text: String
    var secrets: [String]
  }

  static func made(_ form: String, _ chance: inout Chance) -> Made {
    var made = Made(text: "", secrets: [])
    var rest = Substring(form)
    while let open = rest.firstIndex(of: "{") {
      made.text += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      if let kind = inner.first, let alphabet = alphabets[kind],
        let close = inner.firstIndex(of: "}"),
        let count = Int(inner[inner.index(after: inner.startIndex)..<close])
      {
        let secret = secret(kind, count, alphabet, &chance)
        made.text += secret
        made.secrets.append(secret)
        rest = inner[inner.index(after: close)...]
      } else {
        made.text += "{"
        rest = inner
      }
    }
    made.text += rest
    return made
  }

  private static let alphabets: [Character: [Character]] = [
    "a": Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
    "b": Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    "h": Array("0123456789abcdef"), "u": Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    "l": Array("abcdefghijklmnopqrstuvwxyz0123456789"),
    "f": (0xFF10...0xFF19).compactMap { Unicode.Scalar($0).map(Character.init) }
      + (0xFF41...0xFF5A).compactMap { Unicode.Scalar($0).map(Character.init) },
    "d": Array("0123456789"),
    "p": Array("ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789!#$%*+-_?^~"),
    "w": Array("abcdefghijkmnpqrstuvwxyz"), "n": Array("0123456789"),
  ]

  private static func secret(
    _ kind: Character, _ count: Int, _ alphabet: [Character], _ chance: inout Chance
  ) -> String {
    let text = String((0..<count).map { _ in chance.pick(alphabet) })
    return switch kind {
    case "w": chance.pick(["Tr", "hunter", "Gehe", "Sol", "B4tt"]) + "7" + text
    case "n": chance.pick(["Jane Doe", "Ann Roe", "Lu Poe", "Mia Coe"]) + " " + text
    case "p": "x" + text + "7"
    default: text
    }
  }

  static let all =
    pairs + languages + commands + statements + addresses + sentences + tokens + keys + rows
    + wrapped + nested + complaints

  private static let pairs = [
    "password={p12}", "password = '{p12}'", #"{"password": "{a16}"}"#,
    #"{\"password\": \"{a16}\"}"#,
    "password: {w6}", "  password: {w6} # set by hand", "password='{a6} {a6}'",
    "password=my secret {w6}",
    "Password=two {w5};Server=db", "passwd={p10}&user=etl", "PGPASSWORD={p12}",
    "export PGPASSWORD='{p12}'",
    "ENV DB_PASSWORD {w8}", "set DBT_PASSWORD={p12}", "$env:DBT_PASSWORD = \"{p12}\"",
    "db.password={p12}",
    "spring.datasource.password={p12}", "<password>{p12}</password>",
    "<add key=\"Password\" value=\"{a14}\" />",
    "<db:password type=\"text\">{a14}</db:password>", "password \"{p12}\"",
    "(\"password\", \"{a14}\")",
    "{\"name\": \"DB_PASSWORD\", \"value\": \"{a14}\"}", "- name: DB_PASSWORD\n  value: {a14}",
    "| password | {w8} |",
    "password => \"{a14}\"", "password := '{a14}'", "password:\n    {a14}",
    "password: >-\n      {a14}", "password = \"\"\"{a14}\"\"\"",
    "dbPassword={a14}", "userPwd: {a14}", "DB_PASS={a14}", "rootpw={w8} pw={w8}",
    "snowflake private_key_passphrase: {w8}",
    "passcode: {a10}", "client_secret={a30}", "clientSecret: \"{a30}\"",
    "client-secret {a32} was refused", "consumer_secret='{a30}'",
    "api_key={h32}", "apiKey: '{a32}'", "X-Api-Key: {a32}", "x-functions-key: {b52}==",
    "Ocp-Apim-Subscription-Key: {h32}",
    "secret_access_key: {b40}", "aws_session_token={b80}", "\"private_key_id\": \"{h40}\"",
    "private_key_id = {h40}",
    "AccountKey={b86}==;EndpointSuffix=core", "SharedAccessKey={b43}=;EntityPath=x",
    "SharedAccessSignature=sv=2024&sig={a43}",
    "storage_account_key: \"{b86}==\"", "encryption.key={h64}", "MASTER_KEY='{b43}='",
    "signing_key: {h64}", "jwt: {a12}.{a20}.{a20}",
    "auth={a20}", "credential: {a24}", "session_id={a32}", "\"sid\":\"{a32}\"", "sas={a40}",
    "otp={l16}", "key: {b40}",
    "accessKeyId: '{u20}'", "webhook_url={a30}", "database_dsn={a30}", "connection_string: '{a30}'",
    "token=(redacted?) {a3}no token={a30}", "token: |\n  {a40}", "_authToken={a36}",
    "//registry.npmjs.org/:_authToken={a36}",
    "_auth = {b40}", "token%3D{a24}%26user%3Detl", "PWD%3D{a14}%3BServer%3Da",
    "UID=etl;PWD={{a5};{a5}};Server=a",
    "password=\u{1B}[31m{a14}\u{1B}[0m", "p\u{200B}assword=x password={a14}", "password：{a14}",
    "password → {a14}",
    "password=$${a14}$$", "password ‘{a14}’ and password=“{a14}”", "dbt_env_secret_pg={a14}",
    "oauth_token_secret=\"{a30}\"",
    "bot_token: '{d9}:{a35}'",
    "[default]\naws_access_key_id = {u20}\naws_secret_access_key = {b40}",
    "login etl password {w8}",
    "machine git.acme.io login etl password {a14}", "db.acme.io:5432:dw:etl:{a14}",
    "*:*:*:etl:{a14}",
  ]

  private static let languages = [
    "Kennwort: {w8}", "Passwort={w8}", "Das Passwort lautet {w8}", "mot de passe : {w8}",
    "mot_de_passe={w8}", "contraseña: {w8}",
    "contrasena={w8}", "clave: {w8}", "senha: {w8}", "SENHA={w8}", "parola d'ordine: {w8}",
    "wachtwoord: {w8}", "lösenord: {w8}",
    "adgangskode: {w8}", "passord: {w8}", "salasana: {w8}", "hasło: {w8}", "heslo: {w8}",
    "jelszó: {w8}", "şifre: {w8}",
    "пароль: {w8}", "Пароль: {w8}", "密码: {w8}", "密码：{w8}", "口令: {w8}", "パスワード: {w8}", "비밀번호: {w8}",
    "كلمة المرور: {w8}",
    "סיסמה: {w8}", "mật khẩu: {w8}", "kata sandi: {w8}", "κωδικός: {w8}",
  ]

  private static let commands = [
    "mysql -uetl -p{p10} -h db", "mysqldump --user=etl --password={p10} shop",
    "mariadb -u etl -p'{a10}' shop", "sshpass -p {a10} ssh etl@db",
    "redis-cli -h cache -a {a10} ping", "sqlcmd -S db -U etl -P {a10} -Q x",
    "bcp shop.t out f -U etl -P {a10}", "curl -u etl:{a10} https://db",
    "curl --user \"etl:{a10}\" https://db", "docker login -u etl -p {a10} registry.acme.io",
    "mongosh --host db -u etl -p {a10}",
    "sqlplus etl/{a10}@db:1521/x", "ldapsearch -D cn=etl -w {a10} -b dc=x",
    "beeline -u jdbc:hive2://db -n etl -p {a10}", "7z a -p{a10} x.7z",
    "openssl rsa -in k.pem -passin pass:{a10}", "htpasswd -b users etl {a10}",
    "dbt run --vars '{password: {a10}}'", "snowsql --password {a10}",
    "az login --service-principal -u x -p {a20}", "net use z: \\\\host\\share /user:etl {a10}",
    "gh auth login --token {a30}",
    "PGPASSWORD={a10} psql -h db", "[\"--password\", \"{a10}\"]",
    "heal run --api-key {a30} -- dbt run", "zip -P {a10} x.zip f",
  ]

  private static let statements = [
    "CREATE USER etl PASSWORD '{p12}'", "ALTER USER etl WITH PASSWORD '{p12}'",
    "CREATE ROLE etl LOGIN ENCRYPTED PASSWORD 'md5{h32}'",
    "create user etl identified by {a10}", "CREATE USER 'etl'@'%' IDENTIFIED BY '{p12}'",
    "GRANT ALL ON x TO etl IDENTIFIED BY PASSWORD '*{u40}'",
    "CREATE USER etl IDENTIFIED WITH sha256_password BY '{a12}'",
    "create secret s3 (TYPE S3, KEY_ID '{u20}', SECRET '{b40}')",
    "CREATE OR REPLACE PERSISTENT SECRET g (TYPE gcs, KEY_ID '{a24}', SECRET '{a40}')",
    "CREATE SECRET h (TYPE HUGGINGFACE, TOKEN '{a30}')",
    "CREATE SECRET az (TYPE AZURE, CONNECTION_STRING '{a60}')", "SET s3_secret_access_key='{b40}'",
    "SET s3_session_token = '{b60}'",
    "CREDENTIALS 'aws_access_key_id={u20};aws_secret_access_key={b40}'",
    "CREDENTIALS=(AWS_KEY_ID='{u20}' AWS_SECRET_KEY='{b40}')",
    "CREDENTIALS=(AZURE_SAS_TOKEN='?sv=2024&sig={a43}')",
    "ENCRYPTION=(TYPE='AWS_CSE' MASTER_KEY='{b43}=')",
    "CREATE CREDENTIAL c WITH IDENTITY = 'x', SECRET = '{a43}'",
    "CREATE MASTER KEY ENCRYPTION BY PASSWORD = '{p14}'",
    "OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = '{p14}'",
    "OPTIONS (user 'etl', password '{a12}')",
    "CREATE USER MAPPING FOR x SERVER s OPTIONS (user 'etl', password '{p12}')",
    "dblink('host=db user=etl password={a12}')",
    "ATTACH 'host=db password={a12}' AS pg (TYPE postgres)",
    "s3('https://b.s3.amazonaws.com/x', '{u20}', '{b40}', 'CSV')",
    "postgresql('db:5432', 'shop', 't', 'etl', '{a12}')",
    "mysql('db:3306', 'shop', 't', 'etl', '{a12}')",
    "psycopg2.connect('h', 'etl', '{a12}')",
    "pymysql.connect(host='h', user='etl', passwd='{a12}')", "HTTPBasicAuth('etl', '{a12}')",
    "requests.get(u, auth=('etl', '{a12}'))",
    "smtp.login(\"etl\", \"{a12}\")", "DriverManager.getConnection(u, \"etl\", \"{a12}\")",
    "SecretStr(password='{a12}')", "os.environ['X_TOKEN'] = '{a30}'",
    "sasl.jaas.config=PlainLoginModule required username=\"k\" password=\"{a12}\";",
  ]

  private static let addresses = [
    "postgresql://etl:{a12}@db.acme.io:5432/dw", "postgres://etl:p@{a8}/{a4}@db/dw",
    "mysql+pymysql://etl:{p12}@db/dw", "snowflake://etl:{a12}@xy12345/dw",
    "trino://etl:{a12}@host:443/cat", "redis://:{a12}@cache:6379/0", "amqps://etl:{a12}@mq/v",
    "mongodb+srv://etl:{a12}@c0.acme.io/x", "sftp://etl:{a12}@host/x",
    "https://{a30}@github.com/acme/shop.git", "https://x-access-token:{a30}@github.com/acme/shop",
    "https://oauth2:{a20}@gitlab.com/a/b.git",
    "databricks://token:{a36}@dbc-1.cloud.databricks.com",
    "jdbc:postgresql://db/x?user=etl&password={a12}",
    "jdbc:sqlserver://db;user=etl;password={p12};encrypt=true",
    "jdbc:oracle:thin:etl/{a12}@db:1521:x",
    "jdbc:snowflake://x.snowflakecomputing.com/?user=etl&password={a12}&db=x",
    "jdbc:redshift://db/x?UID=etl&PWD={a12}",
    "http://ch:8123/?user=etl&password={p10}&query=1", "postgres%3A%2F%2Fetl%3A{a16}%40db",
    "https://b.s3.amazonaws.com/x?X-Amz-Signature={h64}&x=1",
    "https://s.blob.core.windows.net/r?sv=2024&sp=rl&sig={a43}%3D",
    "https://storage.googleapis.com/x?X-Goog-Signature={h64}", "https://h/x?access_token={a30}",
    "https://h/cb?code={a30}&state=x", "https://hooks.slack.com/services/T{u8}/B{u8}/{a24}",
    "https://acme.webhook.office.com/webhookb2/{a30}/IncomingWebhook/{h32}",
    "https://prod-1.westus.logic.azure.com:443/workflows/{h32}/triggers/manual/paths/invoke?sig={a43}",
    "https://discord.com/api/webhooks/{d18}/{a60}",
    "https://chat.googleapis.com/v1/spaces/{a11}/messages?key=x&token={a40}",
    "https://api.telegram.org/bot{d9}:AA{a33}/sendMessage",
    "https://hooks.zapier.com/hooks/catch/{d6}/{l7}",
    "Authorization: Bearer {a30}", "authorization: Basic {b24}==", "Authorization: token {a30}",
    "Proxy-Authorization: Basic {b24}", "\"Authorization\": \"ApiKey {b30}\"",
    "Authorization: AWS4-HMAC-SHA256 Credential=AKIA{u16}/20260101/eu/s3/aws4_request, SignedHeaders=host, Signature={h64}",
    "Authorization: Snowflake Token=\"{b40}\"",
    "Cookie: session={a30}; theme=dark", "Set-Cookie: sid={a30}; Path=/", "X-Vault-Token: {a24}",
    "X-Auth-Token: {a24}", "PRIVATE-TOKEN: {a20}",
    "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={b86}==",
    "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=x;SharedAccessKey={b43}=",
    "host=db user=etl password='{a6} {a6}' dbname=x", "DRIVER={ODBC 18};SERVER=a;UID=etl;PWD={p12}",
  ]

  private static let sentences = [
    "login failed for user etl with password '{p10}'",
    "login failed for user etl using password {w8}", "the password is {w8}",
    "your new password is {p10}",
    "Could not deserialize key with the passphrase {w8}", "cannot decrypt with passphrase {w8}",
    "token {a30} has expired", "Invalid access token {a30}", "invalid api key: {a32}",
    "Incorrect API key provided: {a40}", "signature mismatch for key {b40}",
    "the secret {b40} is not valid", "'{p12}' is not a valid password", "credential {a32} rejected",
    "auth failed, sent secret {a30}", "using token {a40} of etl", "refused key {h32}", "dsn {b40}",
    "got bearer {a40}", "client_secret {a36} rejected",
  ]

  private static let tokens = [
    "AKIA{u16}", "ASIA{u16}", "ABIA{u16}", "ghp_{a36}", "gho_{a36}", "ghu_{a36}", "ghs_{a36}",
    "ghr_{a36}", "github_pat_{a22}_{a59}", "glpat-{a20}", "gldt-{a20}", "glrt-{a20}",
    "glptt-{h40}", "GR1348941{a20}", "gloas-{h64}", "xoxb-{d12}-{d12}-{a24}",
    "xoxp-{d12}-{d12}-{h32}", "xapp-1-A{u10}-{d12}-{h64}", "xoxe.xoxp-1-{a100}", "dapi{h32}",
    "dapi{h32}-2",
    "dose{h32}", "dbtc_{a40}", "dbtu_{a40}", "ver:1-hint:{d10}-{b80}", "ETMsDgAAA{b60}",
    "AIza{a35}", "ya29.{a60}", "GOCSPX-{a28}", "1//0{a40}", "abc8Q~{a34}", "SG.{a22}.{a43}",
    "SK{h32}",
    "sk_live_{a24}", "rk_test_{a24}", "whsec_{a32}", "sk-{a48}", "sk-proj-{a60}",
    "sk-ant-api03-{a90}", "hf_{a34}", "gsk_{a52}", "r8_{a37}", "pplx-{a48}", "xai-{a80}",
    "npm_{a36}",
    "pypi-AgEIcHlwaS5vcmc{a70}", "rubygems_{h48}", "dckr_pat_{a27}", "dckr_oat_{a32}", "hvs.{a90}",
    "s.{a24}", "{a14}.atlasv1.{a64}", "dop_v1_{h64}", "doo_v1_{h64}", "pul-{h40}",
    "dp.pt.{a43}", "PMAK-{h24}-{h34}", "pscale_tkn_{a43}", "pscale_pw_{a43}", "sbp_{h40}",
    "lin_api_{a40}", "ntn_{d11}{a35}", "secret_{a43}", "pat{a14}.{h64}", "figd_{a40}",
    "tfp_{a44}_{a14}",
    "sntrys_{b60}", "sntryu_{h64}", "NRAK-{u27}", "NRII-{a32}", "glsa_{a32}_{h8}", "glc_{b60}",
    "dt0c01.{u24}.{u64}", "shpat_{h32}", "shpss_{h32}", "sq0atp-{a22}", "sq0csp-{a43}", "EZAK{a54}",
    "shippo_live_{h40}", "duffel_live_{a43}", "rzp_live_{a14}", "FLWSECK-{h32}-X",
    "xkeysib-{h64}-{a16}", "{h32}-us12", "key-{h32}", "ATATT3xFfGF0{a60}", "ATCTT3xFfGN0{a60}",
    "CFPAT-{a43}",
    "rdme_{l70}", "HRKU-{a32}", "nfp_{a40}", "LTAI{a20}", "AKID{a32}", "{d10}:AA{a33}",
    "M{a23}.{a6}.{a27}", "eyJhbGciOiJIUzI1NiJ9.eyJ{a40}.{a43}",
    "eyJhbGciOiJkaXIifQ..{a16}.{a40}.{a22} with token eyJ{a20}.{a20}.{a20}.{a20}.{a20}",
    "sha256~{a43}", "AKCp8{a60}", "CCIPAT_{a22}_{h40}", "sqp_{h40}", "API-{u26}",
    "access-production-{h8}-{h4}-{h4}-{h4}-{h12}", "phc_{a43}", "sdk-{h8}-{h4}-{h4}-{h4}-{h12}",
    "pk.eyJ{a60}.{a22}",
    "acme_live_{a32}", "shop-prod-{a40}", "AGE-SECRET-KEY-1{u58}", "ops_eyJ{a120}",
  ]

  private static let keys = [
    "-----BEGIN PRIVATE KEY-----\n{b64}\n{b64}\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\\n{b64}\\n{b40}\\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN EC PRIVATE KEY-----\r\n{b64}\r\n",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n  {b64}\n  {b20}",
    "-----BEGIN OPENSSH PRIVATE KEY-----\n{b70}\n",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{b64}\n={b4}\n-----END PGP PRIVATE KEY BLOCK-----",
    "-----BEGIN DSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{u32}\n\n{b64}",
    "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"x\"\n{b70}\n",
    "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 2\n{b64}\n{b40}\n",
    "{b64}\n{b64}\n-----END RSA PRIVATE KEY-----",
    "private_key = MIIEvQIBADANBgkqhkiG9w0BAQ{b60}",
    "key data b'MIGHAgEAMBMGByqGSM49{b40}' invalid", "MIIEpAIBAAKCAQEA{b60}", "MHcCAQEEI{b60}",
    "MC4CAQAwBQYDK2VwBCIEI{b40}",
    "b3BlbnNzaC1rZXktdjE{b80}", "LS0tLS1CRUdJTi{b80}",
    "{\"kty\":\"RSA\",\"n\":\"x\",\"d\":\"{a80}\"}", "{\"kty\":\"oct\",\"k\":\"{a43}\"}",
    "PrivateKey = {b43}=",
    "\"private_key\": \"-----BEGIN PRIVATE KEY-----\\n{b64}\\n{b64}\\n-----END PRIVATE KEY-----\\n\"",
  ]

  private static let rows = [
    "DETAIL:  Key (email, ssn)=({n4}, {d9}) already exists.",
    "DETAIL:  Failing row contains (5, null, {n4}, {d9}).",
    "invalid input syntax for type date: \"{n4}\"",
    "invalid input value for enum mood: \"{n4}\"", "date/time field value out of range: \"{n4}\"",
    "value \"{d14}\" is out of range for type integer", "malformed array literal: \"{n4}\"",
    "CONTEXT:  COPY customers, line 3, column ssn: \"{n4}\"",
    "CONTEXT:  COPY customers, line 3: \"7,{n4},{a5}\"", "CONTEXT:  JSON data, line 1: {n4}",
    "DETAIL:  Token \"{n4}\" is invalid.", "invalid value \"{n4}\" for \"YYYY\"",
    "Conversion Error: Could not convert string '{n4}' to INT64",
    "Conversion Error: invalid date field format: \"{n4}\", expected format is (YYYY-MM-DD)",
    "Conversion Error: timestamp field value out of range: \"{d16}\", expected format",
    "CSV Error on Line: 3\n  Original Line: 7,{n4},diag\n  Expected Number of Columns: 2 Found: 3",
    "Could not parse string \"{n4}\" according to format specifier \"%Y\"",
    "Conversion Error: Type VARCHAR with value '{n4}' can't be cast to the destination type DOUBLE",
    "Type INT32 with value {d9} can't be cast because the value is out of range",
    "Malformed JSON at byte 0 of input: unexpected character.  Input: \"{ssn: {n4}}\"",
    "Constraint Error: Duplicate key \"email: {n4}, id: {d8}\" violates unique constraint",
    "Violates foreign key constraint because key \"ssn: {n4}\" does not exist in the referenced table",
    "Could not convert '{n4}' to BOOL",
    "Error when converting column \"c\". Could not convert string \"{n4}\" to 'BIGINT'",
    "Numeric value '{n4}' is not recognized", "Date '{n4}' is not recognized",
    "Timestamp '{n4}' is not recognized", "Failed to cast variant value \"{n4}\" to FIXED",
    "String '{n4}' is too long and would be truncated",
    "User character length limit (9) exceeded by string '{n4}'",
    "Duplicate row detected during DML action Row Values: [\"{n4}\", 12]",
    "Error parsing JSON: {n4}", "Can't parse '{n4}' as date with format 'YYYY-MM-DD'",
    "Bad int64 value: {n4}", "Bad double value: {n4}",
    "Could not parse '{n4}' as DATE with format '%F'", "Invalid date: '{n4}'",
    "Invalid timestamp: '{n4}'", "Invalid datetime string \"{n4}\"",
    "Failed to parse input string \"{n4}\"", "Could not cast literal \"{n4}\" to type DATE",
    "Error while reading data, error message: Could not parse '{n4}' as INT64 for field amount (position 3)",
    "Invalid JSON string: {n4}",
    "Duplicate entry '{n4}' for key 'orders.PRIMARY'",
    "Data truncation: Incorrect string value: '{n4}' for column 'ssn'",
    "Truncated incorrect DOUBLE value: '{n4}'",
    "Incorrect datetime value: '{n4}' for column 'd' at row 1",
    "Invalid digit, Value 'J', Pos 0, Type: Integer Detail: context: {n4}",
    "raw_line: 7,{n4},x",
    "[CAST_INVALID_INPUT] The value '{n4}' of the type \"STRING\" cannot be cast",
    "[CANNOT_PARSE_TIMESTAMP] Text '{n4}' could not be parsed at index 0",
    "java.lang.NumberFormatException: For input string: \"{n4}\"", "Cannot cast '{n4}' to INT",
    "Value cannot be cast to date: {n4}",
    "Invalid format: \"{n4}\" is malformed at \"x\"",
    "Error parsing field value '{n4}' for field 0",
    "Conversion failed when converting the varchar value '{n4}' to data type int.",
    "The conversion of the varchar value '{n4}' overflowed an int column.",
    "String or binary data would be truncated in table 't', column 'c'. Truncated value: '{n4}'.",
    "Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is ({n4}).",
    "Arithmetic overflow error for type varchar, value = {d9}.",
    "unable to convert string value containing '{n4}' to a number",
    "Cannot parse string '{n4}' as UInt32: syntax error at position 4 (parsed just '{n4}')",
    "Column 0, name: a, type: String, parsed text: \"{n4}\"",
    "ValueError: invalid literal for int() with base 10: '{n4}'",
    "could not convert string to float: '{n4}'", "time data '{n4}' does not match format '%Y'",
    "Unable to parse string \"{n4}\" at position 0", "unconverted data remains: {n4}",
    "Invalid isoformat string: '{n4}'",
    "CHECK constraint c violated by row with values:\n - id : 5\n - name : {n4}",
    "[parameters: {'name': '{n4}', 'id': {d7}}]",
    "[NUMERIC_VALUE_OUT_OF_RANGE] {d9} cannot be represented as Decimal(5,2)",
    "Got 1 result, configured to fail if != 0 where ssn = '{d9}'",
    "where c.customer_email = '{n3}'",
    "and phone_number <> '{d10}'", "where passport_no = {d8}", "and \"full_name\" like '{n2}'",
    "value ssn {d3}-{d2}-{d4} given", "row for jane.{l6}@example.com", "jane.{l6}%40example.com",
    "Could not convert string '+49 170 {d7}' to INT32", "call +1 (415) 555-{d4} back",
  ]

  /// Line ends as dbt and terminals put them.
  private static let wrapped = [
    "using token ghp_{a18}\n  {a18} now", "dbtc_{a20}\n    {a20}", "sk-proj-{a30}\n{a30}",
    "eyJhbGciOiJIUzI1NiJ9.eyJ{a30}\n  {a30}.{a43}", "xoxb-{d12}-{d12}-{a12}\n  {a12}",
    "secret {b20}\n    {b20}",
    "Authorization: Bearer {a20}\n  {a20}", "password={a16}\n    {a16}",
    "AccountKey={b60}\n  {b26}==", "token=dapi{h16}\n  {h16}", "AKIA{u8}\n  {u8}",
    "api_key={a20}\\n    {a20}",
  ]
}
