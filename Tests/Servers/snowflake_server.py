"""fakesnow on the port that is given, which says in Snowflake's words what it reports in DuckDB's."""
import importlib
import re
import sys
import threading

import sqlglot
from fakesnow import server as serve
from fakesnow.cursor import FakeSnowflakeCursor
from snowflake.connector.errors import ProgrammingError
from sqlglot.errors import TokenError

NAME = r'"?([\w$]+)"?'


def column(name, sql):
    # https://github.com/Snowflake-Labs/sfquickstarts/issues/367: lines count from 1, positions from 0.
    found = re.search(rf'"?\b{re.escape(name)}\b', sql, re.I)
    before = sql[: found.start() if found else 0]
    line, position = before.count("\n") + 1, len(before) - before.rfind("\n") - 1
    written = f'"{name}"' if f'"{name}"' in sql else name.upper()
    return 904, "42000", f"SQL compilation error: error line {line} at position {position}\ninvalid identifier '{written}'"


def table(name, sql):
    # https://github.com/ploomber/jupysql/issues/931
    # It says the name as it is written in the SQL, in upper case.
    found = re.search(rf'["\w$.]*\b{re.escape(name)}\b', sql, re.I)
    name = (found.group() if found else name).replace('"', "").upper()
    return 2003, "42S02", f"SQL compilation error:\nObject '{name}' does not exist or not authorized."


def syntax(line, column, sql):
    # https://github.com/sundeck-io/OpsCenter/issues/61: the word at which the statement can be no statement any more.
    line, column = int(line), int(column)
    tokens = [token for token in sqlglot.tokenize(sql, read="snowflake") if (token.line, token.col) == (line, column)]
    if not tokens:
        # https://github.com/jacopotagliabue/recs-at-resonable-scale/issues/1
        return 1003, "42000", f"SQL compilation error:\nsyntax error line {line} at position {column} unexpected '<EOF>'."
    word = sql[tokens[0].start : tokens[0].end + 1]
    position = tokens[0].start - sql.rfind("\n", 0, tokens[0].start) - 1
    return 1003, "42000", f"SQL compilation error:\nsyntax error line {line} at position {position} unexpected '{word}'."


def open_text(sql):
    # No report is at hand: where a text is not closed, it goes on to the end.
    line, position = sql.count("\n") + 1, len(sql) - sql.rfind("\n") - 1
    return 1003, "42000", f"SQL compilation error:\nparse error line {line} at position {position} near '<EOF>'."


# What fakesnow says, and number, SQLSTATE and words of Snowflake.
WORDS = [
    (rf"Referenced column {NAME} not found", lambda sql, name: column(name, sql)),
    (rf"Table {NAME} does not have a column named {NAME}", lambda sql, alias, name: column(f"{alias}.{name}", sql)),
    (rf"Values list {NAME} does not have a column named {NAME}", lambda sql, alias, name: column(f"{alias}.{name}", sql)),
    (rf"Referenced table {NAME} not found", lambda sql, alias: column(qualified(alias, sql), sql)),
    (rf"(?:Table|View) with name {NAME} does not exist", lambda sql, name: table(name, sql)),
    # No report is at hand.
    (r"(?:Scalar|Aggregate) Function with name (\w+) does not exist",
     lambda sql, name: (2140, "42601", f"SQL compilation error:\nUnknown function {name.upper()}")),
    # https://openillumi.com/snowflake-group-by-window-function-error-fix, which does not show number and brackets.
    (r'column "?(\w+)"? must appear in the GROUP BY clause',
     lambda sql, name: (979, "42601", f"SQL compilation error:\n[{qualified_column(name, sql).upper()}] is not a valid group by expression")),
    # https://github.com/fivetran/dbt_jira/issues/35
    (r'Ambiguous reference to column name "?(\w+)"?',
     lambda sql, name: (2028, "42601", f"SQL compilation error:\nambiguous column name '{name.upper()}'")),
    # https://github.com/slingdata-io/sling-cli/issues/285
    (r'invalid date field format: "([^"]*)"', lambda sql, value: (100040, "22007", f"Date '{value}' is not recognized")),
    # https://github.com/Embucket/embucket-labs/issues/557
    (r'''Could not convert string ["']([^"']*)["'] to (?:DECIMAL|INT|DOUBLE|BIGINT)''',
     lambda sql, value: (100038, "22018", f"Numeric value '{value}' is not recognized")),
    (r"(?:Invalid expression|Expect|Required keyword).* Line (\d+), Col: (\d+)\.", lambda sql, line, column: syntax(line, column, sql)),
]


def qualified(alias, sql):
    """The first column that the SQL reads under an alias, with the alias."""
    found = re.search(rf"\b{re.escape(alias)}\.\w+", sql, re.I)
    return found.group() if found else alias


def qualified_column(name, sql):
    """A column as the select list has it; an unqualified one with the table it comes from, where that is the only one."""
    if found := re.search(rf"\b\w+\.{re.escape(name)}\b", sql, re.I):
        return found.group()
    tables = set(re.findall(r"\b(?:from|join)\s+(?:[\w\"]+\.)*\"?(\w+)", sql, re.I))
    return f"{tables.pop()}.{name}" if len(tables) == 1 else name


# Imported late: the module has the name of the function.
server = importlib.import_module("fakesnow.server")
execute, parse_one = FakeSnowflakeCursor.execute, server.parse_one


def execute_in_words(cursor, command, *arguments, **options):
    try:
        return execute(cursor, command, *arguments, **options)
    except ProgrammingError as error:
        raise in_words(error, command) from error


def parse_in_words(sql):
    try:
        return parse_one(sql)
    except TokenError as error:
        raise error_of(*open_text(sql)) from error
    except ProgrammingError as error:
        raise in_words(error, sql) from error


def in_words(error, sql):
    print(f"{error.msg}\nin {sql}", flush=True)
    for pattern, words in WORDS:
        if found := re.search(pattern, error.msg):
            return error_of(*words(sql, *found.groups()))
    return error


def error_of(number, state, message):
    return ProgrammingError(msg=message, errno=number, sqlstate=state)


FakeSnowflakeCursor.execute, server.parse_one = execute_in_words, parse_in_words
with serve(port=int(sys.argv[1])):
    threading.Event().wait()
