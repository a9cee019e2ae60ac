"""Reading data files, and saying all that is wrong with them at once."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .errors import DatasetError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: Version of the file format this release reads and writes.
FORMAT = 1
#: How the names of data files end, in small or capital letters.
FORMATS = (".toml", ".json")
#: No data file is that large; a larger one is a mistake, and is refused before it is read.
LARGEST = 64 * 1024 * 1024


def find(path: Path) -> list[Path]:
    """Return the data files that a path stands for: itself, or all beneath a folder."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in FORMATS and file.is_file())
        if not files:
            raise DatasetError([Problem(file=str(path), message="the folder holds no .toml or .json file")])
        return files
    if not path.exists():
        raise DatasetError([Problem(file=str(path), message="there is no such file or folder")])
    if path.suffix.lower() not in FORMATS:
        message = f"expected a .toml or .json file, not {path.suffix or 'one without an ending'}"
        raise DatasetError([Problem(file=str(path), message=message)])
    return [path]


def read(file: Path, kinds: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """
    Yield the raw records of a file as (kind, record); what the file says of itself comes first, as ``dataset``.

    Raises:
        DatasetError: The file cannot be read, or is not laid out as a data file.
    """
    content = _parse(file)
    if not isinstance(content, dict):
        expected = 'a table of record kinds, such as {"format": 1, "visit": [...]}'
        raise DatasetError([Problem(file=str(file), message=f"expected {expected}, not a {type(content).__name__}")])
    table = cast("dict[str, Any]", content)
    problems = _layout_problems(file, table, kinds)
    if problems:
        raise DatasetError(problems)
    table.pop("format", None)
    about = table.pop("dataset", None)
    if about is not None:
        yield "dataset", about
    for kind, records in table.items():
        for record in records:
            yield kind, record


def _layout_problems(file: Path, content: dict[str, Any], kinds: Collection[str]) -> list[Problem]:
    """Return what is wrong with a file apart from its records."""
    problems: list[Problem] = []
    version = content.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        message = f"this release reads format {FORMAT}"
        problems.append(Problem(file=str(file), path="format", value=repr(version), message=message))
    if not isinstance(content.get("dataset", {}), dict):
        problems.append(Problem(file=str(file), path="dataset", message="expected a table with as_of and version"))
    for kind, records in content.items():
        if kind in ("format", "dataset"):
            continue
        if kind not in kinds:
            close = nearest(kind, kinds)
            hint = f"did you mean {' or '.join(close)}?" if close else f"expected one of {', '.join(kinds)}"
            problems.append(Problem(file=str(file), path=kind, message=f"unknown kind of record; {hint}"))
        elif not isinstance(records, list) or not all(isinstance(record, dict) for record in cast("list[object]", records)):
            problems.append(Problem(file=str(file), path=kind, message="expected a list of records"))
    return problems


def _parse(file: Path) -> Any:
    """Return the content of a TOML or JSON file, turning every failure into one clear error."""
    try:
        if file.stat().st_size > LARGEST:
            size = file.stat().st_size // 1024 // 1024
            raise DatasetError([Problem(file=str(file), message=f"{size} MB is too large for a data file (at most 64 MB)")])
        content = file.read_bytes().decode("utf-8-sig")  # editors on Windows put a mark in front
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text: byte {error.start} is {error.object[error.start]:#04x}"
        raise DatasetError([Problem(file=str(file), message=message)]) from None
    except OSError as error:
        raise DatasetError([Problem(file=str(file), message=f"cannot be read: {error.strerror}")]) from None
    try:
        return tomllib.loads(content) if file.suffix.lower() == ".toml" else json.loads(content, object_pairs_hook=_table)
    except tomllib.TOMLDecodeError as error:
        message = f"not TOML: {error}"
    except json.JSONDecodeError as error:
        message = f"not JSON: {error}"
    except RecursionError:
        message = "nested too deeply for a data file"
    except ValueError as error:  # a key that stands twice, a number of thousands of digits
        message = str(error)
    raise DatasetError([Problem(file=str(file), message=message)])


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a dict; a key that stands twice would lose what the first one held."""
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = sorted({key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1})
        msg = f"the key {', '.join(map(repr, twice))} stands twice in one object"
        raise ValueError(msg)
    return table


def read_csv(file: Path, columns: tuple[str, ...]) -> list[dict[str, str | None]]:
    """
    Return the rows of a CSV file; an empty cell is None.

    Raises:
        DatasetError: The file cannot be read, or its header is not *columns*.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            table = csv.reader(lines)
            header = tuple(next(table, ()))
            if header != columns:
                message = f"expected the columns {','.join(columns)}"
                raise DatasetError([Problem(file=str(file), path="header", value=",".join(header), message=message)])
            return [{name: cell or None for name, cell in zip(columns, row, strict=True)} for row in table]
    except (OSError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, DatasetError):
            raise
        raise DatasetError([Problem(file=str(file), message=f"cannot be read as CSV: {error}")]) from None
