"""What the dataset covers: how far each slice reaches, and whether absence means anything."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from pendulum import Date

from ._record import Record, as_tuple, one_of, optional_date, ordered, text
from .collection import Collection

__all__ = ["Completeness", "Coverage", "Coverages"]

Completeness = Literal["complete", "selected"]


@frozen(kw_only=True, repr=False)
class Coverage(Record):
    """
    A statement of what was researched, for one kind of record and one slice of the world.

    Attributes:
        collection: Name of the collection, such as ``visits``.
        jurisdictions: Economies it is about (importer, controller, visitor); empty for all that no other statement names.
        slice: The part of the collection in words.
        completeness: ``complete``: what is not here did not happen, by the definition; ``selected``: absence says nothing.
        start: First day researched, or None for no stated beginning.
        end: The day after the last one researched.
        definition: The rule by which records are in or out.

    Examples:
        >>> import tradetruce as tt
        >>> {c.completeness for c in tt.load().coverage} <= {"complete", "selected"}
        True
    """

    collection: str = field(validator=text)
    jurisdictions: tuple[str, ...] = field(default=(), converter=as_tuple)
    slice: str = field(validator=text)
    completeness: Completeness = field(validator=one_of(Completeness))
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    definition: str = field(validator=text)

    def _summary(self) -> str:
        return f"{self.collection}: {self.slice} ({self.completeness})"


class Coverages(Collection[Coverage]):
    """What the dataset covers, statement by statement."""

    __slots__ = ()
    kind = "coverage statement"
