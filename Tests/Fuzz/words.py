"""Words that a mutation puts in as a whole: libFuzzer's dictionaries, by kind of text."""

_SIGNS = str.maketrans("␣␊␍␉", " \n\r\t")


def _split(text):
    """Words between white space; `␣`, `␊`, `␍` and `␉` are white space in one."""
    return [word.translate(_SIGNS) for word in text.split()]


RULES = _split("""adapter advice advise after all and any ask because capture category confidence dbt disable edit expect failure
false file fix given in let match ms no not or overrides retry rule run test todo true unless when where with ${ $$ ''' /// ##
== != -> { } ( ) [ ] <name> <name:int> <text:line> \\< // .* (?<n>x) (?i) \\b failure.message node.name columns(
correct_column( replace( rename_ref( set( confidence: 80% 5s "" '' ; # ```heal ``` ␊ ␍␊ ␉""")

LOG = _split("""Database␣Error Runtime␣Error Compilation␣Error in␣model in␣test (models/orders.sql) Encountered␣an␣error:
Failure␣in␣test Error␣in␣model Got␣3␣results Running␣with␣dbt=1.11.0 Registered␣adapter: [error] [info␣] [MainThread]:
====== ␣|␣ 12:00:00 12:00:00.123456 Done.␣PASS=1 ERROR=1 LINE␣1: ^ compiled␣code␣at Traceback Usage:␣dbt 1␣of␣3␣ERROR
\x1b[31m \x1b[0m ␍␊ dbt0227 SQLSTATE (42703) %% KeyboardInterrupt WARN Warning: \x00 batch""")

JSON = _split("""{ } [ ] , : " \\u0000 \\ud800 \\" true false null 0 -1 1e999 99999999999999999999 "metadata" "invocation_id" "nodes" "results"
"unique_id" "status" "error" "message" "compiled_code" "info" "code" "level" "msg" "data" "node_info" "Z024" "A001" "Q034" "Z030" "macros"
"sources" "depends_on" "raw_code" "columns" "config" "materialized" "model.shop.orders" "original_file_path" "time" "event" "changing"
"started" "running" "ran" "ended" "committing" "undoing" "path" "before" "after" "temporary" "sha256" "mode" "watched" "../../theirs.sql"
"/etc/passwd" ".." "models/../.." "version" "fixes" "edits" "start" "end" "replacement" "state" "name" "run" "mark" ␊ %%""")

SQL = _split("""select from where join on group␣by order␣by with as union␣all case when then else end cast( over( partition␣by lateral
qualify pivot {{ }} {% %} {# #} {%- -%} ref('a') source('a','b') config( if endif for endfor set endset macro endmacro raw endraw
'' "" ` $$ -- /* */ ␍␊ :: [ ] ( ) , ; . * || => is␣null exists( interval '1' e'\\'' r"" \ufeff %% rename_column| replace| mend_syntax||
correct_column| mend_jinja|| restore_committed| restore_line|1| rename_ref| qualify| separate| quote_as_text| wrap_call| |snowflake |bigquery""")

YAML = _split("""models: sources: columns: name: tests: data_tests: version:␣2 - ? : & * ! | > |- >+ [ ] { } , # --- ... << &a *a !!str
"" '' {{ }} ␉ ␍␊ ␣␣ \ufeff \\u 0x 1e9 ~ null yes on execution: mode: autonomous retry: notifications: webhooks: guard:
commit_strategy: min_confidence: 80% state: shared: %% set| append| remove| move| correct_key| correct_test| correct_value| mend_layout|| replace| rename_ref|""")

NOTES = _split("""# ## ### ```heal ``` ~~~ - * + ` until␣2026-12-31 : does␣not␣exist rule␣` cause␣` label Ignored␣failures Labels
Learnt␣by␣heal <!--␣heal: --> ␍␊ ␉ rule match category advise { } " / 0123456789abcdef""")

FRAMES = JSON[:16] + _split("""Content-Length: ␍␊␍␊ "jsonrpc":"2.0" "id":1 "method": "params": initialize initialized shutdown exit
textDocument/didOpen textDocument/didChange textDocument/didClose textDocument/hover textDocument/completion textDocument/rename
textDocument/codeAction "textDocument":{"uri": "position":{"line": "character": "contentChanges":[ "range": "start": "end": "text":
file:///shop/rules/a.heal file:///shop/rules/b.heal workspace/symbol workspace/didChangeWorkspaceFolders rootUri %""")

REGEX = _split(r"""(?: (?= (?! (?<= (?<! (?> (?<n> (?i) (?x) (?| (?(1) (?R) (?&n) (*MARK) (*COMMIT) \K \b \A \z \d \w \s \h \R \X \p{L} \Q \E \x{ \o{
\N{ \g{ \k<n> \1 [[:alpha:]] [^ ] - ^ $ . .* .+? {2,5} {1000} {,3} + * ? | <a> <a:int> <a:name> <a:line> %%""")

SECRETS = _split("""password= token: Bearer␣ Basic␣ AKIA ghp_ xoxb- eyJ -----BEGIN␣PRIVATE␣KEY----- -----END␣PRIVATE␣KEY-----
://user:pass@host @example.com aws_secret_access_key SNOWFLAKE_PASSWORD Key␣( )=( DETAIL: value␣" ''' [password] [token] [value]
[redacted] /home/ada s3cr3t-v4lue ticket-42 ␊ \x1b \u202e {"password":" 4111111111111111 --password␣ &sig= host=""")

BY_TARGET = {
    "rules": RULES, "format": RULES, "lint": RULES, "log": LOG, "events": JSON + LOG, "diagnose": LOG, "recording": JSON + LOG,
    "manifest": JSON, "run_results": JSON, "answers": JSON + ["HTTP/2.0 200", "retry-after: ", "# branch.oid ", "1 .M ", "\0", "heal-probe:"],
    "sql": SQL, "sql-edits": SQL, "yaml": YAML, "yaml-edits": YAML, "notes": NOTES, "journal": JSON, "recovery": JSON,
    "proposal": JSON, "letter": JSON, "green": JSON, "policy": YAML, "frames": FRAMES, "requests": RULES + ["%%"],
    "regex": REGEX, "redaction": SECRETS, "names": ["_", "id", "order", "customer", "\n", "at", "date", "2"],
}


def dictionary(target):
    """As libFuzzer reads it."""
    lines = []
    for word in BY_TARGET.get(target, []):
        data = word.encode("utf-8", "surrogateescape")
        if data:
            lines.append('"' + "".join(f"\\x{byte:02x}" for byte in data) + '"')
    return "\n".join(lines) + "\n"
