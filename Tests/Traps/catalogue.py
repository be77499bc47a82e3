"""Every case of the bench, made from the tables of words by a seed."""
import itertools
import random

import change_traps
import column_traps
import controls
import ground_traps
import relation_traps
import renames
from project import CONTROL, DUCKDB, POSTGRES, STATES, TRAP, HISTORY, WARM_HEAL_GIT, WARM_DBT_GIT, Case
from tables import read

# Controls in each state.
CONTROLS = {DUCKDB: 16, POSTGRES: 6}
# Every so many of a form's traps runs on Postgres.
POSTGRES_EVERY = 6
# Of the forms in which the database itself compares.
RENAMES_ON_POSTGRES_EVERY = 3
FILES = [("sales_de", "sales_dk"), ("sales_uk", "sales_us"), ("sales_at", "sales_au"), ("sales_ie", "sales_it"), ("sales_se", "sales_es")]


def pairs(name, chance):
    found = read(name)
    chance.shuffle(found)
    return itertools.cycle(found)


def column_drafts(make, count):
    def made(chance):
        chosen = pairs("columns", chance)
        return [make(next(chosen), bool(number % 2)) for number in range(count)]
    return made


def refs(chance):
    chosen = pairs("relations", chance)
    return [(relation_traps.retired_beside if number % 5 == 4 else relation_traps.retired_model)(
        next(chosen), ("stg_", "", "fct_")[number % 3]) for number in range(26)]


def retired_sources(chance):
    chosen = pairs("relations", chance)
    ways = ["declaration", "table", "both", "name"]
    return [relation_traps.retired_source_name(next(chosen)) if ways[number % 4] == "name"
            else relation_traps.retired_source(next(chosen), ways[number % 4]) for number in range(24)]


def written_relations(chance):
    chosen = pairs("relations", chance)
    return [relation_traps.written(next(chosen), ("ref", "source", "cte", "seed")[number % 4]) for number in range(20)]


def macros(chance):
    chosen = pairs("macros", chance)
    return [relation_traps.retired_macro(next(chosen), bool(number % 2)) for number in range(14)]


def seeds(chance):
    chosen = pairs("relations", chance)
    return [relation_traps.retired_seed(next(chosen)) for _ in range(14)]


def files(chance):
    return [relation_traps.missing_file(*pair, how) for pair in FILES for how in ("call", "source")]


def merged(form):
    def made(chance):
        numbers = list(range(len(change_traps.CHANGES[form]) * len(change_traps.NIGHTS)))
        return [change_traps.merged(form, n) for n in chance.sample(numbers, min(10, len(numbers)))]
    return made


def all_of(*makers):
    return lambda chance: [draft for make in makers for draft in make()]


def contracts(chance):
    return [*column_drafts(column_traps.contracted, 8)(chance), *change_traps.contracts(), *change_traps.incremental()]


FORMS = {
    "column-plain": column_drafts(column_traps.plain, 18),
    "column-expression": column_drafts(column_traps.expression, 18),
    "column-alias": column_drafts(column_traps.alias, 18),
    "column-documented": column_drafts(column_traps.documented_column, 18),
    "column-downstream": column_drafts(column_traps.downstream, 18),
    "column-both-read": column_drafts(column_traps.both_read, 18),
    "column-written": column_drafts(column_traps.written, 18),
    "two-columns": all_of(column_traps.two_columns),
    "nearly-constant": all_of(column_traps.nearly_constant),
    "late-column": all_of(column_traps.late_column),
    "ref": refs,
    "source": retired_sources,
    "relation-written": written_relations,
    "macro": macros,
    "seed": seeds,
    "file": files,
    "merged-filter": merged("filter"),
    "merged-formula": merged("formula"),
    "merged-join": merged("join"),
    "merged-literal": merged("literal"),
    "merged-column": merged("column"),
    "contract": contracts,
    "target": all_of(ground_traps.targets),
    "two-readings": all_of(change_traps.two_readings),
    "switch": all_of(ground_traps.switches),
    "policy": all_of(ground_traps.policies),
} | renames.TRAP_FORMS


def traps(seed):
    cases = []
    for form, make in FORMS.items():
        # A form's cases stay the same whatever other forms there are.
        chance = random.Random(f"{seed}/{form}")
        drafts = list(make(chance))
        every = RENAMES_ON_POSTGRES_EVERY if form in renames.TRAP_FORMS else POSTGRES_EVERY
        for number, draft in enumerate(drafts, chance.randrange(len(STATES) * every)):
            on_postgres = number % every == 0 and POSTGRES in draft.adapters
            state = draft.states[number % len(draft.states)]
            cases.append(Case(TRAP, form, draft, state, POSTGRES if on_postgres else DUCKDB, uncommitted(state, number, draft)))
    return cases


def uncommitted(state, number, draft):
    """Every third change in a project with a history is still in the working tree."""
    return state in (HISTORY, WARM_HEAL_GIT, WARM_DBT_GIT) and number // 7 % 3 == 0 and draft.today.files != draft.yesterday.files


def all_controls(seed):
    cases = []
    for adapter, count in CONTROLS.items():
        for state in STATES:
            chance = random.Random(f"{seed}/{adapter}/{state}")
            for number, (kind, draft) in enumerate(controls.drawn(state, adapter, count, chance)):
                cases.append(Case(CONTROL, kind, draft, state, adapter, uncommitted(state, number, draft)))
    return cases


def renamed(seed):
    cases = []
    for adapter in renames.CONTROLS:
        chance = random.Random(f"{seed}/{adapter}/{renames.PREFIX}")
        for number, (form, draft) in enumerate(renames.controls(adapter, chance)):
            cases.append(Case(CONTROL, form, draft, draft.states[number // 2 % len(draft.states)], adapter))
    return cases


def drawn(seed):
    return traps(seed) + all_controls(seed) + renamed(seed)
