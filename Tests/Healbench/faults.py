"""Faults that healbench plants, and what a careful engineer would do about each.

A fault replaces text in files of a healthy project. `HEAL` means that there is one right change, which brings back
the healthy tables; `REFUSE` that there is none that is safe; `TRANSIENT` that it passes by itself.
"""
from dataclasses import dataclass

HEAL, REFUSE, TRANSIENT = "heal", "refuse", "transient"


@dataclass(frozen=True)
class Edit:
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    kind: str
    expects: str
    project: str
    edits: tuple = ()
    # What a replacement cannot say: the name of a function in `actions.py`.
    action: str | None = None
    # Builds the healthy pipeline first, as a project that ran yesterday.
    warm: bool = False
    # A relation that the fault itself changes, so that it is not compared.
    upstream: str | None = None

    @property
    def name(self):
        places = [edit.file.rsplit("/", 1)[-1].split(".")[0] for edit in self.edits]
        return "/".join([self.project, self.kind, *dict.fromkeys(places)][:3])


def fault(kind, project, *edits, expects=HEAL, **more):
    return Fault(kind, expects, project, tuple(Edit(*edit) for edit in edits), **more)


CAFE, SUBS, LOGI, BOOK = "cafe", "subscriptions", "logistics", "ledger"
M = "models/marts/"
S = "models/staging/"
B = "models/base/"
R = "models/reporting/"

