"""bqemulator on the port that is given, which says in BigQuery's words what it reports in DuckDB's."""
import sys

from bqemulator.config import Settings
from bqemulator.jobs import error_mapper, executor
from bqemulator.server import run_forever
from duckdb_extensions import import_extension

import_extension("spatial")
translate = error_mapper.translate_runtime_error


def translate_in_words(error, *, duckdb_sql=None):
    print(f"FAULT {error!r}\nin {duckdb_sql}", flush=True)
    return translate(error, duckdb_sql=duckdb_sql)


error_mapper.translate_runtime_error = executor.translate_runtime_error = translate_in_words
run_forever(Settings(rest_host="127.0.0.1", rest_port=int(sys.argv[1]), grpc_port=0, enable_format_extensions=False))
