"""What the dataset covers: how far each slice reaches, and whether absence means anything."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from pendulum import Date

from ._record import Record, as_tuple, one_of, optional_date, ordered, text
from .codes import HSCode, as_codes
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
        counterparts: Economies on the other side (origin, destination, host); empty for all.
        goods: Tariff codes it is about; empty for all goods, and for what is not levied on goods.
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
    counterparts: tuple[str, ...] = field(default=(), converter=as_tuple)
    goods: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    slice: str = field(validator=text)
    completeness: Completeness = field(validator=one_of(Completeness))
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    definition: str = field(validator=text)

    def reaches(self, counterparts: frozenset[str], code: str) -> bool:
        """Tell whether the statement is about goods of a code from or for one of some economies."""
        return (not self.counterparts or bool(counterparts.intersection(self.counterparts))) and (
            not self.goods or any(code.startswith(held) for held in self.goods)
        )

    def _summary(self) -> str:
        return f"{self.collection}: {self.slice} ({self.completeness})"


class Coverages(Collection[Coverage]):
    """What the dataset covers, statement by statement."""

    __slots__ = ()
    kind = "coverage statement"

    def gap(self, collection: str, jurisdiction: str, counterparts: frozenset[str], code: str, day: int) -> str | None:
        """
        Return in words why absence says nothing of goods on a day (an ordinal), or None where the record is complete.

        Data without any statement on a collection is taken for what its owner wants it to be: whole.
        """
        stated = [held for held in self if held.collection == collection]
        own = [held for held in stated if jurisdiction in held.jurisdictions and held.reaches(counterparts, code)]
        complete = [held for held in own if held.completeness == "complete"]
        if not stated or any(held.start is None or held.start.toordinal() <= day for held in complete):
            return None
        if complete:
            return f"the record starts on {min(held.start for held in complete if held.start)}"
        if own:
            return f"only a selection is recorded ({'; '.join(held.slice for held in own)})"
        return f"the record holds no {collection} of {jurisdiction} on these goods"
