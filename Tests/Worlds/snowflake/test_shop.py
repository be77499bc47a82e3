"""heal on Snowflake's adapter and connector, with an emulated server."""
from pathlib import Path

import pytest
import snowflake.connector
from warehouses import TestShop, green, served, shop  # pytest finds the fixtures and the tests here


class Snowflake:
    text, number = "varchar", "number(10, 2)"

    def __init__(self, port):
        self.port = port
        # The database is made by hand: dbt makes only schemas.
        self.connection = snowflake.connector.connect(
            user="shop", password="shop", account="fakesnow", host="localhost", port=port, protocol="http",
            session_parameters={"CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED": False})
        self.execute("create database if not exists analytics")

    def execute(self, sql):
        return self.connection.cursor().execute(sql)

    def rows(self, sql):
        return self.execute(sql).fetchall()

    def name(self, schema, table):
        return f"analytics.{schema}.{table}"

    def make_schema(self, schema):
        self.execute(f"create schema if not exists analytics.{schema}")

    def profile(self, schema):
        return f"""shop:
  target: dev
  outputs:
    dev:
      type: snowflake
      account: fakesnow
      host: localhost
      port: {self.port}
      protocol: http
      user: shop
      password: shop
      database: analytics
      schema: {schema}
      threads: 1
"""


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    with served(Path(__file__).parent / "server.py", tmp_path_factory.mktemp("server") / "log") as port:
        yield Snowflake(port)
