"""bqemulator on the port that is given, which says in BigQuery's words what it reports in DuckDB's."""
import difflib
import re
import sys

from bqemulator.config import Settings
from bqemulator.domain.errors import InvalidQueryError, NotFoundError
from bqemulator.jobs import error_mapper, executor
from bqemulator.scripting import interpreter
from bqemulator.server import run_forever
from duckdb_extensions import import_extension

NAME = r'"?([\w$]+)"?'
# The SQL that was sent last; dbt has one thread here.
sent = ""


def at(name, alias=None):
    """Where the name stands in the SQL that was sent, as BigQuery counts: from 1."""
    found = re.search((rf"\b{alias}\." if alias else r"\b") + rf"({re.escape(name)})\b", sent, re.I)
    before = sent[: found.start(1) if found else 0]
    return f"at [{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}]"


def near(name, message):
    """BigQuery names the nearest name where one is near."""
    candidates = message.partition("Candidate bindings:")[2]
    names = difflib.get_close_matches(name, [re.sub(r".*\.", "", word) for word in re.findall(r'"([^"]+)"', candidates)], 1, 0.8)
    return f"; Did you mean {names[0]}?" if names else ""


def column(message, name):
    # https://github.com/GoogleCloudPlatform/bigquery-utils/pull/104
    return InvalidQueryError(f"Unrecognized name: {name}{near(name, message)} {at(name)}", location="query")


def column_of(message, alias, name):
    # https://github.com/GokuMohandas/data-engineering/issues/2
    return InvalidQueryError(f"Name {name} not found inside {alias}{near(name, message)} {at(name, alias)}", location="query")


def table(message, name):
    # https://github.com/mozilla/bigquery-etl/issues/1698
    found = re.search(rf"`?([\w-]+)`?\.`?(\w+)`?\.`?{re.escape(name)}\b", sent)
    place = f"{found[1]}:{found[2]}." if found else ""
    return NotFoundError(f"Not found: Table {place}{name} was not found in location US")


def number(message, value):
    # https://github.com/GoogleCloudPlatform/professional-services/issues/750
    return InvalidQueryError(f"Invalid NUMERIC value: {value}", location="query")


WORDS = [
    (rf"Referenced column {NAME} not found", column),
    (rf"(?:Table|Values list) {NAME} does not have a column named {NAME}", column_of),
    (rf"(?:Table|View) with name {NAME} does not exist", table),
    (r'''Could not convert string ["']([^"']*)["'] to DECIMAL''', number),
]

translate, rewrite = error_mapper.translate_runtime_error, executor.rewrite_and_translate_statement


def translate_in_words(error, *, duckdb_sql=None):
    print(f"{error}\nin {sent}", flush=True)
    for pattern, words in WORDS:
        if found := re.search(pattern, str(error)):
            return words(str(error), *found.groups())
    return translate(error, duckdb_sql=duckdb_sql)


async def rewrite_and_keep(sql, **options):
    global sent
    sent = sql
    return await rewrite(sql, **options)


error_mapper.translate_runtime_error = executor.translate_runtime_error = translate_in_words
executor.rewrite_and_translate_statement = interpreter.rewrite_and_translate_statement = rewrite_and_keep
import_extension("spatial")
run_forever(Settings(rest_host="127.0.0.1", rest_port=int(sys.argv[1]), grpc_port=0, enable_format_extensions=False))
