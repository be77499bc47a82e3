"""Faults at places chosen by chance: what people mistype, wherever it stands.

`faults.py` names its places; here every kind of slip is tried at any place of any project, so that heal cannot
have been made for the place. The same seed gives the same faults.
"""
import random
import re
from pathlib import Path

from faults import Edit, Fault, HEAL

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
KEYWORDS = set("""
    select from where group by order having limit with as on and or not in is null case when then else end left right
    inner outer full cross join union all distinct over partition between like asc desc using cast true false rows
    unbounded preceding following current row interval values lateral exists date timestamp integer varchar decimal
    numeric double bigint boolean int text float
    """.split())


def misspelt(word, chance):
    """One slip of the pen in a word."""
    place = chance.randrange(max(1, len(word) - 1))
    slips = [word[:place] + word[place + 1:], word[:place] + word[place] + word[place:]]
    if len(word) > 2 and word[place] != word[place + 1]:
        slips.append(word[:place] + word[place + 1] + word[place] + word[place + 2:])
    return chance.choice(slips)


class Text:
    """A file of the project, with what is Jinja, text or comment in it set apart."""

    def __init__(self, path: Path, root: Path):
        self.file, self.text = str(path.relative_to(root)), path.read_text()
        apart = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|--[^\n]*|/\*.*?\*/|'[^']*'"
        self.plain = re.sub(apart, lambda m: "\0" * len(m[0]), self.text, flags=re.S)

    def words(self):
        return [m for m in WORD.finditer(self.plain)]

    def is_call(self, match):
        return self.plain[match.end():match.end() + 1] == "("

    def replaced(self, start, end, new):
        return self.text[:start] + new + self.text[end:]


def column_typo(file, chance):
    return word_typo(file, chance, lambda m: m[0].lower() not in KEYWORDS and not file.is_call(m) and len(m[0]) > 3)


def function_typo(file, chance):
    return word_typo(file, chance, lambda m: file.is_call(m) and m[0].lower() not in KEYWORDS and len(m[0]) > 2)


def keyword_typo(file, chance):
    chosen = {"select", "from", "where", "group", "order", "join", "case", "when", "then", "else", "left", "having", "with"}
    return word_typo(file, chance, lambda m: m[0].lower() in chosen)


def word_typo(file, chance, fits):
    found = [m for m in file.words() if fits(m)]
    if not found:
        return None
    match = chance.choice(found)
    return file.replaced(match.start(), match.end(), misspelt(match[0], chance))


def spot(file, chance, pattern, new, text=None):
    """A replacement at one place where the pattern matches; nil where it does nowhere."""
    found = list(re.finditer(pattern, file.plain if text is None else text, flags=re.I | re.S | re.M))
    if not found:
        return None
    match = chance.choice(found)
    return file.replaced(match.start(), match.end(), match.expand(new) if isinstance(new, str) else new(match))


def comma_missing(file, chance):
    return spot(file, chance, ",", "")


def comma_extra(file, chance):
    return spot(file, chance, r"(?<=[a-z0-9_)])(?=\s+from\b)", ",")


def parenthesis_missing(file, chance):
    return spot(file, chance, r"\)", "")


def parenthesis_open_missing(file, chance):
    return spot(file, chance, r"(?<=\w)\(", " ")


def parenthesis_extra(file, chance):
    return spot(file, chance, r"\)", "))")


def quote_missing(file, chance):
    outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|--[^\n]*", lambda m: "\0" * len(m[0]), file.text, flags=re.S)
    return spot(file, chance, r"'([^'\n]*)'", lambda m: chance.choice([m[1] + "'", "'" + m[1]]), outside)


def group_by_shortened(file, chance):
    return spot(file, chance, r"(group\s+by\s+[^()\n]*),[^,()\n]*$", r"\1")


def group_by_removed(file, chance):
    return spot(file, chance, r"group\s+by\s+[^()]*?(?=\)|$(?!\n\s+\w))", "")


def cast_removed(file, chance):
    return spot(file, chance, r"cast\((\w+) as [^()]*(?:\([^()]*\))?\)", lambda m: file.text[m.start(1):m.end(1)])


