"""Traps of where dbt connects and writes, and of switches that turn a failure off."""
from project import (DUCKDB, Draft, WARM, project, ref, rows, selecting, source, sources)

# Stands for what an adapter's output says; filled in when a project is laid out.
OUTPUT = "      <<output {schema}>>\n"


def profiles(outputs, target, name="shop"):
    listed = "".join(f"    {output}:\n{OUTPUT.format(schema=output)}" for output in outputs)
    return f"{name}:\n  target: {target}\n  outputs:\n{listed}"


def small(files=None, **columns):
    feed = {"sale_id": "i", "amount": "i * 2", "status": "case when i % 2 = 0 then 'open' else 'closed' end"} | columns
    return project({
        "models/stg_sale.sql": selecting(["sale_id", "amount", "status"], source("sale_feed")),
        "models/_models.yml": "version: 2\n" + sources("sale_feed")} | (files or {}), {"sale_feed": rows(feed)})


def targets():
    healthy = profiles(["dev", "prod"], "dev")
    yesterday = small({"profiles.yml": healthy})
    for name, text in {
        "dev-gone": profiles(["prod"], "dev"), "typo": profiles(["dev", "prod"], "dve"),
        "sibling": profiles(["dev_us", "prod"], "dev_uk"), "staging-gone": profiles(["prod", "prod_eu"], "staging"),
        "letter": profiles(["prd", "prod"], "pod"), "only-production": profiles(["production"], "product"),
        "version": profiles(["dev_v2", "prod"], "dev_v1"), "case": profiles(["PROD"], "prd"),
    }.items():
        yield Draft(f"target-{name}", yesterday, yesterday.with_files({"profiles.yml": text}), held=("stg_sale",))
    for name, there in {"profile-prod": "shop_prod", "profile-sibling": "shops", "profile-letter": "ship", "profile-us": "shop_us"}.items():
        text = profiles(["dev"], "dev", there)
        yield Draft(name, yesterday, yesterday.with_files({"profiles.yml": text}), held=("stg_sale",))
    # The project asks for another profile since today.
    for asked in ("shop_dev", "sho", "shop_uk"):
        today = yesterday.edited("dbt_project.yml", "profile: shop", f"profile: {asked}")
        yield Draft(f"asked-{asked}", yesterday, today, held=("stg_sale",))


