"""Holds the lock on shop.duckdb, as a notebook somebody forgot to close would.

    python hold_lock.py 8                          for 8 seconds
    python hold_lock.py 60 --until logs/errors.log at most 60, and only until that file is there
"""

import argparse
import pathlib
import time

import duckdb

arguments = argparse.ArgumentParser()
arguments.add_argument("seconds", type=float)
arguments.add_argument("--until", type=pathlib.Path)
given = arguments.parse_args()

connection = duckdb.connect("shop.duckdb")
print(f"holding shop.duckdb until {given.until or f'{given.seconds:g} s have passed'}", flush=True)
end = time.monotonic() + given.seconds
while time.monotonic() < end and not (given.until and given.until.exists()):
    time.sleep(0.05)
connection.close()
print("let go of shop.duckdb", flush=True)