SQL_FAULTS = [
    # names of columns
    fault("column-typo", CAFE, (M + "customers.sql", "count(order_id)", "count(ordr_id)")),
    fault("column-typo", BOOK, (M + "monthly_result.sql", "sum(base_amount)", "sum(base_amout)")),
    fault("column-typo", LOGI, (M + "depot_performance.sql", "avg(cost)", "avg(csot)")),
    fault("column-typo-first-select", SUBS, (B + "base_subscriptions.sql", "    account_id,", "    acount_id,")),
    fault("column-typo-qualified", CAFE, (M + "orders.sql", "o.customer_id,", "o.custmer_id,")),
    fault("column-typo-qualified", LOGI, (M + "fct_shipments.sql", "depots.region", "depots.regoin")),
    fault("column-typo-in-join", CAFE, (M + "orders.sql", "on o.order_id = p.order_id", "on o.order_id = p.oder_id")),
    fault("column-typo-in-join", BOOK, (M + "entries_in_base_currency.sql", "r.valid_until)", "r.valid_untl)")),
    fault("column-typo-in-where", LOGI, (S + "stg_scans.sql", "where recency = 1", "where recencey = 1")),
    fault("column-typo-in-group", CAFE, (M + "order_payments.sql", "group by order_id", "group by orderid")),
    fault("column-typo-in-window", SUBS, (R + "mrr.sql", "ORDER BY month_start)", "ORDER BY month_strat)")),
    fault("column-typo-in-macro-call", BOOK, (S + "stg_entries.sql", "signed_amount('side', 'amount')", "signed_amount('side', 'amonut')")),
    fault("column-doubled-letter", SUBS, (R + "account_months.sql", "coalesce(sum(subscription_periods.monthly_price)", "coalesce(sum(subscription_periods.monthly_pricee)")),
    # names of relations inside a query
    fault("alias-typo", CAFE, (M + "orders.sql", "p.cash_amount", "pp.cash_amount")),
    fault("alias-typo", BOOK, (M + "entries_in_base_currency.sql", "e.booked_on,", "en.booked_on,")),
    fault("cte-typo", CAFE, (M + "customers.sql", "left join customer_orders", "left join customer_order")),
    fault("cte-typo", LOGI, (M + "fct_shipments.sql", "from costs", "from cost")),
    fault("cte-typo-at-end", SUBS, (R + "mrr.sql", "SELECT * FROM final", "SELECT * FROM finla")),
    fault("cte-name-at-definition", BOOK, (M + "trial_balance.sql", "balances as (", "balanses as (")),
    fault("qualifier-typo", CAFE, (M + "customers.sql", "customers.last_name", "custmers.last_name")),
    fault("qualifier-typo", LOGI, ("models/intermediate/int_shipment_costs.sql", "carriers.price_per_kg", "carrier.price_per_kg")),
    fault("qualifier-wrong", LOGI, (M + "fct_shipments.sql", "costs.shipped_on", "scans.shipped_on")),
    # functions and keywords
    fault("function-typo", CAFE, (M + "customers.sql", "coalesce(customer_orders.order_count", "colaesce(customer_orders.order_count")),
    fault("function-typo", CAFE, (M + "monthly_sales.sql", "round(", "roud(")),
    fault("function-typo", LOGI, (S + "stg_scans.sql", "row_number()", "row_nummber()")),
    fault("function-typo", SUBS, (R + "account_months.sql", "date_trunc('month', min", "datetrunk('month', min")),
    fault("keyword-typo-from", CAFE, (M + "monthly_sales.sql", "from {{ ref('orders') }}", "form {{ ref('orders') }}")),
    fault("keyword-typo-select", LOGI, (S + "stg_depots.sql", "select", "selct")),
    fault("keyword-typo-group", CAFE, (M + "order_payments.sql", "group by order_id", "gruop by order_id")),
    fault("keyword-typo-join", CAFE, (M + "customers.sql", "left join", "left jion")),
    fault("keyword-typo-where", BOOK, (M + "monthly_result.sql", "where account_code in", "whre account_code in")),
    fault("keyword-typo-case", BOOK, (M + "entries_in_base_currency.sql", "else round(", "esle round(")),
    # punctuation
    fault("comma-missing", CAFE, (M + "customers.sql", "max(ordered_on) as latest_order_on,", "max(ordered_on) as latest_order_on")),
    fault("comma-missing", LOGI, (M + "depot_performance.sql", "as late_shipments,", "as late_shipments")),
    fault("comma-missing-between-ctes", BOOK, (M + "trial_balance.sql", "),\n\naccounts as", ")\n\naccounts as")),
    fault("comma-extra", SUBS, (R + "mrr.sql", "END AS change_category\n", "END AS change_category,\n    ,\n")),
    fault("comma-extra-before-from", LOGI, (S + "stg_carriers.sql", "price_per_kg\nfrom", "price_per_kg,,\nfrom")),
    fault("parenthesis-missing", CAFE, (M + "customers.sql", "sum(total) as", "sum(total as")),
    fault("parenthesis-missing", LOGI, (M + "depot_performance.sql", "round(avg(cost), 2)", "round(avg(cost, 2)")),
    fault("parenthesis-extra", SUBS, (R + "mrr_by_country.sql", "sum(m.mrr) AS", "sum(m.mrr)) AS")),
    fault("parenthesis-missing-of-cte", BOOK, (M + "entries_in_base_currency.sql", "ref('stg_rates') }}\n\n),", "ref('stg_rates') }}\n\n,")),
    fault("quote-missing", CAFE, (M + "customers.sql", "<> 'returned'", "<> 'returned")),
    fault("quote-wrong-kind", CAFE, (M + "customers.sql", "<> 'returned'", '<> "returned"')),
    fault("quote-missing", BOOK, (M + "monthly_result.sql", "'%Y-%m') as", "'%Y-%m) as")),
    # grouping, casts, values
    fault("group-by-missing-column", CAFE, (M + "monthly_sales.sql", "group by ordered_month, status", "group by ordered_month")),
    fault("group-by-missing-column", BOOK, (M + "trial_balance.sql", "accounts.account_code,\n        accounts.account_name\n", "accounts.account_code\n")),
    fault("group-by-missing", SUBS, (R + "mrr_by_country.sql", "GROUP BY a.country, m.month_start\n", "")),
    fault("group-by-position", LOGI, (M + "depot_performance.sql", "group by 1", "group by 9")),
    fault("cast-removed", LOGI, (S + "stg_carriers.sql", "cast(price_per_kg as decimal(10, 4)) as price_per_kg", "price_per_kg")),
    fault("cast-removed", LOGI, (S + "stg_shipments.sql", "{{ to_date('shipped_on') }} as shipped_on", "shipped_on")),
    fault("value-upper-cased", CAFE, (S + "stg_orders.sql", "        status,", "        upper(status) as status,")),
    fault("value-upper-cased", LOGI, (S + "stg_shipments.sql", "    service_level\n", "    upper(service_level) as service_level\n")),
    fault("value-upper-cased", BOOK, (S + "stg_entries.sql", "    side,\n", "    upper(side) as side,\n")),
    fault("semicolon", CAFE, (M + "orders.sql", "select * from joined", "select * from joined;")),
    fault("equals-doubled-not-allowed", SUBS, (R + "usage_daily.sql", "GROUP BY account_id, used_on", "GROUP BY account_id AND, used_on")),
]

