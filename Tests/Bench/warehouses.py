"""The databases that healbench and the bench of traps run on."""
import hashlib
import json
import os


def described(columns, rows):
    """Columns with their types, the number of rows, and a hash over all rows in a fixed order.

    What a snapshot writes of the time of its run is left out.
    """
    kept = [i for i, (name, _) in enumerate(columns) if not name.startswith("dbt_")]
    lines = sorted(repr([row[i] for i in kept]) for row in rows)
    return [columns[i] for i in kept], len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


class DuckDB:
    adapter = "duckdb"

    def __init__(self, project):
        self.path = str(project / "warehouse.duckdb")

    def read(self, schema, name):
        import duckdb
        with duckdb.connect(self.path, read_only=True) as connection:
            relation = connection.sql(f'select * from "{schema}"."{name}"')
            return described([(c, str(t)) for c, t in zip(relation.columns, relation.types)], relation.fetchall())

    def prepare(self, project):
        pass


def schema_of(project):
    """A schema of the case's own: each case has a folder of its own."""
    return "hb_" + hashlib.sha256(str(project).encode()).hexdigest()[:12]


def write_profile(project, **settings):
    """The profile of the project's name, with one output."""
    lines = "".join(f"      {key}: {json.dumps(value)}\n" for key, value in settings.items())
    (project / "profiles.yml").write_text(f"{project.name}:\n  target: dev\n  outputs:\n    dev:\n{lines}")


class Postgres:
    """A schema a case in the database that PGHOST and its like name."""
    adapter = "postgres"

    def __init__(self, project):
        self.project = project

    def read(self, schema, name):
        import psycopg2
        with psycopg2.connect("") as connection, connection.cursor() as cursor:
            cursor.execute(f'select * from "{schema}"."{name}"')
            return described([(c.name, str(c.type_code)) for c in cursor.description], cursor.fetchall())

    def prepare(self, project):
        """Points the project's profile at the server, at a schema of the case's own that is empty."""
        import psycopg2
        schema = schema_of(project)
        with psycopg2.connect("") as connection, connection.cursor() as cursor:
            cursor.execute(f'drop schema if exists "{schema}" cascade')
        write_profile(
            project, type="postgres", host=os.environ["PGHOST"], port=int(os.environ.get("PGPORT", "5432")), user=os.environ["PGUSER"],
            password=os.environ.get("PGPASSWORD", ""), dbname=os.environ["PGDATABASE"], schema=schema, threads=2)


class Emulated:
    """A warehouse that a server of Tests/Servers emulates; it is read and prepared as the databases are."""

    def __init__(self, project=None):
        self.connect()

    def read(self, schema, name):
        return described(*self.selected(f"select * from {self.name(schema, name)}"))

    def rows(self, sql):
        return self.selected(sql)[1]

    def prepare(self, project):
        """Points the project's profile at the server, at a schema of the case's own that is empty."""
        schema = schema_of(project)
        self.drop_schema(schema)
        write_profile(project, **self.settings(schema))


class Snowflake(Emulated):
    """The database `analytics` on the server that SNOWFLAKE_PORT names."""
    adapter = "snowflake"
    text, number = "varchar", "number(10, 2)"

    def connect(self):
        import snowflake.connector
        self.port = int(os.environ["SNOWFLAKE_PORT"])
        # The database is made by hand: dbt makes only schemas.
        self.connection = snowflake.connector.connect(
            user="heal", password="heal", account="fakesnow", host="localhost", port=self.port, protocol="http",
            session_parameters={"CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED": False})
        self.execute("create database if not exists analytics")

    def execute(self, sql):
        return self.connection.cursor().execute(sql)

    def selected(self, sql):
        cursor = self.execute(sql)
        return [(column.name.lower(), str(column.type_code)) for column in cursor.description], cursor.fetchall()

    def name(self, schema, table):
        return f"analytics.{schema}.{table}"

    def make_schema(self, schema):
        self.execute(f"create schema if not exists analytics.{schema}")

    def drop_schema(self, schema):
        self.execute(f"drop schema if exists analytics.{schema} cascade")

    def settings(self, schema):
        return {"type": "snowflake", "account": "fakesnow", "host": "localhost", "port": self.port, "protocol": "http", "user": "heal",
                "password": "heal", "database": "analytics", "schema": schema, "threads": 1}


class BigQuery(Emulated):
    """The project `acme-shop` on the server that BIGQUERY_PORT names."""
    adapter = "bigquery"
    text, number = "string", "numeric"
    project = "acme-shop"

    def connect(self):
        from google.api_core.client_options import ClientOptions
        from google.auth.credentials import AnonymousCredentials
        from google.cloud import bigquery
        self.address = f"http://127.0.0.1:{os.environ['BIGQUERY_PORT']}"
        self.client = bigquery.Client(
            project=self.project, credentials=AnonymousCredentials(), client_options=ClientOptions(api_endpoint=self.address))

    def execute(self, sql):
        return self.client.query(sql).result()

    def selected(self, sql):
        result = self.execute(sql)
        return [(field.name.lower(), field.field_type) for field in result.schema], [row.values() for row in result]

    def name(self, schema, table):
        return f"`{self.project}.{schema}.{table}`"

    def make_schema(self, schema):
        self.client.create_dataset(schema, exists_ok=True)

    def drop_schema(self, schema):
        self.client.delete_dataset(schema, delete_contents=True, not_found_ok=True)

    def settings(self, schema):
        return {"type": "bigquery", "method": "oauth-secrets", "token": "dummy", "project": self.project, "dataset": schema,
                "api_endpoint": self.address, "job_retries": 0, "threads": 1}
