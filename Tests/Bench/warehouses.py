"""The databases that healbench and the bench of traps run on."""
import hashlib
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
        schema = "hb_" + hashlib.sha256(str(project).encode()).hexdigest()[:12]
        with psycopg2.connect("") as connection, connection.cursor() as cursor:
            cursor.execute(f'drop schema if exists "{schema}" cascade')
        name = project.name
        (project / "profiles.yml").write_text(
            f"{name}:\n  target: dev\n  outputs:\n    dev:\n      type: postgres\n      host: {os.environ['PGHOST']}\n"
            f"      port: {os.environ.get('PGPORT', '5432')}\n      user: {os.environ['PGUSER']}\n"
            f"      password: \"{os.environ.get('PGPASSWORD', '')}\"\n      dbname: {os.environ['PGDATABASE']}\n"
            f"      schema: {schema}\n      threads: 2\n")
