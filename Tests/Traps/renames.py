"""Columns renamed upstream after a green run under heal.

In a control the new column holds what the old one held, so that the data prove the rename; in a trap something with a
tempting name appeared whose data do not. Both are planted in projects of the same shapes.
"""
import itertools
import re
from dataclasses import dataclass, field, replace

from project import DUCKDB, POSTGRES, WARM_HEAL, WARM_HEAL_GIT, Draft, documented, project, ref, rows, selecting, source, sources
from tables import read

# The forms of this file begin with it.
PREFIX = "renamed-"
STATES = (WARM_HEAL, WARM_HEAL_GIT)
# Controls of each form on each database.
CONTROLS = {DUCKDB: 4, POSTGRES: 4}
# Rows that were there yesterday, and how many came since.
ROWS, NEW_ROWS, SITES = 60, 8, 30
# Where rows are summed up by site, enough sites are as they were.
MANY_ROWS, MANY_SITES = 630, 70


def values(kind, number=0):
    """An expression of this type over the row number, with many different values; another number gives other values."""
    a = (37, 53, 71, 29)[number % 4]
    return {
        "date": f"date '2026-01-01' + cast(i * {a} % 89 as integer)",
        "ts": f"timestamp '2026-01-01 08:30:00' + (i * {a} % 997) * interval '1 hour'",
        "num": f"cast(i * {a} % 101 + 0.25 as decimal(14, 2))",
        "float": f"cast(i * {a} % 101 as double precision) / 7",
        "int": f"i * {a} % 97",
        "str": f"'v{number}-' || (i * {a} % 83)",
        "id": f"i * {a} % 23 + 1",
    }[kind]


@dataclass(frozen=True)
class Rename:
    lost: str
    new: str
    kind: str
    # What the old column held, and what the new one holds.
    before: str
    after: str

    @staticmethod
    def of(word, number=0):
        held = values(word["kind"], number)
        return Rename(word["lost"], word["new"], word["kind"], held, held)


@dataclass(frozen=True)
class Column:
    """How a model's text names a column: where it reads it, and where it also gives it out by its old name."""
    read: str
    bare: str
    name: str


@dataclass(frozen=True)
class Use:
    """Select list and rest of the model that reads the source `as o`; `{0.read}` is the first column that is renamed."""
    lines: list
    rest: str = ""
    # Select list and rest of the table that reads that model `as o`; None for all that it gives out.
    mart: tuple | None = None
    # Whether the table has a row for each site, not one for each row of the feed.
    by_site: bool = False
    # Whether the column itself tells the table's rows apart.
    is_key: bool = False


# How a column of each kind is used; more than one way is told apart by the form's name.
ALIAS = {
    "date": "cast({0.read} as date) as its_day", "ts": "cast({0.read} as date) as its_day", "num": "{0.read} as measure",
    "float": "{0.read} as measure", "int": "{0.read} as measure", "str": "{0.read} as label", "id": "{0.read} as site_key",
}
OWN_ALIAS = {
    "date": "cast({0.read} as date) as {0.name}", "ts": "cast({0.read} as date) as {0.name}", "num": "coalesce({0.read}, 0) as {0.name}",
    "float": "coalesce({0.read}, 0) as {0.name}", "int": "coalesce({0.read}, 0) as {0.name}", "str": "trim({0.read}) as {0.name}",
    "id": "cast({0.read} as integer) as {0.name}",
}
EXPRESSION = {
    "date": "{0.read} + 14 as limit_day", "ts": "date_trunc('day', {0.read}) as its_day", "num": "round({0.read} * 1.2, 2) as result",
    "float": "coalesce({0.read}, 0) * 2 as result", "int": "case when {0.read} > 3 then {0.read} * 60 else 0 end as result",
    "str": "upper(trim({0.read})) || '/' || o.note as result", "id": "coalesce({0.read}, -1) * 1000 + 7 as result",
}
FILTER = {
    "date": "where o.{0.read} < date '2026-03-20'\n", "ts": "where o.{0.read} > timestamp '2026-01-02 00:00:00'\n",
    "num": "where o.{0.read} > 5\n", "float": "where o.{0.read} is not null\n", "int": "where o.{0.read} between 3 and 90\n",
    "str": "where o.{0.read} <> 'v0-1'\n", "id": "where o.{0.read} <= 20\n",
}
WINDOW = {
    "date": "lag({0.read}) over (order by o.{key}) as one_before", "ts": "max({0.read}) over (partition by o.site_id order by o.{key}) as latest",
    "num": "sum({0.read}) over (partition by o.site_id order by o.{key}) as running",
    "float": "sum({0.read}) over (partition by o.site_id order by o.{key}) as running",
    "int": "sum({0.read}) over (order by o.{key}) as running", "str": "first_value({0.read}) over (partition by o.site_id order by o.{key}) as first_one",
    "id": "lag({0.read}) over (order by o.{key}) as one_before",
}
AGGREGATE = {
    "date": "max(o.{0.name}) as last_one", "ts": "min(o.{0.name}) as first_one", "num": "sum(o.{0.name}) as total",
    "float": "sum(o.{0.name}) as total", "int": "avg(o.{0.name}) as average", "str": "max(o.{0.name}) as last_one",
    "id": "sum(o.{0.name}) as total",
}


