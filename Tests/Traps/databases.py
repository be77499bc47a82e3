"""The database of one case: filled with what others load, and looked at before and after heal."""
import hashlib
import os

import warehouses

RAW = "raw"


class DuckDB:
    def __init__(self, project):
        self.project = project

    def output(self, schema):
        path = "warehouse" if schema == "dev" else schema
        return f"type: duckdb\n      path: {path}.duckdb\n      threads: 1"

    def connect(self, name="warehouse.duckdb", **more):
        import duckdb
        return duckdb.connect(str(self.project / name), **more)

    def load(self, tables, gone):
        with self.connect() as connection:
            connection.execute(f"create schema if not exists {RAW}")
            for table in gone:
                connection.execute(f"drop table if exists {RAW}.{table}")
            for table, query in tables.items():
                connection.execute(f"create or replace table {RAW}.{table} as {query}")

    def snapshot(self):
        """What every relation holds, those excepted that are loaded; by database, schema and name."""
        found = {}
        for path in sorted(self.project.glob("*.duckdb")):
            with self.connect(path.name, read_only=True) as connection:
                names = connection.execute("select table_schema, table_name from information_schema.tables "
                                           f"where table_schema <> '{RAW}'").fetchall()
                for schema, name in names:
                    found[f"{path.stem}.{schema}.{name}"] = self.content(connection, schema, name)
        return found

    def content(self, connection, schema, name):
        import duckdb
        try:
            relation = connection.sql(f'select * from "{schema}"."{name}"')
            return warehouses.described([(c, str(t)) for c, t in zip(relation.columns, relation.types)], relation.fetchall())
        except duckdb.Error:
            return "unreadable"

    def copy_to(self, other):
        pass

    def drop(self):
        pass


class Postgres:
    """A database of its own on the server that PGHOST and its like name."""

    def __init__(self, project):
        self.name = "traps_" + hashlib.sha256(str(project).encode()).hexdigest()[:16]
        self.created = False

    def output(self, schema):
        named = {key: os.environ[f"PG{key.upper()}"] for key in ("host", "port", "user", "password")}
        return (f"type: postgres\n      host: {named['host']}\n      port: {named['port']}\n      user: {named['user']}\n"
                f"      password: \"{named['password']}\"\n      dbname: {self.name}\n      schema: {schema}\n      threads: 1")

    def connect(self, name=None):
        import psycopg2
        connection = psycopg2.connect(dbname=name or self.name)
        connection.autocommit = True
        return connection

    def administer(self, *statements):
        connection = self.connect(os.environ["PGDATABASE"])
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def load(self, tables, gone):
        if not self.created:
            self.administer(f"create database {self.name} strategy file_copy")
            self.created = True
        connection = self.connect()
        with connection.cursor() as cursor:
            cursor.execute(f"create schema if not exists {RAW}")
            for table in [*gone, *tables]:
                # What was built on it keeps the columns that it had; a view goes with it, as with any loader.
                cursor.execute(f"drop table if exists {RAW}.{table} cascade")
            for table, query in tables.items():
                cursor.execute(f"create table {RAW}.{table} as {query}")
        connection.close()

    def snapshot(self):
        import psycopg2
        found = {}
        connection = self.connect()
        with connection.cursor() as cursor:
            cursor.execute("select table_schema, table_name from information_schema.tables where table_schema not in "
                           f"('pg_catalog', 'information_schema', '{RAW}')")
            for schema, name in cursor.fetchall():
                try:
                    cursor.execute(f'select * from "{schema}"."{name}"')
                    content = warehouses.described([(c.name, str(c.type_code)) for c in cursor.description], cursor.fetchall())
                except psycopg2.Error:
                    content = "unreadable"
                found[f"{schema}.{name}"] = content
        connection.close()
        return found

    def copy_to(self, other):
        self.administer(f"create database {other.name} template {self.name} strategy file_copy")
        other.created = True

    def drop(self):
        if self.created:
            self.administer(f"drop database if exists {self.name} with (force)")


BY_ADAPTER = {"duckdb": DuckDB, "postgres": Postgres}
