"""Reading datasets, the bundled one and your own, and writing one to a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from pendulum import Date

from . import _files
from ._record import Record
from .dataset import Dataset
from .dates import as_date
from .errors import DatasetError, InvalidDateError, Problem
from .kinds import DATA, KINDS, Kind
from .lists import CodeList, CsvRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        return build(Path(path), standard=True)
    if not _BUNDLED:
        _BUNDLED.append(bundled())
    return _BUNDLED[0]


def bundled() -> Dataset:
    """Return a new dataset of what is bundled."""
    about = json.loads((DATA / "dataset.json").read_text(encoding="utf-8"))
    return Dataset(_bundled, as_of=as_date(about["as_of"]), version=about["version"], remake=lambda: (load, ()))


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


def build(path: Path, *, standard: bool) -> Dataset:
    """
    Return the dataset that a file or folder holds.

    Args:
        path: The file or folder.
        standard: Whether the bundled economies and groups stand in where it has none.

    Raises:
        DatasetError: The data cannot be read or has faults; `problems` lists them all.
    """
    from .rules import check

    read = read_records(path)
    if read.unread:  # what the other files refer to may stand there
        raise DatasetError(read.problems)
    if standard:
        _add_standard(read.records)
    dataset = _from_records(read.records, read.about.get("as_of", Date.today()), read.about.get("version", "own"))
    dangling = check(dataset, files=read.files)
    broken = {repr(name) for name in read.broken}
    problems = [*read.problems, *(problem for problem in dangling if problem.value not in broken)]
    if problems:
        raise DatasetError(problems)
    return dataset


def _from_records(records: Mapping[str, Sequence[Record]], as_of: Date, version: str) -> Dataset:
    """Return a dataset of records by kind."""

    def remake() -> tuple[Any, ...]:
        return (
            _from_records,
            ({kind: [attrs.evolve(record) for record in held] for kind, held in records.items()}, as_of, version),
        )

    return Dataset(lambda kind: records.get(kind.name, ()), as_of=as_of, version=version, remake=remake)


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


class Read(NamedTuple):
    """What files hold: what they say of themselves, the sound records by kind, and what is wrong with the rest."""

    about: dict[str, Any]
    records: dict[str, list[Record]]
    #: File of each record, by id.
    files: dict[str, str]
    problems: list[Problem]
    #: Ids of records that are there and not sound.
    broken: set[str]
    #: Whether a file could not be read at all.
    unread: bool


def read_records(path: Path) -> Read:
    """Return the records of a file or folder, structured and free of double ids, and every problem on the way."""
    from ._codec import problems_of, structure

    read = Read({}, {}, {}, [], set(), unread=False)
    for file in _files.find(path):
        try:
            raws = list(_files.read(file, KINDS))
        except DatasetError as error:
            read.problems.extend(error.problems)
            read = read._replace(unread=True)
            continue
        for kind, raw in raws:
            if kind == "dataset":
                read.about.update(_about(raw, str(file), read.problems))
                continue
            name = raw.get("id")
            shown = name if isinstance(name, str) else None
            taken = read.files.get(shown) if shown else None
            if shown and taken:
                message = f"this id is taken by a record in {taken}"
                read.problems.append(Problem(file=str(file), id=shown, path="id", value=repr(shown), message=message))
            elif shown:
                read.files[shown] = str(file)
            try:
                record = structure(raw, KINDS[kind].record)
            except Exception as error:  # noqa: BLE001  # cattrs groups whatever a hook raised
                read.problems.extend(problems_of(error, file=str(file), id=shown, value=raw))
                read.broken.update({shown} if shown else ())
                continue
            if not taken:
                read.records.setdefault(kind, []).append(record)
    return read


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
        DatasetError: The dataset is cut back to what was known on a day, which a file cannot say: dump the whole one.
        OSError: The file cannot be written.

    Examples:
        >>> import pathlib, tempfile, tradetruce as tt
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     tt.dump(tt.load(), pathlib.Path(folder, "all.json"))
        ...     tt.load(pathlib.Path(folder, "all.json")).visits == tt.load().visits
        True
    """
    from ._codec import unstructure

    if dataset.known is not None:
        message = (
            "expected a whole dataset: a file cannot say what was known on a day; dump it whole and ask known_on after loading"
        )
        raise DatasetError([Problem(value=repr(dataset), message=message)])
    content: dict[str, Any] = {
        "format": _files.FORMAT,
        "dataset": {"as_of": dataset.as_of.isoformat(), "version": dataset.version},
    }
    for kind in KINDS.values():
        content[kind.name] = [unstructure(record) for record in dataset._collection(kind.collection)]
    Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