# In a text that is still to be filled.
SITES_REF = ref("stg_site").replace("{", "{{").replace("}", "}}")


def bare(kind):
    return Use(["{0.bare}"])


def alias(kind):
    return Use([ALIAS[kind]])


def own_alias(kind):
    return Use([OWN_ALIAS[kind]])


def expression(kind):
    return Use([EXPRESSION[kind]])


def filtered(kind):
    return Use(["o.{0.bare}"], FILTER[kind])


def window(kind):
    return Use([WINDOW[kind]])


def summed(kind):
    """The table sums up by site what the model gives out."""
    return Use(["{0.bare}"], mart=(["o.site_id", AGGREGATE[kind], "count(*) as entries"], "group by o.site_id\n"), by_site=True)


def summed_at_once(kind):
    """The model that reads the source sums up itself."""
    lines = ["o.site_id", AGGREGATE[kind].replace("{0.name}", "{0.read}"), "count(*) as entries"]
    return Use(lines, "group by o.site_id\n", by_site=True)


def joined(kind):
    """The table finds a name by the column."""
    site = f"left join {SITES_REF} as s on s.site_id = o.{{0.name}}\n"
    return Use(["{0.bare}"], mart=(["o.{key}", "s.site_name", "o.quantity"], site))


def joined_at_once(kind):
    site = f"left join {SITES_REF} as s on s.site_id = o.{{0.read}}\n"
    return Use(["o.{key}", "o.{0.bare}", "s.site_name", "o.quantity"], site)


def several(kind):
    return Use(["{0.bare}", "o.{1.bare}"])


def three(kind):
    return Use(["{0.bare}", "{1.read} as second_one", "{2.bare}"])


def as_key(kind):
    """What tells one row from another is renamed, in the feed and not in what is made of it."""
    return Use(["{0.bare}"], mart=(["o.{0.name}", "o.site_id", "o.{key} * 3 as number"], ""), is_key=True)


# The models behind the one that reads the source; without any that one is the table.
PATHS = {
    "table": [], "view": ["table"], "views": ["view", "table"], "ephemeral": ["ephemeral", "table"], "three-views": ["view", "view", "table"],
    "incremental": ["incremental"], "two-tables": ["table", "table"], "cte": ["table"], "contract": ["contract"],
    "beside-view": ["table", "view"],
}
VIEWS = ("view", "ephemeral")
SQL_TYPES = {"date": "date", "ts": "timestamp", "num": "decimal(14, 2)", "float": "double precision", "int": "integer",
             "str": "varchar", "id": "integer"}


def config_of(kind, unique=None):
    """The head of a model that is built so; a table needs none."""
    if kind == "incremental":
        return f"{{{{ config(materialized='incremental', unique_key='{unique}') }}}}\n\n"
    return f"{{{{ config(materialized='{kind}') }}}}\n\n" if kind in VIEWS else ""


