"""heal on BigQuery's adapter and client, with an emulated server."""
from pathlib import Path

import pytest
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery
from warehouses import TestShop, green, served, shop  # pytest finds the fixtures and the tests here

PROJECT = "acme-shop"


class BigQuery:
    text, number = "string", "numeric"

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.client = bigquery.Client(
            project=PROJECT, credentials=AnonymousCredentials(), client_options=ClientOptions(api_endpoint=self.address))

    def execute(self, sql):
        return self.client.query(sql).result()

    def rows(self, sql):
        return [row.values() for row in self.execute(sql)]

    def name(self, schema, table):
        return f"`{PROJECT}.{schema}.{table}`"

    def make_schema(self, schema):
        self.client.create_dataset(schema, exists_ok=True)

    def profile(self, schema):
        return f"""shop:
  target: dev
  outputs:
    dev:
      type: bigquery
      method: oauth-secrets
      token: dummy
      project: {PROJECT}
      dataset: {schema}
      api_endpoint: {self.address}
      job_retries: 0
      threads: 1
"""


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    with served(Path(__file__).parent / "server.py", tmp_path_factory.mktemp("server") / "log") as port:
        yield BigQuery(port)