JINJA_FAULTS = [
    fault("ref-typo", CAFE, (M + "customers.sql", "ref('stg_orders')", "ref('stg_order')")),
    fault("ref-typo", SUBS, (R + "mrr.sql", "ref('account_months')", "ref('acount_months')")),
    fault("ref-wrong-prefix", LOGI, (M + "fct_shipments.sql", "ref('stg_scans')", "ref('scans')")),
    fault("ref-quote-missing", CAFE, (M + "customers.sql", "ref('stg_orders')", "ref('stg_orders)")),
    fault("ref-parenthesis-missing", BOOK, (M + "trial_balance.sql", "ref('stg_accounts') }}", "ref('stg_accounts' }}")),
    fault("source-table-typo", LOGI, (S + "stg_scans.sql", "source('raw', 'scans')", "source('raw', 'scnas')")),
    fault("source-name-typo", LOGI, (S + "stg_depots.sql", "source('raw', 'depots')", "source('rwa', 'depots')")),
    fault("macro-typo", CAFE, (S + "stg_orders.sql", "cents_to_euros(", "cent_to_euros(")),
    fault("macro-typo", LOGI, (S + "stg_shipments.sql", "to_date('delivered_on')", "todate('delivered_on')")),
    fault("macro-typo-package", BOOK, (S + "stg_entries.sql", "books.signed_amount(", "books.signd_amount(")),
    fault("macro-package-typo", BOOK, (S + "stg_entries.sql", "books.surrogate_key(", "bokos.surrogate_key(")),
    fault("jinja-open-expression", CAFE, (M + "customers.sql", "{{ ref('stg_customers') }}", "{{ ref('stg_customers') ")),
    fault("jinja-open-brace", BOOK, (M + "trial_balance.sql", "{{ ref('stg_accounts') }}", "{{ ref('stg_accounts') }")),
    fault("jinja-open-block", CAFE, (M + "order_payments.sql", "    {% endfor %}\n", "")),
    fault("jinja-end-typo", CAFE, (M + "order_payments.sql", "{% endfor %}", "{% endfro %}")),
    fault("jinja-if-open", SUBS, (R + "usage_daily.sql", "{% endif %}\n", "")),
    fault("jinja-tag-open", CAFE, (M + "order_payments.sql", "{% for method in methods %}", "{% for method in methods }")),
    fault("var-typo", SUBS, (B + "months.sql", "var('months')", "var('month')")),
    fault("config-materialized-typo", SUBS, (R + "usage_daily.sql", "'incremental'", "'incremenatl'")),
    fault("config-argument-comma", SUBS, (R + "usage_daily.sql", "materialized='incremental',", "materialized='incremental'")),
]

