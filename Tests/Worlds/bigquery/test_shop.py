"""heal on BigQuery's adapter and client, with an emulated server."""
import pytest
from emulated import served
from shop import TestShop, green, shop  # pytest finds the fixtures and the tests here
from warehouses import BigQuery


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    with served("bigquery", tmp_path_factory.mktemp("server") / "log"):
        yield BigQuery()
