"""fakesnow on the port that is given, which says in Snowflake's words what it reports in DuckDB's."""
import re
import sys
import threading

import fakesnow
from fakesnow.cursor import FakeSnowflakeCursor
from snowflake.connector.errors import ProgrammingError

NAME = r'"?([\w$]+)"?'


def column(name, sql):
    # https://github.com/Snowflake-Labs/sfquickstarts/issues/367: lines count from 1, positions from 0.
    found = re.search(rf"\b{re.escape(name)}\b", sql, re.I)
    before = sql[: found.start() if found else 0]
    line, position = before.count("\n") + 1, len(before) - before.rfind("\n") - 1
    return 904, "42000", f"SQL compilation error: error line {line} at position {position}\ninvalid identifier '{name.upper()}'"


def table(name, sql):
    # https://github.com/ploomber/jupysql/issues/931
    # It says the name as it is written in the SQL, in upper case.
    found = re.search(rf'["\w$.]*\b{re.escape(name)}\b', sql, re.I)
    name = (found.group() if found else name).replace('"', "").upper()
    return 2003, "42S02", f"SQL compilation error:\nObject '{name}' does not exist or not authorized."


# What fakesnow says, and number, SQLSTATE and words of Snowflake.
WORDS = [
    (rf"Referenced column {NAME} not found", lambda sql, name: column(name, sql)),
    (rf"Table {NAME} does not have a column named {NAME}", lambda sql, alias, name: column(f"{alias}.{name}", sql)),
    (rf"Values list {NAME} does not have a column named {NAME}", lambda sql, alias, name: column(f"{alias}.{name}", sql)),
    (rf"(?:Table|View) with name {NAME} does not exist", lambda sql, name: table(name, sql)),
    # https://github.com/slingdata-io/sling-cli/issues/285
    (r'invalid date field format: "([^"]*)"', lambda sql, value: (100040, "22007", f"Date '{value}' is not recognized")),
    # https://github.com/Embucket/embucket-labs/issues/557
    (r'''Could not convert string ["']([^"']*)["'] to (?:DECIMAL|INT|DOUBLE|BIGINT)''',
     lambda sql, value: (100038, "22018", f"Numeric value '{value}' is not recognized")),
]

execute = FakeSnowflakeCursor.execute


def execute_in_words(cursor, command, *arguments, **options):
    try:
        return execute(cursor, command, *arguments, **options)
    except ProgrammingError as error:
        print(f"{error.msg}\nin {command}", flush=True)
        for pattern, words in WORDS:
            if found := re.search(pattern, error.msg):
                number, state, message = words(command, *found.groups())
                raise ProgrammingError(msg=message, errno=number, sqlstate=state) from error
        raise


FakeSnowflakeCursor.execute = execute_in_words
with fakesnow.server(port=int(sys.argv[1])):
    threading.Event().wait()