YAML_FAULTS = [
    fault("yaml-tab", CAFE, (S + "_staging.yml", "      - name: e_mail\n", "\t  - name: e_mail\n")),
    fault("yaml-tab", LOGI, (S + "sources.yml", "    schema: raw\n", "\tschema: raw\n")),
    fault("yaml-indent", CAFE, (M + "_marts.yml", "  - name: order_payments\n    columns:", "  - name: order_payments\n   columns:")),
    fault("yaml-indent", BOOK, (S + "_sources_and_models.yml", "        data_tests:\n          - not_null\n", "       data_tests:\n          - not_null\n")),
    fault("yaml-quote-open", CAFE, (S + "_staging.yml", 'case only."', "case only.")),
    fault("yaml-quote-open", LOGI, (S + "staging.yml", "carrier's system\"", "carrier's system")),
    fault("yaml-colon-missing", CAFE, (M + "_marts.yml", "  - name: customers\n    description:", "  - name: customers\n    description")),
    fault("yaml-colon-missing", SUBS, (R + "reporting.yml", "- name: mrr\n", "- name mrr\n")),
    fault("yaml-colon-in-value", BOOK, (M + "_marts.yml", '"Balance of every account: zero where nothing was booked."', "Balance of every account: zero where nothing was booked.")),
    fault("yaml-colon-without-space", LOGI, (S + "staging.yml", "- name: stg_depots", "- name:stg_depots")),
    fault("yaml-bracket-open", SUBS, (B + "base.yml", "[basic, team, enterprise]", "[basic, team, enterprise")),
    fault("yaml-duplicate-patch", CAFE, (M + "_marts.yml", "  - name: monthly_sales\n", "  - name: customers\n    columns:\n      - name: customer_id\n  - name: monthly_sales\n")),
    fault("test-typo", CAFE, (S + "_staging.yml", "      - name: payment_id\n        data_tests:\n          - unique", "      - name: payment_id\n        data_tests:\n          - uniqe")),
    fault("test-typo", SUBS, (R + "reporting.yml", "    - accepted_values:", "    - accepted_value:")),
    fault("test-typo-package", BOOK, (S + "_sources_and_models.yml", "books.sums_to_zero", "books.sum_to_zero")),
    fault("test-argument-typo", CAFE, (S + "_staging.yml", '              values: ["card"', '              value: ["card"')),
    fault("test-argument-typo", SUBS, (B + "base.yml", "        field: account_id", "        feild: account_id")),
    fault("test-column-typo", CAFE, (M + "_marts.yml", "      - name: ordered_month", "      - name: orderd_month")),
    fault("unit-test-column-typo", CAFE, (M + "_marts.yml", "{customer_id: 1, order_count: 1, lifetime_value: 5}", "{customer_id: 1, order_cnt: 1, lifetime_value: 5}")),
    fault("materialization-typo", CAFE, ("dbt_project.yml", "+materialized: table", "+materialized: tabel")),
    fault("materialization-typo", BOOK, ("dbt_project.yml", "+materialized: view", "+materialized: veiw")),
    fault("profile-typo", CAFE, ("dbt_project.yml", "profile: cafe", "profile: caffe")),
    fault("profile-target-typo", SUBS, ("profiles.yml", "target: dev", "target: dve")),
    fault("folder-typo", BOOK, ("dbt_project.yml", "  - seeds\n", "  - seed\n")),
    fault("folder-typo", SUBS, ("dbt_project.yml", '["macros"]', '["macro"]')),
    fault("project-yaml-tab", CAFE, ("dbt_project.yml", "    staging:\n", "\tstaging:\n")),
    fault("config-type", BOOK, ("seeds/_seeds.yml", "code: varchar", "code: varcahr")),
    fault("contract-column-typo", LOGI, (M + "marts.yml", "- name: is_late", "- name: is_lat")),
    fault("exposure-ref-typo", LOGI, (M + "marts.yml", "ref('depot_performance')", "ref('depot_perfomance')")),
    fault("snapshot-relation-typo", LOGI, ("snapshots/carriers.yml", "ref('stg_carriers')", "ref('stg_carrier')")),
]

UPSTREAM_FAULTS = [
    fault("column-renamed-upstream", LOGI, ("raw/carriers.csv", "price_per_kg", "price_per_kilogram"), warm=True),
    fault("column-renamed-upstream", CAFE, ("seeds/raw_customers.csv", "e_mail", "email"), upstream="raw_customers"),
    fault("column-added-upstream", CAFE, action="add_status_to_payments", upstream="raw_payments"),
    fault("table-renamed-upstream", LOGI, ("macros/load_raw.sql", "'depots'", "'depot'"), action="rename_depots_file"),
    fault("date-format-changed", LOGI, action="german_dates", warm=True),
    fault("number-format-changed", LOGI, action="decimal_commas", warm=True),
    fault("delimiter-changed", CAFE, action="semicolon_seed"),
]