@dataclass(frozen=True)
class Plan:
    """All that a project of this file is made from."""
    entity: str
    renames: list
    use: Use
    path: str
    # Whether a test says which column of the table is unique.
    tested: bool = True
    # Columns that come with the new ones, and those that stood there all along.
    fresh: dict = field(default_factory=dict)
    beside: dict = field(default_factory=dict)
    rows: int | None = None

    @property
    def key(self):
        return f"{self.entity}_id"

    @property
    def models(self):
        """The names of the models behind the source, the first one that reads it first."""
        kinds = PATHS[self.path]
        return [f"stg_{self.entity}", *(f"{'int' if kind in ('view', 'ephemeral') else 'fct'}_{self.entity}_{place}"
                                        for place, kind in enumerate(kinds, 1))]

    def columns(self, healed):
        return [Column(r.new, f"{r.new} as {r.lost}", r.lost) if healed else Column(r.lost, r.lost, r.lost) for r in self.renames]

    def filled(self, text, healed=False):
        return text.format(*self.columns(healed), key=self.key)

    @property
    def lines(self):
        """What the model that reads the source selects."""
        if any(line in ("o.{key}", "o.site_id") for line in self.use.lines):
            return self.use.lines
        return ["o.{key}", "o.site_id", *self.use.lines, "o.quantity"]

    @property
    def given(self):
        """The columns that this model gives out."""
        return [self.filled(line).rsplit(" as ", 1)[-1].rsplit(".", 1)[-1] for line in self.lines]

    def first(self, healed):
        """The text of the model that reads the source."""
        config = config_of("view") if PATHS[self.path] else ""
        feed = source(f"{self.entity}_feed")
        selected = lambda origin: selecting([self.filled(line, healed) for line in self.lines], f"{origin} as o",
                                            self.filled(self.use.rest, healed))
        if self.path != "cte":
            return config + selected(feed)
        return f"{config}with recorded as (\n\n    select * from {feed}\n\n)\n\n" + selected("recorded")

    def later(self):
        """The models behind the first: each reads the view before it."""
        origin, files = self.models[0], {}
        for name, kind in zip(self.models[1:], PATHS[self.path]):
            lines, rest = [f"o.{column}" for column in self.given], ""
            if kind == "contract":
                lines = [f"cast(o.{column} as {self.type_of(column)}) as {column}" for column in self.given]
            elif kind not in VIEWS and self.use.mart:
                lines, rest = [self.filled(line) for line in self.use.mart[0]], self.filled(self.use.mart[1])
            files[f"models/{name}.sql"] = config_of(kind, self.unique) + selecting(lines, f"{ref(origin)} as o", rest)
            if kind in VIEWS:
                origin = name
        return files

    @property
    def unique(self):
        if self.use.is_key:
            return self.renames[0].lost
        return "site_id" if self.use.by_site else self.key

    def type_of(self, column):
        return next((SQL_TYPES[r.kind] for r in self.renames if r.lost == column), "integer")

    def yaml(self):
        text = "version: 2\n" + sources(f"{self.entity}_feed", "site_list") + "models:\n"
        text += documented("stg_site", ["site_id"], ("unique",))
        for name in self.models[1:] or self.models:
            if self.path == "contract":
                typed = "".join(f"      - name: {column}\n        data_type: {self.type_of(column)}\n" for column in self.given)
                text += f"  - name: {name}\n    config:\n      contract: {{enforced: true}}\n    columns:\n{typed}"
            elif self.tested and name.startswith(("fct", "stg")):
                text += documented(name, [self.unique], ("unique",))
        return text

    def feed(self, today):
        count = self.rows or (MANY_ROWS if self.use.by_site else ROWS)
        sites = MANY_SITES if self.use.by_site else SITES
        columns = {self.key: "i", "site_id": f"i % {sites} + 1", "quantity": "i % 7 + 1", "note": "'note ' || i"}
        renamed = {r.new: r.after for r in self.renames} if today else {r.lost: r.before for r in self.renames}
        return rows(columns | self.beside | renamed | (self.fresh if today else {}), count + (NEW_ROWS if today else 0))

    def world(self, today, healed=False):
        files = {f"models/{self.models[0]}.sql": self.first(healed), "models/_models.yml": self.yaml(),
                 "models/stg_site.sql": selecting(["site_id", "site_name"], source("site_list"))}
        raw = {f"{self.entity}_feed": self.feed(today), "site_list": rows({"site_id": "i", "site_name": "'site ' || i"}, MANY_SITES)}
        return project(files | self.later(), raw)

    def control(self, name):
        return Draft(name, self.world(False), self.world(True), right=self.world(True, healed=True), states=STATES)

    def trap(self, name, compared=True):
        return Draft(name, self.world(False), self.world(True), held=tuple(self.models), states=STATES, compared=compared)


