"""Traps of changes that were meant: merged by day, and at night something else fails."""
from project import (Draft, REMEMBERING, documented, project, ref, rows, selecting, source, sources)

FEED = {"order_id": "i", "customer_id": "i % 10 + 1", "region_id": "i % 4 + 1", "amount": "cast(i * 300 as varchar)",
        "tax": "cast(i * 57 as varchar)", "rate": "'1.' || (i % 10)",
        "status": "case when i % 3 = 0 then 'completed' when i % 3 = 1 then 'pending' else 'shipped' end",
        "ordered_on": "date '2026-01-01' + cast(i as integer)"}
REGIONS = {"region_id": "i", "region_name": "'region ' || i"}
AMOUNT = "cast(o.amount as decimal(12, 2))"

# form: (select list and rest by day before, and after)
CHANGES = {
    "filter": [
        ((f"{AMOUNT} as amount", "where o.status = 'completed'"), (f"{AMOUNT} as amount", "where o.status <> 'test'")),
        ((f"{AMOUNT} as amount", "where o.status = 'completed'"), (f"{AMOUNT} as amount", "where o.status in ('completed', 'pending')")),
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} as amount", "where o.region_id <> 4")),
    ],
    "formula": [
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} * cast(o.rate as decimal(12, 4)) as amount", "")),
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} - cast(o.tax as decimal(12, 2)) as amount", "")),
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} / nullif(cast(o.rate as decimal(12, 4)), 0) as amount", "")),
    ],
    "join": [
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} as amount,\n    r.region_name", "JOIN")),
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} as amount,\n    coalesce(r.region_name, 'none') as region_name", "LEFT JOIN")),
    ],
    "literal": [
        ((f"{AMOUNT} / 100 as amount", ""), (f"{AMOUNT} / 1000 as amount", "")),
        ((f"{AMOUNT} as amount", "where o.ordered_on >= date '2026-01-05'"), (f"{AMOUNT} as amount", "where o.ordered_on >= date '2026-01-15'")),
        ((f"{AMOUNT} as amount,\n    'EUR' as currency", ""), (f"{AMOUNT} as amount,\n    'USD' as currency", "")),
    ],
    "column": [
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} as amount,\n    cast(o.tax as decimal(12, 2)) as tax", "")),
        ((f"{AMOUNT} as amount", ""), (f"{AMOUNT} as amount,\n    cast(o.rate as decimal(12, 4)) as rate", "")),
    ],
}
NIGHTS = ["bad-value", "late-table", "failed-test", "late-other"]


def model(lines, rest):
    joined = ""
    if rest in ("JOIN", "LEFT JOIN"):
        joined, rest = f"{rest.lower()} {source('region_feed')} as r on r.region_id = o.region_id\n", ""
    return selecting(["o.order_id", "o.customer_id", lines], source("order_feed") + " as o", joined + (rest + "\n" if rest else ""))


