"""
The compiler: TOML records, which people edit, to JSON, which loads fast.

    python -m tradetruce._compile            writes src/tradetruce/data/*.json and prints what changed in derived states
    python -m tradetruce._compile --check    writes nothing; fails where the JSON is not what the TOML says
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .dataset import Dataset
from .errors import DatasetError
from .kinds import DATA, KINDS
from .loading import read_records
from .rules import check

RECORDS = DATA / "records"


def compiled(records: Path = RECORDS) -> dict[str, str]:
    """
    Return the content of every JSON file that the records stand for, by file name.

    Raises:
        DatasetError: The records break a rule.
    """
    from ._codec import unstructure

    about, found = read_records(records)
    dataset = Dataset(lambda kind: found.get(kind.name, ()), as_of=about["as_of"], version=about["version"])
    problems = check(dataset, files=about["files"])
    if problems:
        raise DatasetError(problems)
    content = {"dataset.json": json.dumps({"as_of": about["as_of"].isoformat(), "version": about["version"]}) + "\n"}
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
        content = compiled()
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
    for name in stale:
        (DATA / name).write_text(content[name], encoding="utf-8")
    sys.stdout.write(f"wrote {', '.join(stale) or 'nothing: all is as it was'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
