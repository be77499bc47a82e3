"""What faults do to a project that a replacement of text cannot say. Each takes the project's folder."""
import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path


def rewrite(path: Path, change):
    """Changes the rows of a CSV file; the first is its header."""
    rows = change(list(csv.reader(io.StringIO(path.read_text()))))
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def drop_column(path: Path, name: str):
    rewrite(path, lambda rows: [[v for v, h in zip(row, rows[0]) if h != name] for row in rows])


def map_columns(path: Path, names, function):
    def change(rows):
        chosen = [header in names for header in rows[0]]
        return [rows[0]] + [[function(v) if c else v for v, c in zip(row, chosen)] for row in rows[1:]]
    rewrite(path, change)


def add_status_to_payments(project):
    rewrite(project / "seeds/raw_payments.csv",
            lambda rows: [rows[0] + ["status"]] + [row + ["settled"] for row in rows[1:]])


def rename_depots_file(project):
    (project / "raw/depots.csv").rename(project / "raw/depot.csv")


def german_dates(project):
    map_columns(project / "raw/shipments.csv", ["shipped_on", "delivered_on"],
                lambda value: ".".join(reversed(value.split("-"))))


def decimal_commas(project):
    map_columns(project / "raw/carriers.csv", ["price_per_kg"], lambda value: value.replace(".", ","))


def semicolon_seed(project):
    path = project / "seeds/raw_customers.csv"
    path.write_text(path.read_text().replace(",", ";"))


def delete_packages(project):
    shutil.rmtree(project / "dbt_packages")


def never_installed(project):
    shutil.rmtree(project / "dbt_packages", ignore_errors=True)


def spoil_partial_parse(project):
    (project / "target/partial_parse.msgpack").write_bytes(b"\x00spoilt")
    (project / "models/staging/stg_orders.sql").touch()


def copy_customers(project):
    models = project / "models"
    (models / "old").mkdir()
    shutil.copy(models / "marts/customers.sql", models / "old/customers.sql")


def lock_database(project):
    """Another program holds the database for some seconds."""
    script = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('held', flush=True); time.sleep(9)"
    holder = subprocess.Popen([sys.executable, "-c", script, str(project / "warehouse.duckdb")], stdout=subprocess.PIPE)
    holder.stdout.readline()


def flaky_connection(project):
    """The first call of dbt fails as a warehouse that is just starting does; see the shim in `healbench.py`."""
    (project.parent / "flaky").write_text("1")


def drop_payment_method(project):
    drop_column(project / "seeds/raw_payments.csv", "method")


def drop_weight(project):
    drop_column(project / "raw/shipments.csv", "weight_kg")


def delete_stg_payments(project):
    (project / "models/staging/stg_payments.sql").unlink()


def delete_macro(project):
    (project / "macros/cents_to_euros.sql").unlink()


def duplicate_rows(project):
    rewrite(project / "seeds/raw_customers.csv", lambda rows: rows + rows[3:5])


def null_rows(project):
    rewrite(project / "seeds/raw_customers.csv", lambda rows: rows + [["", "Nobody", "Known", "no@Example.test", "2025-04-04"]])


def orphan_rows(project):
    rewrite(project / "seeds/raw_orders.csv", lambda rows: rows + [["9001", "777", "1", "2025-08-08", "placed", "500"]])


def unbalance_entry(project):
    rewrite(project / "seeds/journal_entries.csv", lambda rows: rows[:1] + [rows[1][:6] + ["1.00"]] + rows[2:])
