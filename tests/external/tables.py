"""The outside's tables: CSV files beside the tests, each with its source in a comment."""

import csv
import gzip
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def table(name):
    """Return the rows of a table, packed or not, without its comments."""
    file = HERE / name
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))