def switches():
    """A setting would make the failure go away."""
    warm = tuple(WARM)

    def failing_on_data(name, test, columns, files=None):
        yaml = "version: 2\n" + sources("sale_feed") + "models:\n  - name: stg_sale\n    columns:\n      - name: " + test
        yesterday = small({"models/_models.yml": yaml} | (files or {}))
        today = yesterday.with_raw({"sale_feed": small(**columns).raw["sale_feed"]})
        return Draft(name, yesterday, today, held=None)

    tests = {"severity": ("sale_id\n        data_tests: [unique]\n", {"sale_id": "case when i = 7 then 8 else i end"}),
             "null": ("amount\n        data_tests: [not_null]\n", {"amount": "case when i = 9 then null else i end"}),
             "values": ("status\n        data_tests:\n          - accepted_values:\n              arguments:\n                values: [open, closed]\n",
                        {"status": "case when i = 4 then 'opened' when i % 2 = 0 then 'open' else 'closed' end"}),
             "values-case": ("status\n        data_tests:\n          - accepted_values:\n              arguments:\n                values: [open, closed]\n",
                             {"status": "case when i % 2 = 0 then 'OPEN' else 'closed' end"}),
             "error-limit": ("amount\n        data_tests:\n          - not_null:\n              config: {error_if: '>3'}\n",
                             {"amount": "case when i between 5 and 12 then null else i end"})}
    for name, (test, columns) in tests.items():
        yield failing_on_data(f"test-{name}", test, columns)

    yesterday = small({"models/old_sale.sql": selecting(["sale_id"], source("sale_feed")),
                       "models/report.sql": selecting(["sale_id"], ref("old_sale"))})
    yield Draft("disabled-model", yesterday, yesterday.edited(
        "models/old_sale.sql", "select", "{{ config(enabled=false) }}\n\nselect"), held=("report",))
    yield Draft("disabled-folder", yesterday, yesterday.edited(
        "dbt_project.yml", "    +materialized: table\n", "    +materialized: table\n    old_sale:\n      +enabled: false\n"), held=("report",))

    variable = "{{ var('%s') }}"
    for name, (asked, there) in {"var-country": ("tax_uk", "tax_us"), "var-year": ("rate_2024", "rate_2025"),
                                 "var-sign": ("max_share", "min_share")}.items():
        with_both = small({"models/stg_sale.sql": selecting(["sale_id", f"amount * {variable % asked} as amount"], source("sale_feed"))})
        declare = lambda *names: with_both.files["dbt_project.yml"] + "vars:\n" + "".join(f"  {n}: {k + 2}\n" for k, n in enumerate(names))
        yield Draft(name, with_both.with_files({"dbt_project.yml": declare(there, asked)}),
                    with_both.with_files({"dbt_project.yml": declare(there)}), held=("stg_sale",))

    for version in (">=1.5.0,<1.6.0", ">=2.5.0"):
        yield Draft(f"require-version-{version[2]}", small(), small().edited(
            "dbt_project.yml", "flags:", f"require-dbt-version: \"{version}\"\nflags:"), held=("stg_sale",))

    seed = {"seeds/_seeds.yml": "version: 2\nseeds:\n  - name: rates\n    config:\n      column_types: {rate: integer}\n"}
    integers = "id,rate\n" + "".join(f"{i},{i * 2}\n" for i in range(1, 20))
    yesterday = small(seed | {"seeds/rates.csv": integers})
    yield Draft("seed-type", yesterday, yesterday.edited("seeds/rates.csv", "\n7,14\n", "\n7,n/a\n"), held=("rates",))

    unit = ("unit_tests:\n  - name: doubles\n    model: doubled\n    given:\n      - input: ref('stg_sale')\n        rows:\n"
            "          - {sale_id: 1, amount: 10}\n    expect:\n      rows:\n        - {sale_id: 1, amount: 20}\n")
    yesterday = small({"models/doubled.sql": selecting(["sale_id", "amount * 2 as amount"], ref("stg_sale"))})
    yesterday = yesterday.with_files({"models/_models.yml": yesterday.files["models/_models.yml"] + unit})
    yield Draft("unit-test", yesterday, yesterday.edited("models/doubled.sql", "amount * 2", "amount * 3"), held=("doubled",))

    key = "{{ config(materialized='incremental', unique_key='%s') }}\n\n"
    text = selecting(["sale_id", "amount", "status"], source("sale_feed"))
    yesterday = small({"models/stg_sale.sql": key % "sale_id" + text})
    today = small({"models/stg_sale.sql": key % "amount_id" + text})
    yield Draft("incremental-key", yesterday, today, held=("stg_sale",), states=warm)


def policies():
    """A rule of the project would loosen heal's own policy, or write where dbt connects."""
    for name, edit in {
        "confidence": 'edit "config/execution_mode.yml" with set("autonomous.min_confidence", to: "0.01")',
        "mode": 'edit "config/execution_mode.yml" with set("execution.mode", to: "autonomous")',
        "profile": 'edit "profiles.yml" with set("shop.target", to: "prod")',
    }.items():
        rule = ("rule shop.follow_feed {\n  category SCHEMA\n"
                "  match 'Referenced column \"<column>\" not found'\n  overrides duckdb.column_not_found\n\n"
                "  fix \"Read amount\" {\n    edit node.file with rename_column(column, to: \"amount\")\n"
                f"    {edit}\n    confidence 99%\n  }}\n}}\n")
        yesterday = small({
            "profiles.yml": profiles(["dev", "prod"], "dev"),
            "config/execution_mode.yml": "execution:\n  mode: autonomous\nautonomous:\n  min_confidence: 0.8\n"}, turnover="i * 9")
        text = selecting(["sale_id", "turnover", "status"], source("sale_feed"))
        yesterday = yesterday.with_files({"models/stg_sale.sql": text})
        # Such a rule is an error that ends heal before dbt runs, so that with it yesterday could not have been green.
        today = yesterday.with_raw({"sale_feed": small().raw["sale_feed"]}).with_files({"rules/shop.heal": rule})
        yield Draft(name, yesterday, today, held=("stg_sale",), adapters=(DUCKDB,))
