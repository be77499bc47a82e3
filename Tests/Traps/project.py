"""What a project under test consists of, and the small projects that traps and controls are made from."""
from dataclasses import dataclass, field, replace

DUCKDB, POSTGRES = "duckdb", "postgres"

COLD, COLD_GIT, HISTORY = "cold", "cold-git", "history"
WARM_HEAL, WARM_HEAL_GIT = "warm-heal", "warm-heal-git"
WARM_DBT, WARM_DBT_GIT = "warm-dbt", "warm-dbt-git"
STATES = [COLD, COLD_GIT, HISTORY, WARM_HEAL, WARM_HEAL_GIT, WARM_DBT, WARM_DBT_GIT]
# States that know what stood in the files yesterday.
REMEMBERING = [HISTORY, WARM_HEAL, WARM_HEAL_GIT, WARM_DBT, WARM_DBT_GIT]
# States in which yesterday's run was green.
WARM = [WARM_HEAL, WARM_HEAL_GIT, WARM_DBT, WARM_DBT_GIT]

TRAP, CONTROL = "trap", "control"


@dataclass(frozen=True)
class World:
    """The files of a project and the tables that others load: name in the schema `raw`, and the query that fills it."""
    files: dict
    raw: dict = field(default_factory=dict)

    def edited(self, file, old, new):
        text = self.files[file]
        if text.count(old) < 1:
            raise ValueError(f"{file} does not have {old!r}")
        return self.with_files({file: text.replace(old, new, 1)})

    def with_files(self, files):
        """With these files; None removes one."""
        merged = self.files | files
        return replace(self, files={name: text for name, text in merged.items() if text is not None})

    def with_raw(self, raw):
        merged = self.raw | raw
        return replace(self, raw={name: query for name, query in merged.items() if query is not None})


@dataclass(frozen=True)
class Draft:
    """A trap or a control before it has a state: how the project was when it was green, and how it is now."""
    name: str
    yesterday: World
    today: World
    # A control's project once it is healed.
    right: World | None = None
    # Relations that no run may build or alter while the failure stands; None where dbt rightly builds some of
    # them anew, so that they are compared with what plain dbt makes of today's files.
    held: tuple | None = ()
    states: tuple = tuple(STATES)
    adapters: tuple = (DUCKDB, POSTGRES)
    # A trap that shows something only if heal held the data against each other.
    compared: bool = False


@dataclass(frozen=True)
class Case:
    kind: str
    form: str
    draft: Draft
    state: str
    adapter: str
    # Today's files are not committed.
    uncommitted: bool = False

    @property
    def id(self):
        state = self.state + ("-uncommitted" if self.uncommitted else "")
        return "/".join([self.form, self.draft.name, state, self.adapter])


def rows(columns, count=40):
    """A query that makes a table: an expression over the row number `i` for each column."""
    selected = ", ".join(f"{expression} as {name}" for name, expression in columns.items())
    return f"select {selected} from generate_series(1, {count}) as r(i)"


def values(kind, number=0):
    """An expression of this type over the row number; another number gives other values."""
    return {
        "int": f"i * {7 + number * 90} + {number}",
        "num": f"cast(i * {number * 7 + 1}.25 as decimal(14, 2))",
        "str": f"'v{number}-' || i",
        "bool": f"(i % {number + 2} = 0)",
        "date": f"date '2026-01-01' + cast(i % 90 + {number * 31} as integer)",
        "ts": f"timestamp '2026-01-01 08:00:00' + (i + {number * 500}) * interval '1 hour'",
    }[kind]


def sources(*tables, name="raw", schema="raw"):
    listed = "".join(f"      - name: {table}\n" for table in tables)
    return f"sources:\n  - name: {name}\n    schema: {schema}\n    tables:\n{listed}"


def documented(model, columns, tests=("not_null",)):
    """A model's entry below `models:`."""
    lines = [f"  - name: {model}\n    columns:\n"]
    for column in columns:
        lines.append(f"      - name: {column}\n        data_tests:\n" + "".join(f"          - {t}\n" for t in tests))
    return "".join(lines)


def selecting(lines, origin, rest=""):
    return "select\n" + ",\n".join("    " + line for line in lines) + f"\nfrom {origin}\n{rest}"


def source(table, name="raw"):
    return "{{ source('%s', '%s') }}" % (name, table)


def ref(model):
    return "{{ ref('%s') }}" % model


PROJECT = """name: shop
version: "1.0"
profile: shop
models:
  shop:
    +materialized: table
flags:
  send_anonymous_usage_stats: false
"""


def project(files, raw):
    return World({"dbt_project.yml": PROJECT} | files, raw)