# form: (use, kinds, paths)
ALL_KINDS = tuple(SQL_TYPES)
PLAIN = ("table", "view", "views", "ephemeral", "three-views", "two-tables", "cte")
CONTROL_FORMS = {
    "bare": (bare, ALL_KINDS, (*PLAIN, "incremental", "contract")),
    "alias": (alias, ALL_KINDS, (*PLAIN, "incremental")),
    "own-alias": (own_alias, ALL_KINDS, PLAIN),
    "expression": (expression, ALL_KINDS, PLAIN),
    "filter": (filtered, ALL_KINDS, PLAIN),
    "window": (window, ALL_KINDS, ("table", "view", "cte", "ephemeral")),
    "aggregate": (summed, ALL_KINDS, ("view", "views", "ephemeral", "cte")),
    "aggregate-at-once": (summed_at_once, ALL_KINDS, ("table", "view", "cte")),
    "join": (joined, ("id",), ("view", "views", "ephemeral")),
    "join-at-once": (joined_at_once, ("id",), ("table", "view")),
    "key": (as_key, ("int", "str"), ("view", "views", "ephemeral")),
    "two": (several, ALL_KINDS, (*PLAIN, "contract")),
    "three": (three, ALL_KINDS, PLAIN),
}


class Words:
    """Words for one case after another, by kind."""

    def __init__(self, chance):
        found = read("renames")
        chance.shuffle(found)
        self.every = itertools.cycle(found)
        self.by_kind = {kind: itertools.cycle([w for w in found if w["kind"] == kind]) for kind in ALL_KINDS}

    def of(self, kind, count=1):
        """The first one is of this kind; none shares a name with another."""
        chosen = [next(self.by_kind[kind])]
        while len(chosen) < count:
            word = next(self.every)
            names = {w[n] for w in chosen for n in ("lost", "new", "other")}
            if names.isdisjoint((word["lost"], word["new"], word["other"])):
                chosen.append(word)
        return chosen


def fresh(word, number):
    """What comes at the same time: nothing, a column of the same type, or another one as well."""
    found = {word["other"]: values(word["kind"], 3), "batch_no": "i % 5"}
    return dict(list(found.items())[:number])


def controls(adapter, chance):
    """Form and draft of each control on a database."""
    words = Words(chance)
    for form, (use, kinds, paths) in CONTROL_FORMS.items():
        kinds, paths = chance.sample(kinds, len(kinds)), chance.sample(paths, len(paths))
        for number in range(CONTROLS[adapter]):
            kind, path = kinds[number % len(kinds)], paths[number % len(paths)]
            chosen = words.of(kind, {"two": 2, "three": 3}.get(form, 1))
            tested, beside = bool(chance.randrange(2)), fresh(chosen[0], chance.randrange(3))
            found = [Rename.of(word, place) for place, word in enumerate(chosen)]
            if form == "key":
                each = {"int": "i * 3 + 1", "str": "'key ' || i"}[kind]
                found = [changed(found[0], each, each)]
            plan = Plan(chosen[0]["entity"], found, use(kind), path, tested, beside)
            name = "-".join([kind, path, "tested" if tested else "untested", *([f"plus{len(beside)}"] if beside else [])])
            yield PREFIX + form, plan.control(name + "/" + "+".join(f"{r.lost}~{r.new}" for r in plan.renames))


# What a look-alike holds, `{0}` being what the old column held.
OTHER_VALUES = {
    "date": {"shifted": "{0} + 1", "other": values("date", 1)},
    "ts": {"shifted": "{0} + interval '1 hour'", "day-shifted": "{0} - interval '1 day'", "other": values("ts", 1)},
    "num": {"ten": "{0} * 10", "hundred": "{0} * 100", "gross": "{0} * 1.19", "other": values("num", 1)},
    "float": {"thousand": "{0} / 1000", "ten": "{0} * 10", "pounds": "{0} * 2.2046"},
    "int": {"sixty": "({0}) * 60", "next": "{0} + 1", "other": values("int", 1)},
    "str": {"other": values("str", 1), "upper": "upper({0})", "longer": "{0} || ' 2'"},
    "id": {"other": values("id", 1), "next": "({0}) % 23 + 1"},
}
# What was made of the values when the column was renamed.
CHANGED = {
    "date": "cast(date_trunc('month', {0}) as date)", "ts": "{0} + interval '9 hours'", "num": "round({0})", "float": "round({0})",
    "int": "({0}) - ({0}) % 2", "str": "substr({0}, 1, 4)", "id": "({0}) + 100",
}
# Mostly one value, which says nothing.
DEFAULTS = {"date": "date '1970-01-01'", "ts": "timestamp '1970-01-01 00:00:00'", "num": "0", "float": "0", "int": "0", "str": "'unknown'", "id": "0"}
# A table keeps of the column only what a look-alike of such values has as well.
BLIND = {
    "rank": ("rank() over (partition by o.site_id order by {0.read}) + 100 * o.site_id as place", "num", "{0} * 10"),
    "number": ("row_number() over (partition by o.site_id order by {0.read}, o.{key}) + 100 * o.site_id as place", "id", "({0}) * 10"),
    # With many different gaps.
    "gap": ("{0.read} - lag({0.read}) over (order by o.{key}) as gap", "int", "{0} + 3"),
    "days": ("{0.read} - lag({0.read}) over (order by o.{key}) as days", "date", "{0} + 2"),
    "share": ("round(cast({0.read} / sum({0.read}) over (partition by o.site_id) as decimal(14, 6)), 6) as share", "num", "{0} * 100"),
    "seldom": ("case when o.{key} % 150 = 149 then {0.read} else 2 * o.{key} end as used", "int", "({0}) * 60"),
    "filled": ("coalesce(case when o.{key} % 150 = 149 then {0.read} end, 3 * o.{key}) as used", "num", "{0} * 100"),
}
# Tells the rows to whose site others have come.
PEERS = "count(*) over (partition by o.site_id) as peers"