STATE_FAULTS = [
    fault("packages-deleted", BOOK, action="delete_packages", warm=True),
    fault("packages-not-installed", BOOK, action="never_installed"),
    fault("package-path-typo", BOOK, ("packages.yml", "local/books", "local/book"), action="never_installed"),
    fault("cache-spoilt", CAFE, action="spoil_partial_parse", warm=True),
    fault("model-duplicated", CAFE, action="copy_customers"),
]

TRANSIENT_FAULTS = [
    fault("database-locked", CAFE, action="lock_database", expects=TRANSIENT, warm=True),
    fault("database-locked", LOGI, action="lock_database", expects=TRANSIENT, warm=True),
    fault("command-flaky", SUBS, action="flaky_connection", expects=TRANSIENT),
    fault("command-flaky", BOOK, action="flaky_connection", expects=TRANSIENT),
]

HOPELESS = [
    fault("column-gone", CAFE, action="drop_payment_method", expects=REFUSE, warm=True),
    fault("column-gone", LOGI, action="drop_weight", expects=REFUSE, warm=True),
    fault("model-gone", CAFE, action="delete_stg_payments", expects=REFUSE, warm=True),
    fault("rows-bad", LOGI, ("raw/carriers.csv", "0.7125", "n/a"), expects=REFUSE, warm=True),
    fault("rows-duplicate", CAFE, action="duplicate_rows", expects=REFUSE, warm=True),
    fault("rows-null", CAFE, action="null_rows", expects=REFUSE, warm=True),
    fault("rows-orphan", CAFE, action="orphan_rows", expects=REFUSE, warm=True),
    fault("value-new", CAFE, ("seeds/raw_payments.csv", ",cash,", ",crypto,"), expects=REFUSE, warm=True),
    fault("value-new", LOGI, ("raw/shipments.csv", ",express", ",overnight"), expects=REFUSE, warm=True),
    fault("circular", CAFE, (S + "stg_orders.sql", "ref('raw_orders')", "ref('orders')"), expects=REFUSE),
    fault("env-var-missing", LOGI, ("profiles.yml", "env_var('LOGISTICS_TARGET', 'dev')", "env_var('LOGISTICS_ENV')"), expects=REFUSE),
    fault("test-really-fails", BOOK, action="unbalance_entry", expects=REFUSE, warm=True),
    fault("permission-removed", CAFE, ("profiles.yml", "warehouse.duckdb", "/proc/warehouse.duckdb"), expects=REFUSE),
    fault("macro-gone", CAFE, action="delete_macro", expects=REFUSE),
]

SEVERAL = [
    fault("two-files", CAFE, (M + "customers.sql", "count(order_id)", "count(ordr_id)"), (M + "monthly_sales.sql", "sum(total_amount)", "sum(totl_amount)")),
    fault("two-in-a-row", CAFE, (S + "stg_orders.sql", "cents_to_euros(", "cent_to_euros("), (M + "orders.sql", "o.status,", "o.sttaus,")),
    fault("three-mixed", LOGI, (S + "staging.yml", "          - not_null\n          - unique\n", "          - not_nul\n          - unique\n"), (S + "stg_scans.sql", "source('raw', 'scans')", "source('raw', 'scan')"), (M + "fct_shipments.sql", "costs.cost,", "costs.csot,")),
    fault("yaml-then-sql", BOOK, ("dbt_project.yml", "+materialized: table", "+materialized: tble"), (M + "trial_balance.sql", "sum(entries.base_amount)", "sum(entries.base_amt)")),
    fault("healable-and-hopeless", CAFE, (M + "customers.sql", "count(order_id)", "count(ordr_id)"), action="duplicate_rows", expects=REFUSE, warm=True),
]

ALL = SQL_FAULTS + JINJA_FAULTS + YAML_FAULTS + UPSTREAM_FAULTS + STATE_FAULTS + TRANSIENT_FAULTS + HOPELESS + SEVERAL
