"""Traps of refs, sources, macros, seeds and files: what is asked for was retired, and a sibling is there."""
from project import DUCKDB, Draft, documented, project, ref, rows, selecting, source, sources, values


def retired_model(pair, prefix):
    """A model was retired (or its country is not there yet), and the model that reads it was forgotten."""
    lost, there = prefix + pair["lost"], prefix + pair["there"]
    feeds = {f"{name}_feed": rows({"id": "i", "total": values("num", number)})
             for number, name in enumerate((pair["lost"], pair["there"]))}
    files = {f"models/{name}.sql": selecting(["id", "total"], source(feed))
             for name, feed in zip((lost, there), feeds)}
    yesterday = project(files | {
        "models/report.sql": selecting(["id", "total * 2 as doubled"], ref(lost)),
        "models/_models.yml": "version: 2\n" + sources(*feeds)}, feeds)
    today = yesterday.with_files({f"models/{lost}.sql": None})
    return Draft(f"{pair['theme']}/{lost}~{there}", yesterday, today, held=("report",))


def retired_beside(pair, prefix):
    """As above, and the sibling is read in the same union."""
    draft = retired_model(pair, prefix)
    lost, there = prefix + pair["lost"], prefix + pair["there"]
    union = f"select id, total from {ref(there)}\nunion all\nselect id, total from {ref(lost)}\n"
    return Draft(draft.name + "-union", draft.yesterday.with_files({"models/report.sql": union}),
                 draft.today.with_files({"models/report.sql": union}), held=("report",))


def retired_source(pair, how):
    lost, there = pair["lost"], pair["there"]
    feeds = {name: rows({"id": "i", "total": values("num", number)}) for number, name in enumerate((lost, there))}
    yesterday = project({
        "models/stg_report.sql": selecting(["id", "total"], source(lost)),
        "models/stg_other.sql": selecting(["id", "total"], source(there)),
        "models/_models.yml": "version: 2\n" + sources(lost, there)}, feeds)
    today = {
        "declaration": yesterday.with_files({"models/_models.yml": "version: 2\n" + sources(there)}),
        "table": yesterday.with_raw({lost: None}),
        "both": yesterday.with_files({"models/_models.yml": "version: 2\n" + sources(there)}).with_raw({lost: None}),
    }[how]
    return Draft(f"{how}/{pair['theme']}/{lost}~{there}", yesterday, today, held=("stg_report",))


def retired_source_name(pair):
    """The whole source of one system or country is gone from the declarations."""
    lost, there = "crm_" + pair["lost"], "crm_" + pair["there"]
    feeds = {"clients": rows({"id": "i", "total": values("num")})}
    declared = sources("clients", name=there)
    both = "version: 2\n" + declared + sources("clients", name=lost).removeprefix("sources:\n")
    yesterday = project({
        "models/stg_clients.sql": selecting(["id", "total"], source("clients", lost)), "models/_models.yml": both}, feeds)
    today = yesterday.with_files({"models/_models.yml": "version: 2\n" + declared})
    return Draft(f"name/{pair['theme']}/{lost}~{there}", yesterday, today, held=("stg_clients",))


def retired_macro(pair, same_file):
    lost, there = pair["lost"], pair["there"]
    macro = "{%% macro %s(column) %%}%s{%% endmacro %%}\n"
    one, two = macro % (lost, pair["lost_body"]), macro % (there, pair["there_body"])
    files = {"macros/helpers.sql": one + two} if same_file else {f"macros/{lost}.sql": one, f"macros/{there}.sql": two}
    gone = {"macros/helpers.sql": two} if same_file else {f"macros/{lost}.sql": None}
    yesterday = project(files | {
        "models/stg_value.sql": selecting(["value_id", "{{ %s('amount') }} as amount" % lost], source("value_feed")),
        "models/_models.yml": "version: 2\n" + sources("value_feed")},
        {"value_feed": rows({"value_id": "i", "amount": values("num")})})
    return Draft(f"{pair['theme']}/{lost}~{there}", yesterday, yesterday.with_files(gone), held=("stg_value",))


def retired_seed(pair):
    lost, there = pair["lost"], pair["there"]
    rate = lambda factor: "id,rate\n" + "".join(f"{i},{i * factor}\n" for i in range(1, 31))
    yesterday = project({
        f"seeds/{lost}.csv": rate(2), f"seeds/{there}.csv": rate(5),
        "models/rated.sql": selecting(["id", "rate * 10 as tenfold"], ref(lost)),
        "models/_models.yml": "version: 2\nmodels:\n" + documented("rated", ["id"])}, {})
    return Draft(f"{pair['theme']}/{lost}~{there}", yesterday, yesterday.with_files({f"seeds/{lost}.csv": None}), held=("rated",))


def missing_file(lost, there, how):
    """The file of one country has not arrived; its neighbour's has."""
    sales = lambda factor: "sale_id,amount\n" + "".join(f"{i},{i * factor}\n" for i in range(1, 31))
    there_file, lost_file = f"landing/{there}.csv", f"landing/{lost}.csv"
    if how == "call":
        model = selecting(["sale_id", "amount"], f"read_csv('{lost_file}')")
        yaml = "version: 2\nmodels:\n" + documented("stg_sales", ["sale_id"])
    else:
        model = selecting(["sale_id", "amount"], source(lost, "landing"))
        yaml = ("version: 2\nsources:\n  - name: landing\n    config:\n      meta:\n        external_location: \"landing/{name}.csv\"\n"
                f"    tables:\n      - name: {lost}\n      - name: {there}\n")
    yesterday = project({lost_file: sales(3), there_file: sales(8), "models/stg_sales.sql": model, "models/_models.yml": yaml}, {})
    return Draft(f"{how}/{lost}~{there}", yesterday, yesterday.with_files({lost_file: None}), held=("stg_sales",), adapters=(DUCKDB,))


def written(pair, what):
    """A line written today names a model, source, seed or CTE that never was; its sibling is there."""
    lost, there = pair["lost"], pair["there"]
    feed = f"{there}_feed"
    origin, more, raw = {
        "ref": (ref("stg_{}"), {f"models/stg_{there}.sql": selecting(["id", "total"], source(feed))}, feed),
        "source": (source("{}"), {}, there),
        "seed": (ref("{}"), {f"seeds/{there}.csv": "id,total\n" + "".join(f"{i},{i * 3}\n" for i in range(1, 31))}, feed),
        "cte": ("{}", {}, feed),
    }[what]
    head = f"with {there} as (\n\n    select id, total from {source(feed)}\n\n)\n\n" if what == "cte" else ""
    text = lambda name: head + selecting(["id", "total"], origin.replace("{}", name))
    yesterday = project(more | {
        "models/totals.sql": selecting(["sum(total) as total"], source(raw)),
        "models/_models.yml": "version: 2\n" + sources(raw)}, {raw: rows({"id": "i", "total": "i * 3"})})
    today = yesterday.with_files({"models/report.sql": text(lost)})
    return Draft(f"{what}/{pair['theme']}/{lost}~{there}", yesterday, today, held=("report",))