def merged(form, number):
    """One of the changes of this form, with the next failure at night."""
    before, after = CHANGES[form][number % len(CHANGES[form])]
    night = NIGHTS[number // len(CHANGES[form]) % len(NIGHTS)]
    yaml = ("version: 2\n" + sources("order_feed", "region_feed") + "models:\n"
            + documented("fct_order", ["order_id"], ("not_null", "unique")))
    yesterday = project({
        "models/fct_order.sql": model(*before), "models/_models.yml": yaml,
        "models/totals.sql": selecting(["customer_id", "sum(amount) as total"], ref("fct_order"), "group by customer_id\n"),
        "models/dim_region.sql": selecting(["region_id", "region_name"], source("region_feed"))},
        {"order_feed": rows(FEED), "region_feed": rows(REGIONS, 4)})
    today = yesterday.with_files({"models/fct_order.sql": model(*after)})
    held = ("fct_order", "totals")
    if night == "bad-value":
        # In what the change reads, where it reads something new.
        spoilt = next((c for c in ("rate", "tax") if f"o.{c} " in after[0] and f"o.{c} " not in before[0]), "amount")
        row = "i = 1" if spoilt == "amount" and form == "filter" else "i = 27"
        today = today.with_raw({"order_feed": rows(FEED | {spoilt: f"case when {row} then 'n/a' else {FEED[spoilt]} end"})})
    elif night == "late-table" and form == "join":
        today, held = today.with_raw({"region_feed": None}), held + ("dim_region",)
    elif night == "late-table":
        today = today.with_raw({"order_feed": None})
    elif night == "failed-test":
        today, held = today.with_raw({"order_feed": rows(FEED | {"order_id": "i - i % 2"})}), None
    elif night == "late-other":
        # A source that has nothing to do with the change.
        today, held = today.with_raw({"region_feed": None}), (held if form == "join" else None)
    return Draft(f"{night}/{number % len(CHANGES[form])}", yesterday, today, held=held, states=tuple(REMEMBERING))


def contract(columns, types=None):
    types = types or {}
    listed = "".join(f"      - name: {c}\n        data_type: {types.get(c, 'integer')}\n" for c in columns)
    return f"models:\n  - name: fct_item\n    config:\n      contract: {{enforced: true}}\n    columns:\n{listed}"


def contracts():
    """What a model gives out and what its contract promises differ since today."""
    item = {"item_id": "i", "unit_cost": "i * 3", "unit_count": "i * 5", "net_value": "i * 2", "new_value": "i * 4"}
    cast = lambda *names: [f"cast({n} as integer) as {n}" for n in names]

    def worlds(before, after, promised, promised_now=None, types=None, config=""):
        text = lambda lines: config + selecting(lines, source("item_feed"))
        head = "version: 2\n" + sources("item_feed")
        yesterday = project({"models/fct_item.sql": text(before), "models/_models.yml": head + contract(promised)},
                            {"item_feed": rows(item)})
        return yesterday, yesterday.with_files({
            "models/fct_item.sql": text(after), "models/_models.yml": head + contract(promised_now or promised, types)})

    for name, both in {
        "removed-column": worlds(cast("item_id", "unit_cost"), cast("item_id"), ["item_id", "unit_cost"]),
        "removed-for-sibling": worlds(cast("item_id", "unit_cost"), cast("item_id", "unit_count"), ["item_id", "unit_cost"]),
        "word-apart": worlds(cast("item_id", "net_value"), cast("item_id", "new_value"), ["item_id", "net_value"]),
        "removed-promise": worlds(cast("item_id", "unit_cost"), cast("item_id", "unit_cost"), ["item_id", "unit_cost"], ["item_id"]),
        "changed-promise": worlds(cast("item_id", "unit_cost"), cast("item_id", "unit_cost"), ["item_id", "unit_cost"], ["item_id", "unit_count"]),
        "retyped-column": worlds(cast("item_id", "unit_cost"), [*cast("item_id"), "cast(unit_cost as varchar) as unit_cost"], ["item_id", "unit_cost"]),
        "retyped-promise": worlds(cast("item_id", "unit_cost"), cast("item_id", "unit_cost"), ["item_id", "unit_cost"], types={"unit_cost": "varchar"}),
    }.items():
        yield Draft(name, *both, held=("fct_item",), states=tuple(s for s in ("cold", "cold-git", *REMEMBERING)))


def incremental():
    """A column was added to an incremental model whose table may not change."""
    config = "{{ config(materialized='incremental', unique_key='item_id', on_schema_change='fail') }}\n\n"
    yesterday = project({"models/fct_item.sql": config + selecting(["item_id", "amount"], source("item_feed")),
                         "models/_models.yml": "version: 2\n" + sources("item_feed")},
                        {"item_feed": rows({"item_id": "i", "amount": "i * 2", "tax": "i"})})
    today = yesterday.edited("models/fct_item.sql", "    amount", "    amount,\n    tax")
    yield Draft("on-schema-change", yesterday, today, held=("fct_item",), states=("warm-heal", "warm-heal-git", "warm-dbt", "warm-dbt-git"))


# A line that is broken and can be read in two ways: what was meant, nobody but its author knows.
TWO_READINGS = [
    ("coalesce", "coalesce amount, tax) + 1 as total"), ("sum-of-product", "amount * (1 - tax as total"),
    ("closing", "amount + tax) * quantity as total"), ("opening", "(amount + tax * quantity as total"),
    ("operator", "amount 100 as total"), ("two-operators", "amount tax / 100 as total"),
    ("case-end", "case when amount > 5 then tax else amount + 1 as total"), ("greatest", "greatest amount, tax) - 1 as total"),
    ("nested", "round((amount + tax / 100, 2) as total"), ("else", "case when amount > 5 then tax amount end as total"),
    ("strings", "label || 'a' 'b' as total"), ("product", "(amount + tax) quantity as total"),
    ("minus", "amount - (tax - quantity as total"), ("share", "amount / (tax + quantity as total"),
    ("nullif", "amount / nullif tax, 0) * 100 as total"), ("condition", "case when amount > 5 (tax < 3 then 1 else 0 end as total"),
]
CONDITIONS = [
    ("and-or", "where status = 'a' and (amount > 1 or tax > 2 and quantity > 3\n"), ("no-operator", "where status = 'a' amount > 1\n"),
    ("not", "where not status = 'a' or amount > 1)\n"), ("or-and", "where (status = 'a' or amount > 1 and tax > 2\n"),
]


def two_readings():
    base = ["line_id", "amount", "tax", "quantity", "label"]
    feed = {"line_id": "i", "amount": "i * 3", "tax": "i * 2", "quantity": "i % 5", "status": "'a'", "label": "'x' || i"}
    yesterday = project({"models/fct_line.sql": selecting(base, source("line_feed")),
                         "models/_models.yml": "version: 2\n" + sources("line_feed")}, {"line_feed": rows(feed)})
    for name, line in TWO_READINGS:
        text = selecting(["line_id", line, "label as note"], source("line_feed"))
        before = selecting(["line_id", "label as note"], source("line_feed"))
        yield Draft(name, yesterday.with_files({"models/fct_line.sql": before}),
                    yesterday.with_files({"models/fct_line.sql": text}), held=("fct_line",))
    for name, condition in CONDITIONS:
        text = selecting(base, source("line_feed"), condition)
        yield Draft(name, yesterday, yesterday.with_files({"models/fct_line.sql": text}), held=("fct_line",))