def sometimes(every, one, other):
    """The other expression in one of so many rows."""
    return f"case when i % {every} = {every // 2} then {other} else {one} end"


def changed(rename, after, before=None):
    return replace(rename, after=after, before=before or rename.before)


class Look:
    """Draws the shapes of traps: look-alikes whose data say that they are not what was lost."""
    uses = (bare, alias, own_alias, expression, filtered)

    def __init__(self, chance):
        self.chance, self.words = chance, Words(chance)

    def plan(self, kind, number, make, **more):
        """A project in which `make` says what the rename is."""
        word, = self.words.of(kind)
        use, path = self.uses[number % len(self.uses)](kind), PLAIN[number % len(PLAIN)]
        return Plan(word["entity"], [make(Rename.of(word))], use, path, bool(self.chance.randrange(2)), **more), word


def named(plan, *parts):
    return "-".join(parts) + f"-{plan.path}/" + "+".join(f"{r.lost}~{r.new}" for r in plan.renames)


def other_values(chance):
    """One column appeared where one went, and has other values."""
    look = Look(chance)
    for number, (kind, way) in enumerate((kind, way) for kind, ways in OTHER_VALUES.items() for way in ways):
        after = OTHER_VALUES[kind][way]
        plan, _ = look.plan(kind, number, lambda r: changed(r, after.format(r.before)))
        yield plan.trap(named(plan, kind, way))


def most_rows(chance):
    """Nine rows of ten have the values of yesterday, or nearly all."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS * 2):
        every = (10, 60, 20)[number % 3]
        other = values(kind, 2)
        plan, _ = look.plan(kind, number, lambda r: changed(r, sometimes(every, r.before, other)), rows=420)
        yield plan.trap(named(plan, kind, f"every{every}"))


def too_little(chance):
    """The values agree, and there are too few that count: few rows, or nearly all the same, or few different ones."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        plan, _ = look.plan(kind, number, lambda r: r, rows=24)
        yield plan.trap(named(plan, kind, "few-rows"))
        for way, default in (("null", "null"), ("constant", DEFAULTS[kind])):
            spread = lambda r: f"case when i % 40 = 7 then {r.before} else {default} end"
            plan, _ = look.plan(kind, number + 1, lambda r: changed(r, spread(r), spread(r)), rows=400)
            if plan.use.rest == "":
                yield plan.trap(named(plan, kind, way))
    for number, expression_of in enumerate(("i % 4", "i % 9")):
        plan, _ = look.plan("int", number, lambda r: changed(r, expression_of, expression_of), rows=200)
        yield plan.trap(named(plan, "int", "few-values"))


def twice(chance):
    """Two columns appeared, and both have the values."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        plan, word = look.plan(kind, number, lambda r: r)
        plan = replace(plan, fresh={word["other"]: plan.renames[0].after})
        yield plan.trap(named(plan, kind), compared=False)


def stood_beside(chance):
    """The look-alike is not new; it has the same values, or nearly so. Something else may be new."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        plan, word = look.plan(kind, number, lambda r: r)
        lost, there = plan.renames[0], word["new"]
        near = lost.before if number % 2 else sometimes(25, lost.before, values(kind, 2))
        gone = replace(lost, new=word["other"] if number % 3 else "batch_no", after=values(kind, 1) if number % 3 else "i % 5")
        plan = replace(plan, renames=[gone], beside={there: near})
        yield plan.trap(f"{kind}-{'same' if number % 2 else 'near'}-{plan.path}/{lost.lost}~{there}", compared=False)


