"""
Exceptions raised by tradetruce.

Errors about ids, codes, days, facts and data derive from `TradetruceError`;
where Python has a built-in error for the same situation, ours is one of those
too, so `except KeyError` works.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "DatasetError",
    "FieldError",
    "InvalidCodeError",
    "InvalidDateError",
    "Problem",
    "TradetruceError",
    "UnboundRecordError",
    "UnknownRecordError",
]


#: What stands between the words of an id or a name.
_BREAK = re.compile(r"[\W_]+")


class TradetruceError(Exception):
    """
    Base of the errors about ids, codes, days, facts and data.

    Examples:
        >>> import tradetruce as tt
        >>> issubclass(tt.InvalidCodeError, tt.TradetruceError)
        True
    """


class UnknownRecordError(TradetruceError, KeyError):
    """
    Say that nothing in the dataset has this id, name or code.

    Attributes:
        kind: What was looked for, such as ``visit`` or ``economy``.
        key: What the caller gave.
        suggestions: The nearest ids that do exist, best first.

    Examples:
        >>> import tradetruce as tt
        >>> try:
        ...     tt.load().visits["carney-cn-2062"]
        ... except tt.UnknownRecordError as error:
        ...     "carney-cn-2026" in error.suggestions
        True
    """

    def __init__(self, kind: str, key: object, known: Iterable[str] = (), *, suggestions: Iterable[str] = ()) -> None:
        self.kind = kind
        self.key = key
        self.suggestions: tuple[str, ...] = tuple(suggestions) or nearest(str(key), known)
        super().__init__(key)

    def __str__(self) -> str:
        """Return the message; `KeyError` alone would show the bare key."""
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        return f"no {self.kind} {self.key!r}{hint}"


class FieldError(TradetruceError, ValueError):
    """
    Say which field of a record has a value that cannot stand there.

    Attributes:
        field: Name of the field.
        value: What was given.
        expected: What would be right.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Source(id="No Slug", publisher="x", title="y", url="https://example.org")
        Traceback (most recent call last):
        ...
        tradetruce.errors.FieldError: id must be lower-case words joined by hyphens, such as 'us-s301-list-1', not 'No Slug'
    """

    def __init__(self, field: str, value: object, expected: str) -> None:
        self.field = field
        self.value = value
        self.expected = expected
        super().__init__(field, value, expected)

    def __str__(self) -> str:
        """Return the field and what would be right in it."""
        return f"{self.field} must be {self.expected}, not {self.value!r}"


class InvalidCodeError(TradetruceError, ValueError):
    """
    Say that a text is not a tariff code or an economy code.

    Examples:
        >>> import tradetruce as tt
        >>> tt.HSCode("87O3")
        Traceback (most recent call last):
        ...
        tradetruce.errors.InvalidCodeError: '87O3' is not a tariff code: expected 2 to 10 digits, such as 8703.80 or 8703.80.00.10
    """


class InvalidDateError(TradetruceError, ValueError):
    """
    Say that something is not a usable date, or lies outside what can be asked.

    Examples:
        >>> import tradetruce as tt
        >>> tt.as_date("2025-13-01")
        Traceback (most recent call last):
        ...
        tradetruce.errors.InvalidDateError: '2025-13-01' is not a date: expected a day such as 2025-11-10
    """


class UnboundRecordError(TradetruceError):
    """
    Say that a record made by hand cannot navigate: it belongs to no dataset.

    Records hold ids. To follow them, take the record from a dataset, or add it
    to one with `Dataset.with_records`.

    Examples:
        >>> import attrs, tradetruce as tt
        >>> loose = attrs.evolve(tt.load().visits["carney-cn-2026"])
        >>> loose.previous
        Traceback (most recent call last):
        ...
        tradetruce.errors.UnboundRecordError: Visit 'carney-cn-2026' belongs to no dataset: take it from one, or add it ...
    """


@frozen(kw_only=True)
class Problem:
    """
    One thing that is wrong with a user's data, and where.

    Attributes:
        file: Path of the file, or None for records given in memory.
        id: The id of the record, or None where the fault is outside a record.
        path: Where in the record, such as ``decisions[1].steps[0].rate``.
        value: What stands there, shortened; empty where nothing does.
        message: What is wrong, and what would be right.

    Examples:
        >>> import tradetruce as tt
        >>> print(tt.Problem(file="my.toml", id="x-1", path="start", value="'2025-13-01'", message="not a date"))
        my.toml: x-1: start = '2025-13-01': not a date
    """

    file: str | None = None
    id: str | None = None
    path: str = ""
    value: str = ""
    message: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        where = f"{self.path} = {self.value}" if self.path and self.value else self.path or self.value
        return ": ".join(part for part in (self.file, self.id, where, self.message) if part)


class DatasetError(TradetruceError, ValueError):
    """
    Say everything that is wrong with a file or a set of records, at once.

    Attributes:
        problems: One `Problem` per fault, in reading order.

    Examples:
        >>> import tradetruce as tt
        >>> try:
        ...     tt.load("no-such-file.toml")
        ... except tt.DatasetError as error:
        ...     print(error.problems[0])
        no-such-file.toml: there is no such file or folder
    """

    #: How many problems the message spells out; `problems` has them all.
    SHOWN = 20

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return a count and one line per problem."""
        count = len(self.problems)
        lines = [f"{count} problem{'' if count == 1 else 's'} in the data"]
        lines += [f"  {problem}" for problem in self.problems[: self.SHOWN]]
        if count > self.SHOWN:
            lines.append(f"  ... and {count - self.SHOWN} more")
        return "\n".join(lines)


def nearest(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that have *key* as a word, look like it or, failing that, share its longest words."""
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    wanted = key.casefold()
    having = [name for name in folded if wanted and wanted in _BREAK.split(name)]
    close = difflib.get_close_matches(wanted, folded, n=3, cutoff=0.6)
    if not having and not close:
        words = sorted((word for word in _BREAK.split(wanted) if len(word) > 1), key=len, reverse=True)
        close = [name for word in words for name in folded if word in _BREAK.split(name)]
    return tuple(folded[name] for name in dict.fromkeys((*having, *close)))[:3]
