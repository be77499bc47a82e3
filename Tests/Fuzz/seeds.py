"""The first inputs of each target, cut from the files that the repository has: rules, recordings, examples, golden files."""

import json
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT / "Tests/Recordings"
# In bytes, of one input.
MOST = 2048
LONGEST = {"recording": 6000}
CHANCE = random.Random(1)


def texts(folder, *patterns):
    for pattern in patterns:
        for path in sorted((ROOT / folder).glob(pattern)):
            yield path, path.read_bytes()


def joined(*parts):
    return b"\n%%\n".join(part if isinstance(part, bytes) else part.encode() for part in parts)


def dumped(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def all_seeds():
    found = {
        "log": logs, "events": events, "diagnose": messages, "recording": recordings, "manifest": manifests,
        "run_results": results, "answers": answers, "sql": sql, "sql-edits": sql_edits, "yaml": yaml,
        "yaml-edits": yaml_edits, "notes": notes, "policy": policies, "frames": frames, "requests": requests,
        "regex": regexes, "redaction": secrets, "names": names,
    }
    seeds = {target: list(make()) for target, make in found.items()}
    for target in ("rules", "format", "lint"):
        seeds[target] = list(rules())
    # The others are written by heal itself.
    for target in ("journal", "recovery", "proposal", "letter", "green"):
        seeds[target] = []
    return {target: sorted({seed[:LONGEST.get(target, MOST)] for seed in some}) for target, some in seeds.items()}


# Rules


def rules():
    for _, text in texts("rules", "**/*.heal"):
        for item in re.split(rb"\n\n(?=##|rule|category|disable)", text):
            yield item + b"\n"
    for _, text in texts("Tests/Golden", "problems/*.heal", "syntax/*.heal", "format/*.heal"):
        yield text


def requests():
    for number, text in enumerate(rules()):
        if number % 4 == 0:
            places = " ".join(f"{number + step} {step * 2} {step * 5 % 30}" for step in range(4))
            yield joined(places, text)


def regexes():
    found = messages_of()
    for _, text in texts("rules", "**/*.heal"):
        for line in re.findall(rb"match (.+)", text):
            for pattern in re.findall(rb'"((?:[^"\\]|\\.)+)"|/((?:[^/\\]|\\.)+)/', line):
                yield joined(pattern[0] or pattern[1], CHANCE.choice(found)[:300])


# What dbt says


def recorded(name, step=1):
    for number, (path, text) in enumerate(texts("Tests/Recordings", f"*/*/{name}")):
        if number % step == 0:
            yield path.parent, text


def logs():
    for _, text in recorded("stdout.txt", 3):
        yield text[-1400:]
    for _, text in recorded("stderr.txt", 9):
        yield text[-1500:]
    bar = "=" * 30
    yield (f"{bar} 21:36:26.123456 | 0a1b2c3d-0000-0000-0000-000000000000 {bar}\n21:36:26.123456 [info ] [MainThread]: Running with"
           " dbt=1.11.0\n21:36:27.1 [error] [MainThread]: Encountered an error:\nParsing Error\n  x\n").encode()


def messages_of():
    found = []
    for _, text in recorded("stdout.txt"):
        parts = re.split(rb"\n(?:\d\d:\d\d:\d\d +)?(?=(?:\S+ ){1,4}Error in |Failure in |Error in |Encountered an error)", text)
        found += [part[:900] for part in parts[1:3]]
    return found


def messages():
    for number, message in enumerate(messages_of()):
        if number % 2 == 0:
            yield joined(message, ["duckdb", "postgres", "snowflake", "bigquery", "spark"][number // 2 % 5])


def telling(text, most):
    lines = [line for line in text.split(b"\n") if b'"level": "error"' in line or b'"level":"error"' in line]
    first = [line for line in text.split(b"\n")[:400] if b"A001" in line or b"E034" in line]
    return [line for line in first[:2] + lines if len(line) < most]


def events():
    for _, text in recorded("events.jsonl", 4):
        lines = telling(text, 1000)
        yield b"\n".join(lines[:2])
        yield b"\n".join(lines[2:3])


def short_results(text, most=2):
    try:
        value = json.loads(text)
    except ValueError:
        return b"{}"
    value = {"metadata": value.get("metadata"), "results": [
        {key: (item[key][:400] if isinstance(item[key], str) else item[key]) for key in item if key not in ("timing", "adapter_response")}
        for item in value.get("results", []) if item.get("status") in ("error", "fail", "partial success")][:most]}
    return dumped(value)


def results():
    for _, text in recorded("run_results.json", 4):
        yield short_results(text)


KEPT = ("name", "resource_type", "package_name", "original_file_path", "schema", "attached_node", "column_name", "test_metadata",
        "depends_on", "raw_code", "patch_path")


def short_manifest(text, start=0):
    value = json.loads(text)
    cut = {"metadata": {key: value["metadata"].get(key) for key in ("dbt_version", "adapter_type", "project_name", "invocation_id")}}
    for section in ("nodes", "sources", "macros", "unit_tests", "exposures"):
        cut[section] = {}
        for id, node in list(value.get(section, {}).items())[start:start + 3]:
            cut[section][id] = {key: node[key] for key in KEPT if node.get(key)}
            cut[section][id]["config"] = {key: node.get("config", {}).get(key) for key in ("materialized", "unique_key", "severity")}
            cut[section][id]["columns"] = {name: {"name": name} for name in list(node.get("columns", {}))[:3]}
    return dumped(cut)


def manifests():
    for number, (_, text) in enumerate(recorded("manifest.json")):
        yield short_manifest(text, number * 2)
    yield b'{"metadata":{"invocation_id":"a","adapter_type":"duckdb","project_name":"shop"},"nodes":{"model.shop.orders":' \
        b'{"name":"orders","resource_type":"model","package_name":"shop","original_file_path":"models/orders.sql","raw_code":"select 1",' \
        b'"config":{"materialized":"incremental","unique_key":"id","incremental_strategy":"merge","pre-hook":[{"sql":"insert into a"}]},' \
        b'"depends_on":{"nodes":["source.shop.raw.orders"],"macros":["macro.shop.cents"]}},"test.shop.not_null_orders_id":' \
        b'{"name":"not_null_orders_id","resource_type":"test","original_file_path":"models/schema.yml","attached_node":"model.shop.orders",' \
        b'"column_name":"id","test_metadata":{"name":"accepted_values","kwargs":{"values":["a","b"]}}}},"sources":{},"macros":' \
        b'{"macro.shop.cents":{"name":"cents","macro_sql":"{% macro cents() %}1{% endmacro %}"}}}'


def recordings():
    for folder, text in recorded("recording.json", 8):
        read = lambda name: (folder / name).read_bytes() if (folder / name).exists() else b""
        manifest = short_manifest(read("manifest.json")) if read("manifest.json") else b""
        yield joined(
            text.strip(), read("stdout.txt")[-900:], b"\n".join(telling(read("events.jsonl"), 1500)[:2]),
            short_results(read("run_results.json"), 1) if read("run_results.json") else b"", manifest, read("expect.heal")[:300],
            b"name: lab\nmodel-paths: [models]\n")


def answers():
    yield b'HTTP/2.0 200 OK\r\nX-Ratelimit-Remaining: 0\r\nX-Ratelimit-Reset: 1795381509\r\n\r\n{"number":7,"html_url":"https://github.com/a/b/issues/7"}'
    yield b'HTTP/2.0 422 Unprocessable\r\nRetry-After: 60\r\n\r\n{"message":"Validation Failed","errors":[{"code":"x","message":"y"},"z"]}'
    yield b"# branch.oid 0a1b\0# branch.head main\0001 .M N... 100644 100644 100644 a b models/a b.sql\0" \
        b"2 R. N... 100644 100644 100644 a b R100 new.sql\0old.sql\0u UU N... 1 2 3 4 a b c d.sql\0? x.sql\0"
    yield b'12:00:00 noise heal-probe:{"all":true,"relations":[{"id":"model.shop.a","name":"a","names":["b"],"columns":[["id","int"],["x",null]],' \
        b'"counts":[12,11,3]}],"rows":[["a","1"],["b"]]}'
    yield b'\xef\xbb\xbf"id","a ""b""",c\r\n1,2,3\n'
    yield b'{"a":[1,-2.5e3,"\\u00e9\\ud83d\\ude00\\n"],"b":{"c":null,"d":true}}'


# The project


def files(*endings, most=2000):
    for folder in ("Tests/Recordings", "examples"):
        for ending in endings:
            for path, text in texts(folder, f"**/{ending}"):
                if 0 < len(text) < most and "expect" not in path.name:
                    yield path, text


def sql():
    seen = set()
    for _, text in files("*.sql"):
        if text not in seen:
            seen.add(text)
            yield text
    yield b"{% macro cents(c) %} {{ c }} / 100 {% endmacro %}\n{% test t(model) %}select 1{% endtest %}\n"
    yield b"select $$a$$, r'b', \"c\", `d`, e'\\'' from a -- b\n/* c */ qualify row_number() over (partition by a) = 1\n"


SQL_EDITS = """correct_column rename_column rename_ref replace replace_match delete_match insert_before insert_after restore_line
restore_committed rename_source rename_macro rename_relation rename_function rename_type correct_qualifier correct_join correct_alias
correct_keyword qualify requalify separate complete_group_by quote_as_text wrap_call wrap_cast unwrap_call reread_column mend_syntax
mend_jinja remove_copy""".split()
YAML_EDITS = "correct_key correct_test correct_value mend_layout set append remove move replace rename_ref rename_source rename_macro delete_match insert_after".split()


def edits(operations, endings):
    found = [text for _, text in files(*endings, most=900)]
    for number, operation in enumerate(operations * 12):
        text = CHANCE.choice(found)
        words = re.findall(rb"[A-Za-z_]{3,}", text) or [b"a"]
        old, new = CHANCE.choice(words).decode(), CHANCE.choice(words).decode()
        old = "1" if operation == "restore_line" else old
        broken = text.replace(CHANCE.choice([b",", b"(", b")", b"'", b"{{", b":", b"  "]), b"", 1) if "mend" in operation else text
        yield joined(f"{operation}|{old}|{new}|{CHANCE.choice(['', 'duckdb', 'snowflake', 'bigquery'])}", broken, text)


def sql_edits():
    return edits(SQL_EDITS, ["*.sql"])


def yaml_edits():
    return edits(YAML_EDITS, ["*.yml"])


def yaml():
    for _, text in files("*.yml"):
        yield text
    yield b"a: &x [1, {b: 'c'}, *x]\nd: |-\n  e\n  f\ng: >+\n h\n\n? i\n: j\n"


# What heal keeps, and what it is told


def notes():
    rule = b'category DATABASE "A database"\nrule team.lock {\n  category DATABASE\n  match "lock on <t>"\n  advise "Wait."\n}\n'
    yield b"# Notes\n\n## Ignored failures\n- `test.shop.not_null_orders_id` until 2026-12-31: the tills\n* rule `dbt.deps_timeout`: moving\n" \
        b"- cause `0123456789abcdef`\n### Labels\n- `auto-healing` does not exist\n```heal\n" + rule + b"```\n## Other\n"
    yield b"# Notes\r\n\r\n~~~~ heal x\r\n" + rule + b"~~~~\r\n## Learnt by heal\r\n\r\n<!-- heal: a -->\r\n- `bug` does not exist\r\n# Next\r\n"
    yield b"- list\n  ```heal\n  rule a.b { }\n  ```\n```\nopen"


def policies():
    for _, text in texts(".", "grammar/execution_mode.example.yml", "examples/**/execution_mode.yml"):
        yield text
        for section in re.split(rb"\n(?=[a-z_]+:)", text):
            yield section + b"\n"


def frame(value):
    body = dumped(value)
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def frames():
    uri = {"uri": "file:///shop/rules/a.heal"}
    begin = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"rootUri": "file:///shop"}}) + frame(
        {"jsonrpc": "2.0", "method": "initialized", "params": {}})
    text = 'rule a.b {\n  category DATABASE\n  match "x <n>"\n  advise "y ${n}"\n}\n'
    opened = frame({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {**uri, "version": 1, "text": text}}})
    place = {"textDocument": uri, "position": {"line": 2, "character": 12}}
    for number, method in enumerate(("hover", "completion", "definition", "references", "documentHighlight", "prepareRename", "rename",
                                     "documentSymbol", "formatting", "codeAction", "codeLens")):
        params = {**place, "newName": "c", "context": {"diagnostics": []}, "range": {"start": place["position"], "end": place["position"]}}
        yield begin + opened + frame({"jsonrpc": "2.0", "id": number, "method": "textDocument/" + method, "params": params})
    change = {"range": {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 3}}, "text": "é😀"}
    yield begin + opened + frame({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": {**uri, "version": 2}, "contentChanges": [change, {"text": "rule"}]}})
    yield begin + frame({"jsonrpc": "2.0", "id": 2, "method": "workspace/symbol", "params": {"query": "b"}}) + frame(
        {"jsonrpc": "2.0", "method": "workspace/didChangeWorkspaceFolders", "params": {"event": {"removed": [{"uri": "file:///shop"}]}}})
    yield b"Header: x\r\nContent-Length: 2\r\n\r\n{}" + begin + frame({"id": 3, "method": "shutdown"}) + frame({"method": "exit"})


def secrets():
    lines = (ROOT / "Tests/Golden/redaction/recordings.txt").read_bytes().split(b"\n")
    for start in range(0, len(lines), 12):
        yield b"\n".join(lines[start:start + 12])
    for line in re.findall(r'#*"(.*?[{][abhuldpwn]\d+[}].*?)"#*', (ROOT / "Tests/HealTests/Redaction/SecretForms.swift").read_text()):
        yield re.sub(r"\{[abhuldpwn](\d+)\}", lambda match: ("Zx9Qw7" * 20)[:int(match[1])], line).encode()


def names():
    words = sorted({word for _, text in files("*.sql") for word in re.findall(rb"[a-z]+(?:_[a-z0-9]+)+", text)})
    for word in words[::3]:
        at = CHANCE.randrange(len(word))
        yield b"\n".join([word[:at] + word[at + 1:], word, *CHANCE.sample(words, 3)])
