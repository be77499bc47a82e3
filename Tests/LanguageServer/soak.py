#!/usr/bin/env python3
"""Edits rule files for an hour through `heal server`, and watches its memory.

    soak.py [options] -- heal

A person has several files open, types, asks for completion and hovers, renames, formats, saves, closes and goes on with
another file; now and then the editor sends what is no message. The soak fails (exit 1) where a request is not answered, where
an answer is of the wrong kind, or where memory grows: the median of VmRSS in the last quarter may be at most 5 % above that of
the second quarter. `--leak` closes no document, so that it must fail.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Bench"))

import command_line

RULE = """\
## Relation {number} went missing. Zażółć gęślą jaźń 🙂
rule soak.{name}_{number} {{
  category SCHEMA
  adapter  duckdb

  match 'Relation soak_{number} of "<relation>" went missing 🙂'
  match /in schema (?<place>\\w+) of (?:this|that) database/i

  let near = closest(relation, names(place))

  fix "Read ${{near}} where ${{node.name}} reads ${{relation}}" {{
    edit node.file with rename_ref(relation, to: near)
    confidence 70% when similarity(relation, near) >= 0.8
  }}

  advise "Look for ${{relation}}"

  test "it went" {{
    failure 'Relation soak_{number} of "a" went missing 🙂 in schema b of this database'
    expect match
  }}

  test "it did not" {{
    failure 'Relation soak_{number} is here'
    expect no match
  }}
}}
"""
RULES_IN_FILE = 8
ALLOWED_GROWTH = 0.05


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--files", type=int, default=25, help="rule files of the project")
    parser.add_argument("--open", type=int, default=10, help="documents that are open at once")
    parser.add_argument("--pause", type=float, default=0.02, metavar="SECONDS", help="between two keystrokes")
    parser.add_argument("--every", type=float, default=5, metavar="SECONDS", help="between two readings of VmRSS")
    parser.add_argument("--patience", type=float, default=30, metavar="SECONDS", help="for one answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leak", action="store_true", help="close no document: the soak must fail")
    parser.add_argument("--json", metavar="FILE", help="also write the readings and numbers")
    options, options.heal = command_line.parsed(parser)
    return options


class Broken(Exception):
    """The server did what it must not."""


class Server:
    """`heal server`, and what it has said."""

    def __init__(self, heal, folder, patience):
        environment = dict(os.environ, HEAL_STANDARD_RULES=os.environ.get("HEAL_STANDARD_RULES", str(ROOT / "rules")))
        self.process = subprocess.Popen([heal, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.patience, self.last, self.news = patience, 0, threading.Condition()
        self.answers, self.published, self.times = {}, {}, defaultdict(list)
        # Refusals of what was no message, by their code.
        self.refusals, self.sent = Counter(), Counter()
        self.has_ended = False
        threading.Thread(target=self.listen, daemon=True).start()
        capabilities = {"workspace": {"codeLens": {"refreshSupport": True}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def listen(self):
        output = self.process.stdout
        while True:
            length = None
            while header := output.readline().strip():
                length = int(header.split(b":")[1])
            if length is None:
                break
            self.take(json.loads(output.read(length)))
        with self.news:
            self.has_ended = True
            self.news.notify_all()

    def take(self, message):
        with self.news:
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                self.published[params["uri"]] = [one.get("code") for one in params["diagnostics"]]
            elif "method" not in message and message.get("id") is None:
                self.refusals[message["error"]["code"]] += 1
            elif "method" not in message:
                self.answers[message["id"]] = message
            self.news.notify_all()

    def write(self, data: bytes):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Broken(f"the server has ended with {self.process.wait()}") from None

    def send(self, message):
        body = json.dumps(dict(message, jsonrpc="2.0"), ensure_ascii=False).encode()
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method, params):
        self.sent[method] += 1
        self.send({"method": method, "params": params})

    def wait(self, is_there, what):
        with self.news:
            if not self.news.wait_for(lambda: self.has_ended or is_there(), self.patience):
                raise Broken(f"{what}: nothing after {self.patience:.0f} s")
            if not is_there():
                raise Broken(f"{what}: the server has ended with {self.process.wait()}")

    def ask(self, method, params, code=None):
        """The result; where a refusal is expected, its code is given."""
        self.last += 1
        number = self.last if self.last % 7 else f"request {self.last}"
        self.sent[method] += 1
        start = time.perf_counter()
        self.send({"id": number, "method": method} | ({} if params is None else {"params": params}))
        self.wait(lambda: number in self.answers, method)
        answer = self.answers.pop(number)
        if answer.get("error", {}).get("code") != code:
            raise Broken(f"{method}: {answer.get('error', 'an answer, and not a refusal')}")
        if not code:
            self.times[method.rpartition("/")[2]].append(1000 * (time.perf_counter() - start))
        return answer.get("result")

    def await_problem(self, uri, code, is_there):
        start = time.perf_counter()
        self.wait(lambda: (code in self.published.get(uri, [])) == is_there, f"{code} in {uri} is to {'come' if is_there else 'go'}")
        self.times["diagnostics"].append(1000 * (time.perf_counter() - start))

    def memory(self):
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        values = dict(line.split(":", 1) for line in lines)
        return {name: int(values[name].split()[0]) for name in ("VmRSS", "VmHWM", "Threads")}

    def open_descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class Document:
    """A file as the editor shows it."""

    def __init__(self, server, path: Path):
        self.server, self.path, self.uri, self.version = server, path, path.as_uri(), 1
        self.base = self.text = path.read_text()
        item = {"uri": self.uri, "languageId": "heal", "version": 1, "text": self.text}
        server.tell("textDocument/didOpen", {"textDocument": item})

    @property
    def identifier(self):
        return {"textDocument": {"uri": self.uri}}

    def position(self, offset):
        start = self.text.rfind("\n", 0, offset) + 1
        return {"line": self.text.count("\n", 0, offset), "character": len(self.text[start:offset].encode("utf-16-le")) // 2}

    def at(self, offset):
        return self.identifier | {"position": self.position(offset)}

    def offset(self, position):
        start = 0
        for _ in range(position["line"]):
            start = self.text.index("\n", start) + 1
        end = self.text.find("\n", start)
        line = self.text[start:end if end >= 0 else len(self.text)]
        return start + len(line.encode("utf-16-le")[:2 * position["character"]].decode("utf-16-le"))

    def replace(self, start, end, text):
        change = {"range": {"start": self.position(start), "end": self.position(end)}, "text": text}
        self.text = self.text[:start] + text + self.text[end:]
        self.version += 1
        self.server.tell("textDocument/didChange",
                         {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]})

    def apply(self, edits):
        placed = [(self.offset(e["range"]["start"]), self.offset(e["range"]["end"]), e["newText"]) for e in edits]
        for start, end, text in sorted(placed, reverse=True):
            self.replace(start, end, text)

    def reset(self, text):
        """Replaces everything, as an editor does that reads the file anew."""
        self.text = text
        self.version += 1
        self.server.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version},
                                                    "contentChanges": [{"text": text}]})


class Person:
    """Who edits: one action after the other."""

    def __init__(self, server, folder: Path, options):
        self.server, self.rules, self.options = server, folder / "rules", options
        self.chance = random.Random(options.seed)
        self.documents, self.made = [], 0
        self.actions = Counter()
        self.rules.mkdir()
        for number in range(options.files):
            (self.rules / f"file_{number}.heal").write_text(rules_of(f"file_{number}"))

    def act(self):
        if self.options.leak or not self.documents or len(self.documents) < self.options.open and self.chance.random() < 0.2:
            self.did("open", self.open())
        document = self.chance.choice(self.documents[-self.options.open:])
        if len(document.text) > 1.5 * len(document.base):
            return self.did("reset", document.reset(document.base))
        action, = self.chance.choices(
            [self.type, self.look, self.outline, self.mistype, self.rename, self.format, self.save, self.spoil, self.create,
             self.close], [30, 25, 10, 12, 4, 4, 3, 5, 1, 6])
        self.did(action.__name__, action(document))

    def did(self, name, _):
        self.actions[name] += 1

    def pause(self):
        time.sleep(self.options.pause)

    def open(self):
        shown = {document.path for document in self.documents}
        hidden = [path for path in sorted(self.rules.glob("*_*.heal")) if path not in shown]
        if self.options.leak:
            hidden = [self.new_file()]
        if hidden:
            self.documents.append(Document(self.server, self.chance.choice(hidden)))

    def close(self, document):
        if self.options.leak:
            return self.open()
        self.documents.remove(document)
        self.server.tell("textDocument/didClose", document.identifier)
        if document.path.name.startswith("made_"):
            document.path.unlink()
            self.files_changed(document.path, 3)

    def create(self, _):
        path = self.new_file()
        self.files_changed(path, 1)
        self.documents.append(Document(self.server, path))

    def new_file(self):
        self.made += 1
        path = self.rules / f"made_{self.made}.heal"
        path.write_text(rules_of(f"made_{self.made}"))
        return path

    def files_changed(self, path, kind):
        self.server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": kind}]})

    def type(self, document):
        """A line, key by key, asking for completion on the way; it is mostly removed again, and always where it is an error."""
        place = document.text.index("  advise", self.chance.randrange(len(document.text) // 2))
        words, stays = self.chance.choice([("  where similarity(relation, near) >= 0.5", False), ("  # raw orders come late 🙂", True),
                                           ("  let far = clos", False), ('  advise "Ask ${node.name}"', True)])
        for index, key in enumerate(words + "\n"):
            document.replace(place + index, place + index, key)
            self.pause()
            if key in " (.{":
                self.server.ask("textDocument/completion", document.at(place + index + 1))
        if not stays or self.chance.random() < 0.9:
            document.replace(place, place + len(words) + 1, "")

    def word(self, document):
        word = self.chance.choice(["relation", "closest", "near", "SCHEMA", "similarity", "place", "rename_ref", "node.name"])
        found = document.text.find(word, self.chance.randrange(len(document.text)))
        return (found if found >= 0 else document.text.index(word)) + 1

    def look(self, document):
        method, = self.chance.choices(["hover", "definition", "references", "documentHighlight", "completion"], [5, 2, 1, 3, 2])
        more = {"context": {"includeDeclaration": True}} if method == "references" else {}
        self.server.ask("textDocument/" + method, document.at(self.word(document)) | more)
        self.pause()

    def outline(self, document):
        self.server.ask("textDocument/documentSymbol", document.identifier)
        self.server.ask("textDocument/codeLens", document.identifier)
        self.server.ask("workspace/symbol", {"query": self.chance.choice(["soak", "file_3", "column", ""])})
        self.pause()

    def mistype(self, document):
        """A typo: the problem comes, its fix is applied, the problem goes."""
        right, wrong = "similarity(relation, near)", "similarity(relatoin, near)"
        # Where an earlier fix has changed the text, there is none.
        if right not in document.text or wrong in document.text or "undefined-name" in self.server.published.get(document.uri, []):
            return
        self.did("typo", None)
        place = document.text.index(right)
        document.replace(place + 11, place + 19, "relatoin")
        self.server.await_problem(document.uri, "undefined-name", True)
        extent = {"start": document.position(place), "end": document.position(place + 20)}
        actions = self.server.ask("textDocument/codeAction",
                                  document.identifier | {"range": extent, "context": {"diagnostics": []}})
        fix = next((one for one in actions if one["title"] == "Write `relation`"), None)
        if fix:
            document.apply(fix["edit"]["changes"][document.uri])
        else:
            # No fix is offered beside what else is wrong in the file.
            self.did("correct", document.replace(place + 11, place + 19, "relation"))
        self.server.await_problem(document.uri, "undefined-name", False)

    def rename(self, document):
        place = document.text.index("<relation>") + 2 if "<relation>" in document.text else None
        if place is None:
            return
        self.server.ask("textDocument/prepareRename", document.at(place))
        for name in ("model", "relation"):
            result = self.server.ask("textDocument/rename", document.at(place) | {"newName": name})
            document.apply(result["changes"][document.uri])
            self.pause()

    def format(self, document):
        options = {"options": {"tabSize": 2, "insertSpaces": True}}
        place = document.text.index("  category")
        document.replace(place, place, "     ")
        document.apply(self.server.ask("textDocument/formatting", document.identifier | options) or [])

    def save(self, document):
        document.path.write_text(document.text)
        self.server.tell("textDocument/didSave", document.identifier)

    def spoil(self, document):
        """What an editor does not send, or only once."""
        server, kind = self.server, self.chance.randrange(10)
        position = {"position": {"line": 10 ** 6, "character": 10 ** 6}}
        if kind == 0:
            self.refused(-32700, frame(b'{"jsonrpc": "2.0", "id": 1, "method'))
        elif kind == 1:
            self.refused(-32600, frame(b"[1, 2, 3]"))
        elif kind == 2:
            self.refused(-32700, frame(b"\xff\xfe{\x00"))
        elif kind == 3:
            server.ask("textDocument/onTypeFormatting", document.identifier, code=-32601)
        elif kind == 4:
            server.ask("textDocument/hover", None, code=-32602)
        elif kind == 5:
            server.ask("textDocument/hover", document.identifier | position)
        elif kind == 6:
            server.write(b"Content-Type: nothing\r\n\r\nContent-Length: 99999999999999999999\r\n\r\nContent-Length: -1\r\n\r\n")
        elif kind == 7:
            server.tell("textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.heal", "version": 3},
                                                   "contentChanges": [{"text": "rule"}]})
            server.tell("$/cancelRequest", {"id": server.last})
            server.tell("soak/unknown", {"deep": [[[[[]]]]]})
        elif kind == 8:
            # In three pieces.
            body = json.dumps({"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "off"}}).encode()
            data = frame(body)
            for piece in (data[:9], data[9:30], data[30:]):
                server.write(piece)
                self.pause()
        else:
            # A whole text that is no rule file, and back.
            text = document.text
            document.reset("rule { ${ '" * 200 + "🙂\n")
            self.server.ask("textDocument/documentSymbol", document.identifier)
            document.reset(text)

    def refused(self, code, data):
        before = self.server.refusals[code]
        self.server.write(data)
        self.server.wait(lambda: self.server.refusals[code] > before, f"the refusal {code}")


def frame(body: bytes):
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def rules_of(name):
    return "\n".join(RULE.format(name=name, number=number) for number in range(RULES_IN_FILE))


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def growth(readings):
    """Of the median of the last quarter over that of the second; nil for too few readings."""
    quarter = len(readings) // 4
    if quarter < 3:
        return None
    sizes = [reading["VmRSS"] for reading in readings]
    return statistics.median(sizes[3 * quarter:]) / statistics.median(sizes[quarter:2 * quarter]) - 1


def quarters(readings):
    quarter = len(readings) // 4
    sizes = [reading["VmRSS"] / 1024 for reading in readings]
    parts = [sizes[index * quarter:(index + 1) * quarter if index < 3 else None] for index in range(4)]
    return [statistics.median(part) for part in parts if part]


def soak(options, folder: Path):
    (folder / "dbt_project.yml").write_text("name: shop\n")
    rules = folder / "rules"
    server = None
    readings, trouble = [], None
    person = Person(None, folder, options)
    (rules / "categories.heal").write_text('category SOAK "What only this project has."\n')
    server = person.server = Server(os.path.abspath(options.heal[0]), folder, options.patience)
    start = time.monotonic()
    end, next_reading, next_line = start + 60 * options.minutes, start, start
    try:
        while (now := time.monotonic()) < end:
            if now >= next_reading:
                next_reading = now + options.every
                reading = server.memory() | {"seconds": round(now - start, 1), "open": len(person.documents),
                                             "descriptors": server.open_descriptors()}
                readings.append(reading)
                if now >= next_line:
                    next_line = now + 60
                    print(f"{reading['seconds'] / 60:5.1f} min  {reading['VmRSS'] / 1024:6.1f} MiB  {len(person.documents)} open"
                          f"  {sum(server.sent.values())} messages", file=sys.stderr, flush=True)
            person.act()
        for document in list(person.documents):
            server.tell("textDocument/didClose", document.identifier)
        server.ask("shutdown", None)
        server.tell("exit", None)
        if (status := server.process.wait(options.patience)) != 0:
            raise Broken(f"after shutdown the server ends with {status}")
    except Broken as broken:
        trouble = str(broken)
    finally:
        server.process.kill()
    return server, person, readings, trouble


def report(options, server, person, readings, trouble):
    grown, times = growth(readings), {name: values for name, values in server.times.items() if values}
    print(f"{readings[-1]['seconds'] / 60:.1f} minutes, {sum(server.sent.values())} messages "
          f"({server.sent['textDocument/didChange']} changes, {server.sent['textDocument/didOpen']} documents opened, "
          f"{server.sent['textDocument/didClose']} closed, {person.actions['typo']} typos, {person.actions['spoil']} times something that is no message or cannot be answered)")
    print("VmRSS, median of each quarter: " + ", ".join(f"{size:.1f}" for size in quarters(readings)) + " MiB; "
          f"peak {max(reading['VmHWM'] for reading in readings) / 1024:.1f} MiB; "
          f"threads {readings[0]['Threads']} to {readings[-1]['Threads']}, "
          f"descriptors {readings[0]['descriptors']} to {readings[-1]['descriptors']}")
    print("\n| asked | answers | median ms | 95 % | 99 % | longest |\n|---|--:|--:|--:|--:|--:|")
    for name, values in [*sorted(times.items()), ("**all**", [one for values in times.values() for one in values])]:
        cells = [f"{percentile(values, share):.1f}" for share in (0.5, 0.95, 0.99, 1)]
        print(f"| {name} | {len(values)} | " + " | ".join(cells) + " |")
    print()
    if grown is None:
        trouble = trouble or "too few readings to judge memory by"
    elif grown > ALLOWED_GROWTH:
        trouble = trouble or f"memory grows: the last quarter is {100 * grown:+.1f} % over the second ({100 * ALLOWED_GROWTH:.0f} % are allowed)"
    else:
        print(f"memory is flat: the last quarter is {100 * grown:+.1f} % over the second ({100 * ALLOWED_GROWTH:.0f} % are allowed)")
    print(f"soak: {trouble}" if trouble else "every request was answered")
    if options.json:
        found = {"readings": readings, "growth": grown, "trouble": trouble, "sent": server.sent, "actions": person.actions,
                 "times": {name: {"count": len(values)} | {str(share): percentile(values, share) for share in (0.5, 0.95, 0.99, 1)}
                           for name, values in times.items()}}
        Path(options.json).write_text(json.dumps(found, indent=1))
    return 1 if trouble else 0


def main():
    options = arguments()
    if len(options.heal) != 1:
        sys.exit("soak: name heal behind `--`")
    with tempfile.TemporaryDirectory() as folder:
        return report(options, *soak(options, Path(folder).resolve()))


if __name__ == "__main__":
    sys.exit(main())
