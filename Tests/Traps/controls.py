"""Controls: breaks that have one right repair, which heal is to make in any state.

Each is planted in a small shop whose words come from a table, so that the same break meets many names.
"""
import re
from dataclasses import dataclass, replace

from project import Draft, REMEMBERING, project, rows
from tables import read
from typos import Misspeller

SHOP_COLUMNS = """
select
    {key},
    {party}_id,
    {{{{ rounded('{measure}') }}}} as {measure},
    coalesce({count}, 0) as {count},
    lower(trim({state})) as {state},
    cast({day} as date) as {day}
from {{{{ source('intake', '{feed}') }}}}
"""
PARTIES = """
{{{{ config(materialized='view') }}}}

select
    {party}_id,
    trim({label}) as {label}
from {{{{ source('intake', '{party}_list') }}}}
"""
TOTALS = """
with recorded as (

    select * from {{{{ ref('stg_{things}') }}}}

),

summary as (

    select
        recorded.{party}_id,
        count(*) as entries,
        sum(recorded.{measure}) as sum_{measure},
        max(recorded.{count}) as max_{count},
        min(recorded.{day}) as first_{day}
    from recorded
    where recorded.{state} <> 'written off'
    group by recorded.{party}_id

)

select
    summary.*,
    {party}_names.{label}
from summary
left join {{{{ ref('stg_{party}_names') }}}} as {party}_names on {party}_names.{party}_id = summary.{party}_id
"""
MACRO = "{% macro rounded(column) %}round(cast({{ column }} as decimal(14, 4)), 2){% endmacro %}\n"
YAML = """version: 2
sources:
  - name: intake
    schema: raw
    tables:
      - name: {feed}
      - name: {party}_list
models:
  - name: stg_{things}
    columns:
      - name: {key}
        data_tests:
          - not_null
          - unique
      - name: {party}_id
        data_tests:
          - not_null
          - relationships:
              arguments:
                to: ref('stg_{party}_names')
                field: {party}_id
  - name: {party}_totals
    columns:
      - name: {party}_id
        data_tests:
          - unique
"""


@dataclass(frozen=True)
class Break:
    """A healthy text and what it was broken to; a name in it may be misspelt only then."""
    kind: str
    file: str
    old: str
    # The word of `old` that gets a typo; or what `old` is broken to.
    word: str | None = None
    new: str | None = None
    states: tuple | None = None
    # A line that yesterday's text did not have.
    fresh: bool = False


