"""The TextMate grammar, run by an engine that nobody here wrote.

HEAL_RECORD=1 writes the golden file anew; the change is then reviewed.
"""
import json
import logging
import os
import pathlib
import re

import pytest
from textmate_grammar.parsers.base import LanguageParser

# The engine remarks on text that no pattern names, of which there is much in the words of a message.
logging.getLogger("textmate_grammar").setLevel(logging.CRITICAL)

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
GRAMMAR = ROOT / "grammar/editors/vscode/syntaxes/heal.tmLanguage.json"
RULES = sorted((ROOT / "rules").rglob("*.heal"))


@pytest.fixture(scope="module")
def parser():
    return LanguageParser(json.loads(GRAMMAR.read_text()))


def tokens(parser, text):
    """(line, column, text, scopes) of each token, lines from 0."""
    element = parser.parse_string(text)
    assert element is not None
    found = []
    for (line, column), content, scopes in element.flatten():
        if content.strip():
            found.append((line, column, content, list(scopes)))
    return found


def test_scopes_are_as_recorded(parser):
    lines = []
    for line, column, content, scopes in tokens(parser, (HERE / "sample.heal").read_text()):
        shown = " ".join(scope.removesuffix(".heal") for scope in scopes if scope != "source.heal")
        lines.append(f"{line + 1}:{column + 1} {json.dumps(content.strip(), ensure_ascii=False)} {shown}".rstrip())
    text = "\n".join(lines) + "\n"
    golden = HERE / "sample.scopes"
    if os.environ.get("HEAL_RECORD") == "1":
        golden.write_text(text)
    assert text == golden.read_text()


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_rule_file_is_coloured_to_its_end(parser, path):
    """Every line that begins a rule or a clause is seen as one, and nothing else is: no text or regex runs away."""
    text = path.read_text()
    keywords = {}
    for line, _, content, scopes in tokens(parser, text):
        # Anchors are parts of a regex.
        if any(scope.startswith(("keyword.declaration", "keyword.control")) and "anchor" not in scope for scope in scopes):
            keywords.setdefault(line, content.strip())
    inside = strings(text)
    wanted = {}
    for number, line in enumerate(text.split("\n")):
        found = re.match(r"\s*(rule|remedy|fault|means|heals|category|match|unless|let|where|fix|test|advise|overrides|failure|confidence|edit|run)\b\s", line)
        if found and number not in inside:
            wanted[number] = found.group(1)
    missing = {line + 1: word for line, word in wanted.items() if keywords.get(line) != word}
    assert not missing
    assert not [line + 1 for line in keywords if line in inside]


def strings(text):
    """Numbers of the lines that begin inside of a text or a regex over several lines."""
    inside, open_with = set(), None
    for number, line in enumerate(text.split("\n")):
        if open_with:
            inside.add(number)
            if re.match(r"\s*" + re.escape(open_with), line) or line.rstrip().endswith(open_with):
                open_with = None
            continue
        for mark in ('"""', "'''", "///"):
            opens = line.count(mark) % 2 == 1 and (mark != "///" or line.rstrip().endswith(mark))
            if opens and not line.lstrip().startswith("#"):
                open_with = mark
    return inside
