"""Traps of columns: the one that is read is gone, and another with a name like it is there."""
from project import Draft, documented, project, ref, rows, selecting, source, sources, values

# How an expression reads a column, and what it calls the result where that is not the column's own name.
EXPRESSIONS = {
    "int": "round(coalesce({0}, 0) * 1.2, 2)", "num": "round(coalesce({0}, 0) * 1.2, 2)", "str": "upper(trim({0}))",
    "bool": "case when {0} then 1 else 0 end", "date": "cast({0} as date)", "ts": "cast({0} as date)",
}
UNDER_ALIAS = {
    "int": "coalesce({0}, 0)", "num": "coalesce({0}, 0)", "str": "trim({0})", "bool": "coalesce({0}, false)",
    "date": "cast({0} as date)", "ts": "cast({0} as date)",
}


def worlds(pair, lines, *, beside, model_yaml="", more=None):
    """Yesterday's and today's project: the column is gone today; the other one stood beside it or is new."""
    entity, lost, there, kind = pair["entity"], pair["lost"], pair["there"], pair["type"]
    feed, model = f"{entity}_feed", f"stg_{entity}"
    key = {f"{entity}_id": "i", "note": "'note ' || i"}
    before = key | {lost: values(kind)} | ({there: values(kind, 1)} if beside else {})
    after = key | {there: values(kind, 1)}
    yaml = "version: 2\n" + sources(feed) + (f"models:\n{model_yaml}" if model_yaml else "")
    files = {f"models/{model}.sql": selecting(lines, source(feed)), "models/_models.yml": yaml} | (more or {})
    yesterday = project(files, {feed: rows(before)})
    return yesterday, yesterday.with_raw({feed: rows(after)})


def draft(pair, variant, lines, held=(), *, beside, **more):
    yesterday, today = worlds(pair, lines, beside=beside, **more)
    name = f"{variant}-{'beside' if beside else 'new'}/{pair['lost']}~{pair['there']}"
    return Draft(name, yesterday, today, held=(f"stg_{pair['entity']}", *held))


def plain(pair, beside):
    return draft(pair, pair["theme"], [f"{pair['entity']}_id", pair["lost"], "note"], beside=beside)


def expression(pair, beside):
    read = EXPRESSIONS[pair["type"]].format(pair["lost"])
    return draft(pair, pair["theme"], [f"{pair['entity']}_id", f"{read} as result", "note"], beside=beside)


def alias(pair, beside):
    read = UNDER_ALIAS[pair["type"]].format(pair["lost"])
    return draft(pair, pair["theme"], [f"{pair['entity']}_id", f"{read} as {pair['lost']}", "note"], beside=beside)


def documented_column(pair, beside):
    yaml = documented(f"stg_{pair['entity']}", [pair["lost"]])
    return draft(pair, pair["theme"], [f"{pair['entity']}_id", pair["lost"]], beside=beside, model_yaml=yaml)


def downstream(pair, beside):
    entity = pair["entity"]
    mart = {f"models/fct_{entity}.sql": selecting([f"{entity}_id", pair["lost"]], ref(f"stg_{entity}"))}
    lines = [f"{entity}_id", "note", UNDER_ALIAS[pair["type"]].format(pair["lost"]) + f" as {pair['lost']}"]
    return draft(pair, pair["theme"], lines, (f"fct_{entity}",), beside=beside, more=mart,
                 model_yaml=documented(f"stg_{entity}", [pair["lost"]]))


def both_read(pair, beside):
    entity = pair["entity"]
    mart = {f"models/fct_{entity}.sql": selecting([f"{entity}_id", pair["lost"], pair["there"]], ref(f"stg_{entity}"))}
    return draft(pair, pair["theme"], [f"{entity}_id", pair["lost"], pair["there"]], (f"fct_{entity}",), beside=True, more=mart)


# Two columns gone at once, and two new ones whose values were taken over by neither of them.
TWO = [
    ("ship_date", "due_date", "shipped_on", "due_on", "date"), ("amount_1", "amount_2", "amount_a", "amount_b", "num"),
    ("lat", "lon", "lat_x", "lon_x", "num"), ("first_seen", "last_seen", "seen_first", "seen_last", "ts"),
    ("bill_to", "ship_to", "billed_to", "shipped_to", "str"), ("price_net", "price_tax", "net_price", "tax_price", "num"),
    ("qty_in", "qty_out", "quantity_in", "quantity_out", "int"), ("home_id", "away_id", "host_id", "guest_id", "int"),
    ("open_px", "close_px", "open_price", "close_price", "num"), ("width", "height", "width_mm", "height_mm", "int"),
    ("dep_time", "arr_time", "dept_time", "arrv_time", "ts"), ("user_a", "user_b", "user_1", "user_2", "int"),
    ("gross", "tare", "gross_kg", "tare_kg", "num"), ("from_on", "until_on", "from_date", "until_date", "date"),
]


def two_columns():
    for number, (one, two, first, second, kind) in enumerate(TWO):
        # Either both new columns have the same values, or what they have was in neither before.
        new = {first: values(kind, 2), second: values(kind, 2 if number % 2 else 3)}
        yesterday = project({
            "models/stg_move.sql": selecting(["move_id", one, two], source("move_feed")),
            "models/fct_move.sql": selecting(["move_id", two, one], ref("stg_move")),
            "models/_models.yml": "version: 2\n" + sources("move_feed")},
            {"move_feed": rows({"move_id": "i", one: values(kind), two: values(kind, 1)})})
        today = yesterday.with_raw({"move_feed": rows({"move_id": "i"} | new)})
        yield Draft(f"{one}+{two}~{first}+{second}", yesterday, today, held=("stg_move", "fct_move"))


