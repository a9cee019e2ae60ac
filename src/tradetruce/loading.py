"""Reading datasets, the bundled one and your own, and writing one to a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
from pendulum import Date

from . import _files
from ._record import Record
from .dataset import Dataset
from .dates import as_date
from .errors import DatasetError, InvalidDateError, Problem
from .kinds import DATA, KINDS, Kind
from .lists import CodeList, CsvRows

__all__ = ["dump", "load"]

_BUNDLED: list[Dataset] = []


def load(path: str | Path | None = None) -> Dataset:
    """
    Return the bundled dataset, or one read from your own file or folder.

    The bundled dataset is made once and shared; nothing of it is read until it is asked for. Your own data is checked whole: all
    faults are reported at once, and nothing is half-loaded. It brings its own records; economies and groups come from the bundled
    data where it has none.

    Args:
        path: A TOML or JSON file, or a folder of such files; None for the bundled data.

    Raises:
        DatasetError: The data cannot be read or has faults; `problems` lists them all.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load() is tt.load()
        True
    """
    if path is not None:
        return _load_own(Path(path))
    if not _BUNDLED:
        _BUNDLED.append(bundled())
    return _BUNDLED[0]


def bundled() -> Dataset:
    """Return a new dataset of what is bundled."""
    about = json.loads((DATA / "dataset.json").read_text(encoding="utf-8"))
    return Dataset(_bundled, as_of=as_date(about["as_of"]), version=about["version"])


def _bundled(kind: Kind) -> Iterable[Record]:
    from ._codec import trusted

    content = (DATA / f"{kind.collection}.json").read_text(encoding="utf-8")
    records = trusted(json.loads(content), kind.record)
    if kind.record is CodeList:
        return [
            attrs.evolve(record, rows=CsvRows(DATA / "lists" / f"{record.id}.csv"))  # type: ignore[call-arg]
            if not record.rows  # type: ignore[attr-defined]
            else record
            for record in records
        ]
    return records


def _load_own(path: Path) -> Dataset:
    from .rules import check

    about, records = read_records(path)
    _add_standard(records)
    dataset = Dataset(
        lambda kind: records.get(kind.name, ()), as_of=about.get("as_of", Date.today()), version=about.get("version", "own")
    )
    problems = check(dataset, files=about["files"])
    if problems:
        raise DatasetError(problems)
    return dataset


def _add_standard(records: dict[str, list[Record]]) -> None:
    """Add the bundled economies and groups where the data has none of its own, with the sources they cite."""
    base = load()
    standard = [name for name in ("economy", "group") if not records.get(name)]
    cited: dict[str, None] = {}
    for name in standard:
        held = base._collection(KINDS[name].collection)
        records[name] = [attrs.evolve(record) for record in held]
        cited.update(dict.fromkeys(source for record in held for source in record.sources))
    own = {record.id for record in records.get("source", ())}
    sources = [attrs.evolve(base.sources[name]) for name in cited if name not in own]
    records["source"] = [*records.get("source", ()), *sources]


def read_records(path: Path) -> tuple[dict[str, Any], dict[str, list[Record]]]:
    """
    Return what a file or folder says of itself, and its records by kind, structured and free of double ids.

    Raises:
        DatasetError: Some of it cannot be read, structured or told apart.
    """
    from ._codec import problems_of, structure

    about: dict[str, Any] = {"files": {}}
    records: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    files: dict[str, str] = about["files"]
    for file in _files.find(path):
        try:
            raws = list(_files.read(file, KINDS))
        except DatasetError as error:
            problems += error.problems
            continue
        for kind, raw in raws:
            if kind == "dataset":
                about |= _about(raw, str(file), problems)
                continue
            name = raw.get("id")
            shown = name if isinstance(name, str) else None
            try:
                record = structure(raw, KINDS[kind].record)
            except Exception as error:  # noqa: BLE001  # cattrs groups whatever a hook raised
                problems += problems_of(error, file=str(file), id=shown, value=raw)
                continue
            if record.id in files:
                message = f"this id is taken by a record in {files[record.id]}"
                problems.append(Problem(file=str(file), id=record.id, path="id", value=repr(record.id), message=message))
                continue
            files[record.id] = str(file)
            records.setdefault(kind, []).append(record)
    if problems:
        raise DatasetError(problems)
    return about, records


def _about(raw: dict[str, Any], file: str, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in raw.items():
        try:
            if key == "as_of":
                found[key] = as_date(value)
            elif key == "version" and isinstance(value, str):
                found[key] = value
            else:
                problems.append(
                    Problem(file=file, path=f"dataset.{key}", value=repr(value), message="expected as_of or version")
                )
        except InvalidDateError as error:
            problems.append(Problem(file=file, path=f"dataset.{key}", value=repr(value), message=str(error)))
    return found


def dump(dataset: Dataset, path: str | Path) -> None:
    """
    Write a dataset to one JSON file that `load` reads again.

    Args:
        dataset: What to write.
        path: The file; its folder must exist.

    Raises:
        OSError: The file cannot be written.

    Examples:
        >>> import pathlib, tempfile, tradetruce as tt
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     tt.dump(tt.load(), pathlib.Path(folder, "all.json"))
        ...     tt.load(pathlib.Path(folder, "all.json")).visits == tt.load().visits
        True
    """
    from ._codec import unstructure

    content: dict[str, Any] = {
        "format": _files.FORMAT,
        "dataset": {"as_of": dataset.as_of.isoformat(), "version": dataset.version},
    }
    for kind in KINDS.values():
        content[kind.name] = [unstructure(record) for record in dataset._collection(kind.collection)]
    Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
