"""heal on Snowflake's adapter and connector, with an emulated server."""
import pytest
from emulated import served
from shop import TestShop, green, shop  # pytest finds the fixtures and the tests here
from warehouses import Snowflake


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    with served("snowflake", tmp_path_factory.mktemp("server") / "log"):
        yield Snowflake()
