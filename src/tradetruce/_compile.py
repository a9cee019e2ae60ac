"""
The compiler: TOML records, which people edit, to JSON, which loads fast.

    python -m tradetruce._compile            writes src/tradetruce/data/*.json and prints what changed in derived states
    python -m tradetruce._compile --check    writes nothing; fails where the JSON is not what the TOML says
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .changes import state_words
from .dataset import Dataset
from .errors import DatasetError
from .kinds import DATA, KINDS
from .loading import build, bundled, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RECORDS = DATA / "records"


def compiled(records: Path) -> dict[str, str]:
    """
    Return the content of every JSON file that the records stand for, by file name.

    Raises:
        DatasetError: The records break a rule.
    """
    from ._codec import unstructure

    dataset = build(records, standard=False)
    content = {"dataset.json": json.dumps({"as_of": dataset.as_of.isoformat(), "version": dataset.version}) + "\n"}
    for kind in KINDS.values():
        lines = [
            json.dumps(unstructure(record), ensure_ascii=False, separators=(",", ":"))
            for record in dataset._collection(kind.collection)
        ]
        content[f"{kind.collection}.json"] = "[\n" + ",\n".join(lines) + "\n]\n"
    return content


def main(arguments: list[str]) -> int:
    """Compile, or check, and return the exit code."""
    try:
        content = compiled(RECORDS)
    except DatasetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    stale = [
        name
        for name, text in content.items()
        if not (DATA / name).exists() or (DATA / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        if stale:
            sys.stderr.write(f"not what the TOML says: {', '.join(stale)}; run python -m tradetruce._compile\n")
        return 1 if stale else 0
    before = lives(load())
    for name in stale:
        (DATA / name).write_text(content[name], encoding="utf-8")
    sys.stdout.write("".join(f"{line}\n" for line in changed(before, lives(bundled()))))
    sys.stdout.write(f"wrote {', '.join(stale) or 'nothing: all is as it was'}\n")
    return 0


def lives(dataset: Dataset) -> dict[str, list[str]]:
    """Return the states of every measure, relief and control, each as a line, by id."""
    records = (*dataset.tariffs, *dataset.reliefs, *dataset.controls)
    return {record.id: [f"{state.since} {state_words(state)}" for state in record.states] for record in records}


def changed(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what an edit does to the derived states: a line taken away with a minus, a new one with a plus."""
    for name in (*after, *(name for name in before if name not in after)):
        old, new = before.get(name, ()), after.get(name, ())
        lines = [*(f"  - {line}" for line in old if line not in new), *(f"  + {line}" for line in new if line not in old)]
        if lines:
            yield name
            yield from lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