# Columns that say nearly the same in every row, whatever they mean.
NEARLY = [
    ("discount_pct", "discount_amt", "int"), ("refund_total", "refunded_tax", "num"), ("tip_amount", "tap_amount", "num"),
    ("tolls_usd", "tolls_aud", "num"), ("penalty", "penalty_pct", "int"), ("bounce_count", "bounced_cents", "int"),
    ("late_fee", "late_days", "int"), ("credit_used", "credit_user", "int"), ("return_qty", "return_amt", "int"),
    ("opt_out_flag", "opt_in_flag", "int"), ("write_off", "write_on", "num"), ("damage_cost", "damage_count", "int"),
]


def nearly_constant():
    for number, (lost, there, kind) in enumerate(NEARLY):
        constant = "null" if number % 3 == 2 else "0"
        before = f"cast(case when i % 97 = 1 then {10 + number} else {constant} end as decimal(12, 2))"
        after = f"cast(case when i % 97 = 1 then {400 + number} else {constant} end as decimal(12, 2))"
        count = 400
        stood = {there: after} if number % 2 else {}
        yesterday = project({
            "models/stg_case.sql": selecting(["case_id", lost], source("case_feed")),
            "models/_models.yml": "version: 2\n" + sources("case_feed") + "models:\n" + documented("stg_case", ["case_id"])},
            {"case_feed": rows({"case_id": "i", lost: before} | stood, count)})
        today = yesterday.with_raw({"case_feed": rows({"case_id": "i", there: after}, count)})
        yield Draft(f"{'null' if constant == 'null' else 'zero'}/{lost}~{there}", yesterday, today, held=("stg_case",))


# A column that was merged by day and that the loader brings only an hour after the run; the other one is there.
LATE = [
    ("amount", "amount_net", "num"), ("price", "price_gross", "num"), ("quantity", "quantity_shipped", "int"),
    ("status", "status_code", "str"), ("discount", "discount_pct", "num"), ("email", "email_hash", "str"),
    ("customer_id", "customer_key", "int"), ("region", "region_new", "str"), ("total", "total_eur", "num"),
    ("ordered_on", "ordered_on_utc", "ts"), ("weight", "weight_kg", "num"), ("score", "score_v2", "num"),
    ("cost", "cost_unit", "num"), ("city", "city_id", "int"), ("channel", "channel_id", "int"), ("margin", "margin_pct", "num"),
]


def late_column():
    for number, (old, new, kind) in enumerate(LATE):
        under = UNDER_ALIAS[kind]
        variants = {
            "added": (["sale_id", old], ["sale_id", old, new]),
            "replaced": (["sale_id", f"{old} as measure"], ["sale_id", f"{new} as measure"]),
            "same-alias": (["sale_id", f"{under.format(old)} as {old}"], ["sale_id", f"{under.format(new)} as {old}"]),
            "joined": (["s.sale_id", f"s.{old}"], ["s.sale_id", f"s.{new}"]),
        }
        variant = list(variants)[number % 4]
        before, after = variants[variant]
        origin = source("sale_feed") + (" as s" if variant == "joined" else "")
        yesterday = project({
            "models/stg_sale.sql": selecting(before, origin),
            "models/_models.yml": "version: 2\n" + sources("sale_feed") + "models:\n" + documented("stg_sale", ["sale_id"])},
            {"sale_feed": rows({"sale_id": "i", old: values(kind)})})
        today = yesterday.with_files({"models/stg_sale.sql": selecting(after, origin)})
        yield Draft(f"{variant}/{new}~{old}", yesterday, today, held=("stg_sale",))


# The lost column is read under a contract.
def contracted(pair, beside):
    entity, lost = pair["entity"], pair["lost"]
    sql_type = {"int": "integer", "num": "decimal(14, 2)", "str": "varchar", "bool": "boolean", "date": "date", "ts": "timestamp"}
    yaml = (f"  - name: stg_{entity}\n    config:\n      contract: {{enforced: true}}\n    columns:\n"
            f"      - name: {entity}_id\n        data_type: integer\n      - name: {lost}\n        data_type: {sql_type[pair['type']]}\n")
    lines = [f"cast({entity}_id as integer) as {entity}_id", f"cast({lost} as {sql_type[pair['type']]}) as {lost}"]
    return draft(pair, f"upstream-{pair['theme']}", lines, beside=beside, model_yaml=yaml)


def written(pair, beside):
    """A line written today reads a column that never was; `beside` says whether the other is read in the same list."""
    entity, lost, there, kind = pair["entity"], pair["lost"], pair["there"], pair["type"]
    feed, model = f"{entity}_feed", f"models/stg_{entity}.sql"
    before = [f"{entity}_id", *([there] if beside else []), "note"]
    line = EXPRESSIONS[kind].format(lost) + " as result" if beside else lost
    yesterday = project({
        model: selecting(before, source(feed)),
        "models/_models.yml": "version: 2\n" + sources(feed) + "models:\n" + documented(f"stg_{entity}", [f"{entity}_id"])},
        {feed: rows({f"{entity}_id": "i", there: values(kind, 1), "note": "'note ' || i"})})
    today = yesterday.with_files({model: selecting([*before[:-1], line, "note"], source(feed))})
    return Draft(f"{pair['theme']}-{'beside' if beside else 'alone'}/{lost}~{there}", yesterday, today, held=(f"stg_{entity}",))
