"""A small shop on a warehouse, and what goes wrong with it: the tests that the worlds of warehouses share.

A world has a module with a fixture `warehouse`, and takes over the fixtures and the class of tests from here.
"""
import datetime
import re
import shutil

import pytest
from warehouses import write_profile

CUSTOMERS, ORDERS = 70, 350

FILES = {
    "dbt_project.yml": """
        name: shop
        version: 1.0.0
        profile: shop
        models:
          shop:
            staging: {+materialized: view}
            marts: {+materialized: table}
        """,
    "config/execution_mode.yml": """
        execution:
          mode: autonomous
        """,
    "models/sources.yml": """
        sources:
          - name: raw
            tables:
              - name: customers
              - name: orders
        """,
    "models/staging/stg_customers.sql": """
        select
            customer_id,
            lower(email) as email,
            country
        from {{ source('raw', 'customers') }}
        """,
    "models/staging/stg_orders.sql": """
        select
            order_id,
            customer_id,
            status,
            cast(amount as NUMBER) as amount,
            cast(ordered_at as date) as ordered_on
        from {{ source('raw', 'orders') }}
        """,
    "models/marts/customer_orders.sql": """
        select
            customers.customer_id,
            customers.email,
            count(orders.order_id) as orders,
            sum(orders.amount) as amount,
            min(orders.ordered_on) as first_ordered_on
        from {{ ref('stg_customers') }} as customers
        left join {{ ref('stg_orders') }} as orders on orders.customer_id = customers.customer_id
        group by customers.customer_id, customers.email
        """,
    "models/marts/fct_orders.sql": """
        select
            order_id,
            customer_id,
            amount,
            ordered_on
        from {{ ref('stg_orders') }}
        where status <> 'cancelled'
        """,
    "models/marts/marts.yml": """
        models:
          - name: customer_orders
            columns:
              - name: customer_id
                data_tests: [unique, not_null]
          - name: fct_orders
            columns:
              - name: order_id
                data_tests: [unique]
        """,
    ".gitignore": """
        target/
        logs/
        .heal/
        .user.yml
        """,
}


def lines(text):
    return re.sub(r"(?m)^ {8}", "", text.lstrip("\n")).rstrip(" ")


