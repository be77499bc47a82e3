"""The bench's tables of words and pairs, in `data/`."""
import csv
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def read(name):
    with open(DATA / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file))
