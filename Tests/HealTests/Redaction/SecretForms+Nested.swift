/// Forms whose secret stands behind an escape, a line end, a column's head or a function's name.
extension SecretForms {
  static let nested =
    slashes + shortNames + lists + tables + escaped + brokenAddresses + calls + spoken + further

  private static let slashes = [
    "ORA-12154 while opening etl/{a12}@//db.acme.io:1521/ORCLPDB1",
    "could not open etl/{p10}@dbhost:1521/ORCL", "cannot connect to Oracle as scott/{p10}@dwh_prod",
    "sqlldr userid=etl/{a10}@orcl control=x.ctl", "connect string APP_USER/\"{a12}\"@db:1521/x",
    "rman target sys/{a12}@prod catalog rco/{a12}@cat",
    "proxy[etl]/{a12}@db.acme.io:1521/svc failed",
    "ORA-01017: invalid username/password: etl/{a12}",
    "conn etl/{a10}@(DESCRIPTION=(ADDRESS=(HOST=db)))",
  ]

  private static let shortNames = [
    "dbpass={a12} rejected", "userpass={a12} rejected", "etlpass: {w8}", "keypass={a10}",
    "ftppass={a10} host=x", "pin: {d6}", "PIN={d4}", "pincode={d6}", "pin={a11} rejected",
  ]

  private static let lists = [
    #"{"password":["{a12}"]}"#, #"{"tokens":["{a20}","{a20}"]}"#, "password: [{a12}, {a12}]",
    "passwords:\n  - {a12}\n  - {a12}\nhost: db", #"{"password":{"value":"{a12}"}}"#,
    #"{"secret":{"type":"plain","data":"{a24}"}}"#, "password=(\"{a12}\",)",
    #"{"api_keys":{"prod":"{a24}"}}"#, "&{User:etl Password:[{a12}] Host:h}",
    "'passwords': {'etl': '{a12}', 'admin': '{a12}'}", "secrets = { etl = \"{a12}\" }",
    #"{"password": [ [ "{a12}" ] ]}"#,
  ]

  private static let tables = [
    "password  | {a12}\n", " usename | passwd\n---------+--------------\n etl     | {a14}\n(1 row)",
    "| user | password |\n| --- | --- |\n| etl | {a14} |\n| adm | {a14} |",
    "user,password\netl,{a14}\nadm,{a14}", "user\tpassword\netl\t{a14}",
    "user;password;host\netl;{a14};db",
    "│ name │ secret │\n├──────┼────────┤\n│ etl │ {a20} │",
    "+------+----------+\n| user | password |\n+------+----------+\n| etl  | {w8} |\n+------+----------+",
    "-[ RECORD 1 ]-\nusername | etl\npassword | {w8}", "username | etl\napi_token | {a30}",
    "\"user\",\"api_key\"\n\"etl\",\"{a30}\"", "password\t{w8}",
  ]

  private static let escaped = [
    #"{\u0022password\u0022:\u0022{a12}\u0022}"#, #"{\u0022pwd\u0022: \u0022{a12}\u0022}"#,
    #"{\\u0022token\\u0022:\\u0022{a20}\\u0022}"#, #"\x22password\x22:\x22{a12}\x22"#,
    "&quot;password&quot;:&quot;{a12}&quot;",
    "&amp;quot;password&amp;quot;:&amp;quot;{a12}&amp;quot;",
    "%257B%2522password%2522%253A%2522{a12}%2522%257D",
    "postgresql%253A%252F%252Fetl%253A{a14}%2540db%253A5432%252Fdw",
    "postgresql%25253A%25252F%25252Fetl%25253A{a14}%252540db",
    "odbc_connect=UID%253Detl%253BPWD%253D{a9}%253BServer%253Dh", "password&#61;{a12}",
    "password&#x3D;{a12}", #"postgresql:\u002F\u002Fetl:{a14}\u0040db/dw"#,
    #"postgresql:\/\/etl:{a14}@db\/dw"#, #"password\u003d{a12}\u0026user\u003detl"#,
    "PWD%253D%257B{a12}%257D", #"p%61ssword%3D{a12}"#, #"\u0070assword: {a12}"#,
    "bytes \\x2d2d2d2d2d424547494e2050524956415445204b45592d2d2d2d2d0a{h80}",
    "2D2D2D2D2D424547494E205253412050524956415445204B45592D2D2D2D2D0A{u40}",
    "0x2d2d2d2d2d424547494e204f50454e5353482050524956415445204b4559{h64}",
    "hex 70617373776f72643d{h24}", "token \u{FF47}\u{FF48}\u{FF50}\u{FF3F}{f36}",
    "\u{FF50}\u{FF41}\u{FF53}\u{FF53}\u{FF57}\u{FF4F}\u{FF52}\u{FF44}\u{FF1D}{a12}",
    "\u{FF50}\u{FF41}\u{FF53}\u{FF53}\u{FF57}\u{FF4F}\u{FF52}\u{FF44}\u{FF1A}{f12}",
  ]

  private static let brokenAddresses = [
    "postgresql://etl:\n{a14}@db/dw", "postgresql://etl:{a6}\n{a8}@db/dw",
    "postgresql://\netl:{a14}@db/dw",
    "postgresql://etl:{a14}\n@db/dw", "snowflake://etl:\n    {a14}@xy12345/dw",
    "postgresql://et\nl:{a14}@db/dw",
    "mysql+pymysql:\n//etl:{a14}@db/dw", "postgresql://etl:\\n{a14}@db/dw",
    "12:00:01  postgresql://etl:\n12:00:01  {a14}@db/dw", "postgresql:/\n/etl:{a14}@db/dw",
    "jdbc:sqlserver://h;user=sa;pass\nword={a12};encrypt=true", "redis://:\r\n  {a14}@cache:6379/0",
  ]