class Shop:
    """A dbt project in git that heal has seen green, and its tables."""

    schema, raw = "shop", "raw"

    def __init__(self, warehouse, folder, run):
        self.warehouse, self.folder, self._run = warehouse, folder / "shop", run
        self._green, self._others = folder / "green", set()
        for name, text in FILES.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(lines(text).replace("NUMBER", warehouse.number))
        write_profile(self.folder, **warehouse.settings(self.schema))
        warehouse.make_schema(self.raw)
        self.load("customers", customers())
        self.load("orders", orders())
        for words in (["init", "-q"], ["config", "user.email", "shop@example.com"], ["config", "user.name", "Shop"]):
            run("git", *words, cwd=self.folder)
        self.commit()
        self.printed = ""
        assert self.heal() == 0, self.printed
        self.yesterday = self.marts()
        assert [len(rows) for rows in self.yesterday] == [CUSTOMERS, ORDERS - ORDERS // 10]
        shutil.copytree(self.folder, self._green)

    def is_as_yesterday(self):
        """Puts everything back: the files with what heal remembers, the source and the views. The marts are as they were."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._green, self.folder)
        for table in self._others:
            self.warehouse.execute(f"drop table if exists {self.warehouse.name(self.raw, table)}")
        self._others.clear()
        self.load("customers", customers())
        self.load("orders", orders())
        for view in (self.folder / "target/run/shop/models/staging").iterdir():
            self.warehouse.execute(view.read_text())

    def load(self, table, rows):
        """Makes a table of the source anew. All its columns are text, as raw data often are."""
        if table not in ("customers", "orders"):
            self._others.add(table)
        name = self.warehouse.name(self.raw, table)
        columns = ", ".join(f"{column} {self.warehouse.text}" for column in rows[0])
        self.warehouse.execute(f"create or replace table {name} ({columns})")
        values = ", ".join("(" + ", ".join(f"'{value}'" for value in row.values()) + ")" for row in rows)
        self.warehouse.execute(f"insert into {name} ({', '.join(rows[0])}) values {values}")

    def drop(self, table):
        self.warehouse.execute(f"drop table {self.warehouse.name(self.raw, table)}")

    def commit(self):
        self._run("git", "add", "-A", cwd=self.folder)
        self._run("git", "commit", "-q", "-m", "Work", cwd=self.folder)

    def heal(self, *options):
        """The exit code of heal run; what it printed is in `printed`."""
        result = self._run(
            "heal", "run", "--mode", "autonomous", *options, "--", "dbt", "build", "--profiles-dir", self.folder, cwd=self.folder)
        self.printed = result.stdout + result.stderr
        return result.returncode

    def read(self, file):
        return (self.folder / "models" / file).read_text()

    def replace(self, file, old, new):
        text = self.read(file)
        assert old in text
        (self.folder / "models" / file).write_text(text.replace(old, new))

    def changes(self):
        """What git sees that is not committed."""
        return self._run("git", "status", "--short", cwd=self.folder).stdout

    def marts(self):
        """The rows of both marts, in order."""
        return [
            sorted(tuple(str(value) for value in row) for row in self.warehouse.rows(f"select * from {self.warehouse.name(self.schema, table)}"))
            for table in ("customer_orders", "fct_orders")]


def customers():
    return [
        {"customer_id": str(number), "email": f"C{number}@Example.com", "country": ("NL", "FR", "US")[number % 3]}
        for number in range(1, CUSTOMERS + 1)]


def orders(amount="{:.2f}", date="%Y-%m-%d", first=datetime.date(2025, 9, 16)):
    """The first order is placed seven days after `first`."""
    return [
        {
            "order_id": str(number), "customer_id": str(number * 13 % CUSTOMERS + 1),
            "status": "cancelled" if number % 10 == 0 else "paid",
            "amount": amount.format(1004.5 + number * 37 % 911), "ordered_at": (first + datetime.timedelta(number * 7 % 90)).strftime(date)}
        for number in range(1, ORDERS + 1)]


def renamed(rows, old, new):
    return [{new if name == old else name: value for name, value in row.items()} for row in rows]


@pytest.fixture(scope="session")
def green(warehouse, tmp_path_factory, run):
    """The shop as heal has seen it green, once a session."""
    return Shop(warehouse, tmp_path_factory.mktemp("shop"), run)


@pytest.fixture
def shop(green):
    green.is_as_yesterday()
    return green


class TestShop:
    """Each is judged by exit code, by the tables and by the files."""

    def healed(self, shop, *words):
        assert shop.heal() == 0, shop.printed
        assert shop.marts() == shop.yesterday, shop.printed
        for word in words:
            assert word.lower() in shop.printed.lower(), shop.printed

    def refused(self, shop, codes=(1, 3)):
        tree = shop.changes()
        assert shop.heal() in codes, shop.printed
        assert shop.changes() == tree, shop.printed
        assert shop.marts() == shop.yesterday, shop.printed

    def test_a_misspelt_column_in_a_commit(self, shop):
        shop.replace("staging/stg_orders.sql", "customer_id", "custmer_id as customer_id")
        shop.commit()
        self.healed(shop)
        assert "custmer_id" not in shop.read("staging/stg_orders.sql")

    def test_a_misspelt_column_of_an_alias(self, shop):
        shop.replace("marts/customer_orders.sql", "= customers.customer_id", "= customers.custmer_id")
        self.healed(shop)
        assert shop.changes() == ""

    def test_a_column_renamed_upstream(self, shop):
        shop.load("orders", renamed(orders(), "ordered_at", "placed_on"))
        self.healed(shop, "missing_column.renamed", "`placed_on` has come to raw.orders since its columns were recorded, and `ordered_at` is gone", " rows equal in `")
        assert "cast(placed_on as date) as ordered_on" in shop.read("staging/stg_orders.sql").lower()
        [(equal, total)] = set(re.findall(r"([\d,]+) of ([\d,]+) rows equal", shop.printed))
        assert equal == total

    def test_a_key_renamed_upstream(self, shop):
        shop.load("orders", renamed(orders(), "customer_id", "buyer"))
        self.healed(shop, "missing_column.renamed", " rows equal in `")
        assert "buyer as customer_id" in shop.read("staging/stg_orders.sql").lower()

    def test_a_column_renamed_upstream_with_other_values(self, shop):
        rows = renamed(orders(), "ordered_at", "placed_on")
        for row in rows:
            row["placed_on"] = row["placed_on"].replace("2025-", "2024-")
        shop.load("orders", rows)
        self.refused(shop)

    def test_a_table_renamed_upstream(self, shop):
        shop.drop("orders")
        shop.load("shop_orders", orders())
        self.healed(shop, "missing_relation.renamed", " rows equal in `")
        assert "shop_orders" in (shop.read("sources.yml") + shop.read("staging/stg_orders.sql")).lower()

    def test_amounts_with_a_dollar_sign(self, shop):
        shop.load("orders", orders(amount="${:,.2f}"))
        self.healed(shop)

    def test_dates_with_days_first(self, shop):
        shop.load("orders", orders(date="%d/%m/%Y"))
        self.healed(shop)

    @pytest.mark.xfail(strict=True, reason="the form is read from the one value that the engine names, which may be a day or a month first here")
    def test_dates_with_days_first_of_which_an_early_one_is_named(self, shop):
        rows = orders(date="%d/%m/%Y")
        early = next(row for row in rows if row["ordered_at"].startswith("08/"))
        shop.load("orders", [early] + [row for row in rows if row is not early])
        self.healed(shop)

    def test_a_misspelt_ref(self, shop):
        shop.replace("marts/fct_orders.sql", "stg_orders", "stg_ordrs")
        self.healed(shop)
        assert shop.changes() == ""

    def test_a_column_that_is_gone(self, shop):
        shop.load("orders", [{name: value for name, value in row.items() if name != "ordered_at"} for row in orders()])
        self.refused(shop)

    def test_a_table_that_is_gone(self, shop):
        shop.drop("orders")
        self.refused(shop)