class Shop:
    def __init__(self, words):
        self.words = words = dict(words)
        things, party = words["things"], words["party"]
        self.staging, self.totals = f"models/stg_{things}.sql", f"models/{party}_totals.sql"
        self.parties, self.yaml = f"models/stg_{party}_names.sql", "models/_models.yml"
        fill = lambda text: text.lstrip("\n").format(**words)
        self.world = project({
            self.staging: fill(SHOP_COLUMNS), self.parties: fill(PARTIES), self.totals: fill(TOTALS),
            self.yaml: fill(YAML), "macros/rounded.sql": MACRO},
            {words["feed"]: rows({
                words["key"]: "i", f"{party}_id": "i % 8 + 1", words["measure"]: "i * 3.25", words["count"]: "i % 6",
                words["state"]: "case when i % 9 = 0 then 'written off' else 'open' end",
                words["day"]: "date '2026-02-01' + cast(i % 20 as integer)"}),
             f"{party}_list": rows({f"{party}_id": "i", words["label"]: "'name ' || i"}, 8)})
        self.names = set(re.findall(r"[a-z_]{3,}", " ".join([*self.world.files.values(), *words.values()])))

    def breaks(self):
        w = self.words
        party, things, measure, count, state, day, label, key = (
            w[n] for n in ("party", "things", "measure", "count", "state", "day", "label", "key"))
        s, t, p, y = self.staging, self.totals, self.parties, self.yaml
        yield from [
            Break("column", s, f"    {party}_id,", f"{party}_id"),
            Break("column", s, f"    {key},", key),
            Break("column-in-expression", s, f"coalesce({count}, 0)", count),
            Break("column-in-expression", s, f"lower(trim({state}))", state),
            Break("column-in-expression", p, f"trim({label})", label),
            Break("column-in-expression", s, f"cast({day} as date)", day),
            Break("column-in-macro-call", s, f"rounded('{measure}')", measure),
            Break("column-qualified", t, f"max(recorded.{count})", count),
            Break("column-qualified", t, f"sum(recorded.{measure})", measure),
            Break("column-qualified", t, f"min(recorded.{day})", day, fresh=True),
            Break("column-qualified", t, f"max(recorded.{count})", count, fresh=True),
            Break("column-in-where", t, f"where recorded.{state}", state),
            Break("column-in-group", t, f"group by recorded.{party}_id", f"{party}_id"),
            Break("column-in-join", t, f"on {party}_names.{party}_id =", f"{party}_id"),
            Break("column-in-join", t, f"= summary.{party}_id", f"{party}_id"),
            Break("ref", t, f"ref('stg_{things}')", f"stg_{things}"),
            Break("ref", t, f"ref('stg_{party}_names')", f"stg_{party}_names"),
            Break("source-table", s, f"'{w['feed']}'", w["feed"]),
            Break("source-table", p, f"'{party}_list'", f"{party}_list"),
            Break("source-name", s, "source('intake'", "intake"),
            Break("macro", s, "rounded('", "rounded"),
            Break("cte", t, "from summary\n", "summary"),
            Break("cte", t, "from recorded\n", "recorded"),
            Break("alias", t, f"    {party}_names.{label}", f"{party}_names"),
            Break("qualifier", t, f"sum(recorded.{measure})", "recorded"),
            Break("qualifier", t, f"= summary.{party}_id", "summary"),
            Break("function", s, "coalesce(", "coalesce"),
            Break("function", s, "lower(", "lower"),
            Break("function", p, "trim(", "trim"),
            Break("test-name", y, "          - not_null", "not_null"),
            Break("test-name", y, "          - unique", "unique"),
            Break("test-name", y, "          - relationships", "relationships"),
            Break("yaml-column", y, f"      - name: {key}", key),
            Break("yaml-key", y, "    tables:", new="    tabels:"),
            Break("yaml-key", y, f"  - name: stg_{things}", new=f"  - nmae: stg_{things}"),
            Break("config-value", p, "materialized='view'", new="materialized='veiw'"),
            Break("config-value", p, "materialized='view'", new="materialized='vieww'"),
            Break("config-value", "dbt_project.yml", "+materialized: table", new="+materialized: tabel"),
            Break("separator", s, f"    {party}_id,", new=f"    {party}id,"),
            Break("separator", t, f"ref('stg_{things}')", new=f"ref('stg{things}')"),
            Break("plural", t, f"ref('stg_{things}')", new=f"ref('stg_{things[:-1]}')"),
            Break("plural", s, f"'{w['feed']}'", new=f"'{w['feed']}s'"),
            Break("own-input", s, f"cast({day} as date) as {day}", new=f"cast({w['day_was']} as date) as {day}"),
            Break("last-green", t, f"min(recorded.{day})", new=f"min(recorded.{w['day_was']})", states=tuple(REMEMBERING)),
            Break("comma", s, f" as {measure},\n", new=f" as {measure}\n"),
            Break("comma", t, " as entries,\n", new=" as entries\n"),
            Break("comma", s, f"coalesce({count}, 0) as {count},", new=f"coalesce({count}, 0) as {count}"),
            Break("bracket", s, f"lower(trim({state})) as", new=f"lower(trim({state}) as"),
            Break("bracket", t, f"sum(recorded.{measure}) as", new=f"sum(recorded.{measure} as"),
            Break("bracket", s, f"cast({day} as date) as", new=f"cast({day} as date as"),
            Break("bracket", t, f"max(recorded.{count})", new=f"max recorded.{count})"),
            Break("jinja", t, f"ref('stg_{things}') }}}}", new=f"ref('stg_{things}') }}"),
            Break("jinja", s, f"rounded('{measure}') }}}}", new=f"rounded('{measure}' }}}}"),
            Break("jinja", t, f"ref('stg_{things}')", new=f"ref('stg_{things})"),
            Break("quote", t, "<> 'written off'", new="<> written off'"),
            Break("quote", t, "<> 'written off'", new="<> 'written off"),
            Break("keyword", t, "\n    select * from", new="\n    selct * from"),
            Break("keyword", t, "    from recorded\n", new="    form recorded\n"),
            Break("keyword", t, "    group by", new="    gruop by"),
            Break("keyword", t, "    where ", new="    wehre "),
            Break("keyword", t, "left join", new="left jion"),
            Break("keyword", s, "select\n", new="slect\n"),
        ]

        if party == "customer":
            # A word too, but the model's tests and readers say what it gives out.
            yield Break("against-contract", s, "    customer_id,", new="    costumer_id,")

    def draft(self, broken: Break, chance):
        """The break as a draft; None where the word has no typo that could be told from another word."""
        if broken.word:
            made = Misspeller(chance).misspelt(broken.word, self.names)
            if made is None:
                return None
            new, what = broken.old.replace(broken.word, made[0], 1), f"{made[1]}/{broken.word}~{made[0]}"
        else:
            new, what = broken.new, self.words["things"] + "/" + re.sub(r"[^a-z_]+", "-", broken.new.lower()).strip("-")
        today = self.world.edited(broken.file, broken.old, new)
        yesterday = self.without_line(broken) if broken.fresh else self.world
        name = ("new-line/" if broken.fresh else "") + what
        draft = Draft(name, yesterday, today, right=self.world)
        return replace(draft, states=broken.states) if broken.states else draft

    def without_line(self, broken):
        """The project before the line was written."""
        lines = self.world.files[broken.file].splitlines(keepends=True)
        kept = [line for line in lines if broken.old not in line]
        text = re.sub(r",(\n    from )", r"\1", "".join(kept))
        return self.world.with_files({broken.file: text})


def shops():
    return [Shop(words) for words in read("shops")]


def drawn(state, adapter, count, chance):
    """That many controls for a state, of every kind in turn; kinds in an order of their own."""
    every = [(broken, shop) for shop in shops() for broken in shop.breaks() if broken.states is None or state in broken.states]
    by_kind = {}
    for broken, shop in every:
        by_kind.setdefault(broken.kind, []).append((broken, shop))
    kinds = list(by_kind)
    chance.shuffle(kinds)
    made = []
    for number in range(count * 4):
        kind = kinds[number % len(kinds)]
        broken, shop = chance.choice(by_kind[kind])
        draft = shop.draft(broken, chance)
        if draft and all(draft.name != other.name for _, other in made):
            made.append((kind, draft))
        if len(made) == count:
            break
    return made