  private static let calls = [
    "CREATE LOGIN etl WITH PASSWORD = N'{p12}'",
    "ALTER LOGIN etl WITH PASSWORD = N'{p12}' OLD_PASSWORD = N'{p12}'",
    "ALTER USER etl PASSWORD E'{p12}'",
    "password => q'[{a12}]'", "PASSWORD = q'{{a12}}'", "password := nq'!{a12}!'",
    "PASSWORD U&'{a12}'",
    "ALTER ROLE etl PASSWORD $pw${a12}$pw$", "password = X'{h16}'", "password = @\"{a12}\"",
    "password=_utf8mb4'{a12}'", "pgp_sym_decrypt(x, '{p12}')", "pgp_sym_encrypt('{n4}', '{a16}')",
    "AES_DECRYPT(ssn, UNHEX(SHA2('{a16}', 512)))", "ENCRYPTBYPASSPHRASE('{a16}', ssn)",
    "DECRYPTBYPASSPHRASE(N'{a16}', c)", "hmac(email, '{w8}', 'sha256')",
    "aes_encrypt(c, '{w10}', 'GCM')",
    "DECRYPT(enc, '{a16}', 'aad')", "AEAD.DECRYPT_STRING(KEYS.KEYSET_FROM_JSON('{a30}'), c, 'x')",
    "crypt('{a12}', gen_salt('bf'))", "dbms_crypto.encrypt(src, 5, utl_raw.cast_to_raw('{a16}'))",
    "aes_decrypt(unbase64(c), '{w10}', 'ECB', 'PKCS')",
    "encrypt('aes-256-gcm', c, '{a32}', '{a12}')",
    "pgp_pub_decrypt(c, dearmor('{b64}'), '{w8}')", "Fernet(b'{b43}=')",
    "hmac.new(b'{w10}', msg, 'sha256')",
    "OPENROWSET('SQLNCLI','h';'sa';'{w8}','select 1')",
    "OPENROWSET('MSDASQL', 'h'; 'sa'; '{a12}', tbl)",
    "OPENROWSET(N'MSOLEDBSQL', N'h'; N'sa'; N'{a12}', N'select 1')",
    "EXEC sp_addlinkedsrvlogin 'SRV','false',NULL,'sa','{a12}'", "EXEC sp_addlogin 'etl', '{a12}'",
  ]

  private static let spoken = [
    "The password for user etl is {w8}.", "The passphrase of key etl was {w8}",
    "password for etl@db is {a10}",
    "password authentication failed, tried \"{w8}\"", "authentication failed, tried '{a12}'",
    "Login rejected for etl, got \"{a12}\"", "invalid credentials: etl / {a12}",
    "credentials (etl, {w8}) rejected",
    "bad credentials etl:{a12}", "credentials etl:{p10} rejected", "creds for etl: {a12}",
    "expected secret 'x', got '{w8}'", "expected token '{a20}' but received '{a20}'",
    "logging in as etl with {w8} failed: bad password", "logged in as etl with {a10}",
    "authenticated as etl using {a12}", "secret mismatch: expected {a20}, was {a20}",
    "login etl/{a12} denied",
    "username and password (etl, {a12}) not accepted", "login as etl:{a12} failed",
  ]

  /// Other forms of all these kinds.
  private static let further = [
    "sqlplus /nolog; connect dwh/{w6}@exadata:1521/pdb",
    "ORA-28000 for loader/{w6}@//ora1.acme.io:1521/svc",
    "{\"auth\":{\"token\":[\"{w6}\"]}}",
    "secrets: [\"{w6}\"]",
    "api_key: {prod: {w6}}",
    "PASSWORD\t{w6}",
    "id | secret_key\n---+-----\n 1 | {w6}",
    "| host | pwd |\n|---|---|\n| db | {w6} |",
    "login;passphrase\netl;{w6}",
    "%25257B%252522secret%252522%25253A%252522{w6}%252522",
    "\\\\\\u0022password\\\\\\u0022:\\\\\\u0022{w6}\\\\\\u0022",
    "&lt;password&gt;{w6}&lt;/password&gt;",
    "mysql://etl:\n    {w6}@db:3306/x",
    "clickhouse://\n  etl:{w6}@ch/x",
    "password => N'{w6}'",
    "IDENTIFIED BY E'{w6}'",
    "PASSWORD = nq'<{w6}>'",
    "aes_decrypt_ts(c, '{w6}')",
    "SELECT pgp_sym_decrypt_bytea(data::bytea, '{w6}', 'cipher-algo=aes256')",
    "DECRYPT_RAW(c, to_binary('{w6}','utf-8'), iv)",
    "TO_BASE64(AES_ENCRYPT(ssn, '{w6}'))",
    "hmac_sha512('{w6}', x)",
    "OPENROWSET('OraOLEDB.Oracle';'svc';'etl';'{w6}', 'select 1')",
    "The secret for service loader was {w6}",
    "the api key of etl is {w6}",
    "authentication rejected: got '{w6}'",
    "credentials [etl, {w6}] invalid",
    "bad credentials (etl:{w6})",
    "signing in as etl using {w6} failed",
    "credentials: user etl password {w6}",
  ]
}
