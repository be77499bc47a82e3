"""bqemulator on the port that is given, which says in BigQuery's words what it reports in DuckDB's."""
import difflib
import re
import sys

import sqlglot
from bqemulator.config import Settings
from bqemulator.domain.errors import InvalidQueryError, NotFoundError
from bqemulator.jobs import error_mapper, executor
from bqemulator.scripting import interpreter
from bqemulator.server import run_forever
from duckdb_extensions import import_extension
from sqlglot.errors import ParseError, TokenError

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
    candidates = [*re.split("Candidate (?:bindings|tables):", message, maxsplit=1), ""][1]
    names = difflib.get_close_matches(name, [re.sub(r".*\.", "", word) for word in re.findall(r'"([^"]+)"', candidates)], 1, 0.8)
    return f"; Did you mean {names[0]}?" if names else ""


def column(message, name):
    # https://github.com/GoogleCloudPlatform/bigquery-utils/pull/104
    return InvalidQueryError(f"Unrecognized name: {name}{near(name, message)} {at(name)}", location="query")


def column_of(message, alias, name):
    # https://github.com/GokuMohandas/data-engineering/issues/2
    return InvalidQueryError(f"Name {name} not found inside {alias}{near(name, message)} {at(name, alias)}", location="query")


def alias(message, name):
    # https://github.com/dbt-labs/dbt-fusion/issues/1416: an alias is a name like any other.
    return column(message, name)


def ungrouped(message, name):
    # https://github.com/dbt-labs/docs.getdbt.com/pull/6980
    return InvalidQueryError(f"SELECT list expression references column {name} which is neither grouped nor aggregated {at(name)}", location="query")


def ambiguous(message, name):
    # https://github.com/metabase/metabase/issues/20362
    return InvalidQueryError(f"Column name {name} is ambiguous {at(name)}", location="query")


def syntax(error):
    # https://github.com/re-data/dbt-re-data/issues/12 and https://github.com/AltimateAI/vscode-dbt-power-user/issues/1429: BigQuery
    # says what it had to read, and what it read instead.
    line, column, words = error.errors[0]["line"], error.errors[0]["col"], error.errors[0]["description"]
    found = [token for token in sqlglot.tokenize(sent, read="bigquery") if (token.line, token.col) == (line, column)]
    start = found[0].start if found else len(sent)
    place = f"at [{sent.count(chr(10), 0, start) + 1}:{start - sent.rfind(chr(10), 0, start)}]"
    got = named(sent[start : found[0].end + 1]) if found else "end of input"
    depth = sent.count("(", 0, start) - sent.count(")", 0, start)
    if start == len(sent) - len(sent.lstrip()) or not words.startswith(("Invalid expression", "Expecting )")):
        return InvalidQueryError(f"Syntax error: Unexpected {got} {place}", location="query")
    wanted = '")"' if depth > 0 else "end of input"
    return InvalidQueryError(f"Syntax error: Expected {wanted} but got {got} {place}", location="query")


def named(word):
    if word.upper() in KEYWORDS:
        return f"keyword {word.upper()}"
    if word[0] in "'\"" :
        return f"string literal {word}"
    if word[0].isdigit():
        return f'{"floating point" if "." in word else "integer"} literal "{word}"'
    return f'identifier "{word}"' if word[0].isalpha() or word[0] == "_" else f"identifier {word}" if word[0] == "`" else f'"{word}"'


# https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#reserved_keywords
KEYWORDS = set("""
    ALL AND ANY ARRAY AS ASC AT BETWEEN BY CASE CAST COLLATE CREATE CROSS CUBE CURRENT DEFAULT DEFINE DESC DISTINCT ELSE END ENUM
    ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL GROUP GROUPING GROUPS HASH HAVING IF IGNORE IN INNER
    INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT LOOKUP MERGE NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER
    PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE RESPECT RIGHT ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE
    UNBOUNDED UNION UNNEST USING WHEN WHERE WINDOW WITH WITHIN
    """.split())


def function(message, name):
    # As the emulator says it itself; no report of the near name is at hand.
    known = difflib.get_close_matches(name.lower(), FUNCTIONS, 1, 0.8)
    return InvalidQueryError(f"Function not found: {name}{f'; Did you mean {known[0]}?' if known else ''} {at(name)}", location="query")


FUNCTIONS = ["abs", "avg", "ceil", "coalesce", "concat", "count", "date", "date_add", "date_diff", "date_sub", "date_trunc", "floor",
             "format_date", "greatest", "ifnull", "initcap", "least", "length", "lower", "max", "min", "nullif", "parse_date", "replace",
             "round", "row_number", "safe_divide", "split", "substr", "sum", "timestamp", "timestamp_trunc", "trim", "upper"]


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
    (rf"Referenced table {NAME} not found", alias),
    (rf"column {NAME} must appear in the GROUP BY clause", ungrouped),
    (rf"Ambiguous reference to column name {NAME}", ambiguous),
    (r"(?:Scalar|Aggregate) Function with name (\w+) does not exist", function),
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
    try:
        sqlglot.parse(sql, read="bigquery")
    except ParseError as error:
        raise syntax(error) from error
    except TokenError:
        # What is not a token is told by the emulator as BigQuery tells it.
        pass
    return await rewrite(sql, **options)


error_mapper.translate_runtime_error = executor.translate_runtime_error = translate_in_words
executor.rewrite_and_translate_statement = interpreter.rewrite_and_translate_statement = rewrite_and_keep
import_extension("spatial")
run_forever(Settings(rest_host="127.0.0.1", rest_port=int(sys.argv[1]), grpc_port=0, enable_format_extensions=False))