def jinja(pattern, new):
    return lambda file, chance: spot(file, chance, pattern, new, file.text)


def jinja_word(pattern):
    def change(file, chance):
        return spot(file, chance, pattern, lambda m: m[0].replace(m[1], misspelt(m[1], chance), 1), file.text)
    return change


def line_change(pattern, new):
    def change(file, chance):
        return spot(file, chance, pattern, new, file.text)
    return change


def upper_value(file, chance):
    return spot(file, chance, r"values: *\[[^\]\n]*\]", lambda m: m[0].upper().replace("VALUES", "values"), file.text)


SQL = {
    "column-typo": column_typo, "function-typo": function_typo, "keyword-typo": keyword_typo,
    "comma-missing": comma_missing, "comma-extra": comma_extra, "parenthesis-missing": parenthesis_missing,
    "parenthesis-open-missing": parenthesis_open_missing, "parenthesis-extra": parenthesis_extra,
    "quote-missing": quote_missing, "group-by-shortened": group_by_shortened, "group-by-removed": group_by_removed,
    "cast-removed": cast_removed,
    "ref-typo": jinja_word(r"ref\('(\w+)'\)"), "source-typo": jinja_word(r"source\('\w+', *'(\w+)'\)"),
    "macro-typo": jinja_word(r"\{\{-? *(?!ref|source|config|var|this|is_incremental|target)(\w+(?:\.\w+)?)\("),
    "jinja-unclosed": jinja(r" *\}\}", ""), "jinja-half-closed": jinja(r"\}\}", "}"),
    "jinja-half-opened": jinja(r"\{\{", "{"), "jinja-tag-half-closed": jinja(r"%\}", "}"),
    "jinja-end-missing": jinja(r"\{%-? *end(for|if) *-?%\}\n?", ""),
    "jinja-quote-missing": jinja(r"(ref\('\w+)'", r"\1"), "jinja-parenthesis-missing": jinja(r"(ref\('\w+')\)", r"\1"),
    "config-typo": jinja_word(r"materialized *= *'(\w+)'"),
}
YAML = {
    "yaml-tab": line_change(r"^(  )(?= *\S)", "\t"), "yaml-indent-more": line_change(r"^( +)(?=\S)", r"\1 "),
    "yaml-indent-less": line_change(r"^( *) (?=\S)", r"\1"), "yaml-colon-missing": line_change(r"(?<=\w):(?=\s)", ""),
    "yaml-quote-missing": line_change(r"(?<=\S)([\"'])$", ""), "yaml-space-missing": line_change(r"(?<=\w): (?=\S)", ":"),
    "yaml-test-typo": jinja_word(r"^ *- (not_null|unique|accepted_values|relationships)\b"),
    "yaml-ref-typo": jinja_word(r"ref\('(\w+)'\)"), "yaml-values-upper": upper_value,
    "yaml-column-typo": jinja_word(r"columns:\s+- name: (\w+)"), "yaml-dash-space": line_change(r"- (?=name)", "-"),
}


def drawn(projects: Path, count: int, seed: int):
    """That many faults, kinds in turn; one that changes nothing is drawn again elsewhere."""
    chance = random.Random(seed)
    kinds = [(k, c, ".sql") for k, c in SQL.items()] + [(k, c, ".yml") for k, c in YAML.items()]
    chance.shuffle(kinds)
    folders = sorted(p.parent for p in projects.glob("*/dbt_project.yml"))
    faults = []
    while len(faults) < count:
        kind, change, ending = kinds[len(faults) % len(kinds)]
        for _ in range(60):
            made = attempt(kind, change, chance.choice(folders), ending, chance)
            if made:
                break
        faults.append(made) if made else kinds.remove((kind, change, ending))
    return faults


def attempt(kind, change, folder, ending, chance):
    files = sorted(p for p in (folder / "models").rglob("*" + ending))
    if not files:
        return None
    file = Text(chance.choice(files), folder)
    changed = change(file, chance)
    if changed is None or changed == file.text:
        return None
    return Fault(kind, HEAL, folder.name, (Edit(file.file, file.text, changed),))