def renamed_and_changed(chance):
    """The right column, by its new name, with values that were rounded, cut or moved."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        plan, _ = look.plan(kind, number + 1, lambda r: changed(r, CHANGED[kind].format(r.before)))
        yield plan.trap(named(plan, kind))


def defaults_alone(chance):
    """Equal in the rows alone that have a value which says nothing."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        default, other = DEFAULTS[kind], values(kind, 1)
        held = lambda value: f"case when i % 4 > 0 then {default} else {value} end"
        plan, _ = look.plan(kind, number + 2, lambda r: changed(r, held(other), held(r.before)), rows=400)
        yield plan.trap(named(plan, kind))


def one_of_two(chance):
    """Two columns were renamed; what came for the one that is read first has other values."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        words = look.words.of(kind, 2)
        first, second = (Rename.of(word, place) for place, word in enumerate(words))
        wrong = changed(first, values(kind, 2))
        plan = Plan(words[0]["entity"], [wrong, second], several(kind), PLAIN[number], bool(number % 2))
        yield plan.trap(named(plan, kind), compared=False)


def blind(chance):
    """What the table keeps would be the same with the look-alike; what the model gives out would not."""
    words = Words(chance)
    for number, (way, (line, kind, after)) in enumerate(BLIND.items()):
        for path in ("view", "views"):
            word, = words.of(kind)
            rename = Rename.of(word)
            if way in ("gap", "days"):
                rename = changed(rename, None, re.sub(r"i \* \d+ % \d+", "i * i * 7 % 101", rename.before))
            use = Use([OWN_ALIAS[kind]], mart=(["o.{key}", line.replace("0.read", "0.name"), PEERS], ""))
            plan = Plan(word["entity"], [changed(rename, after.format(rename.before))], use, path, bool(number % 2), rows=420)
            yield plan.trap(named(plan, way))


def taken_once(chance):
    """Look-alikes that heal once took for what was lost, by their names; now there are data to tell them by."""
    for number, row in enumerate(read("taken_once")):
        rename = Rename(row["lost"], row["there"], row["kind"], row["before"], row["after"])
        plan = Plan(row["entity"], [rename], Use([row["read"]]), ("table", "view")[number % 2], bool(number // 2 % 2))
        yield plan.trap(named(plan, row["kind"]))


def retired(chance):
    """What came holds what was there yesterday, and nothing in the rows that are new."""
    look = Look(chance)
    for number, kind in enumerate(ALL_KINDS):
        plan, _ = look.plan(kind, number, lambda r: changed(r, f"case when i <= {ROWS} then {r.before} end"))
        if plan.use.rest == "":
            yield plan.trap(named(plan, kind))


def let_in(chance):
    """A model keeps the rows in which the column is more than nothing; in what came all are."""
    look = Look(chance)
    for number, kind in enumerate(("num", "int", "float") * 2):
        held = lambda r: f"({r.before} + 1)"
        plan, _ = look.plan(kind, number, lambda r: changed(r, held(r), f"case when i % 4 = 1 then -1 else 1 end * {held(r)}"), rows=200)
        yield replace(plan, use=Use(["o.{0.bare}"], "where o.{0.read} > 0\n")).trap(named(plan, kind))


def kept_in_part(chance):
    """The table with every row keeps a summary of the column, which what came would give too; a view gives out all of it."""
    words = Words(chance)
    for number, (kind, line, after) in enumerate((
            ("date", "date_trunc('month', {0.name}) as its_month", "cast(date_trunc('month', {0}) as date) + 27"),
            ("ts", "cast({0.name} as date) as its_day", "date_trunc('day', {0})"),
            ("num", "floor({0.name} / 10) as class", "floor(({0}) / 10) * 10 + 5"))):
        word, = words.of(kind)
        rename = Rename.of(word)
        use = Use([OWN_ALIAS[kind]], mart=(["o.{key}", line, PEERS], ""))
        plan = Plan(word["entity"], [changed(rename, after.format(rename.before))], use, "beside-view", bool(number % 2), rows=420)
        yield plan.trap(named(plan, kind))


TRAP_FORMS = {PREFIX + form: make for form, make in {
    "other-values": other_values, "most-rows": most_rows, "too-little": too_little, "twice": twice, "beside": stood_beside,
    "and-changed": renamed_and_changed, "defaults": defaults_alone, "one-of-two": one_of_two, "blind": blind, "taken-once": taken_once,
    "retired": retired, "let-in": let_in, "kept-in-part": kept_in_part,
}.items()}
