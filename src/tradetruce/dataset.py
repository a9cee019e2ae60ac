"""The dataset: typed collections, loaded when touched, linked, cut back to what was known, overlaid with your own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import attrs
from pendulum import Date

from ._record import Record
from .controls import naming
from .dates import LAST_DAY, AnyDateLike, DateLike, as_date, day_before
from .decided import Decided
from .errors import DatasetError, InvalidDateError, Problem, UnknownRecordError
from .holdings import Holdings
from .kinds import BY_COLLECTION, DATA, KINDS, Kind, kind_of
from .lists import ListBook
from .schedules import Rates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from pendulum import Duration

    from .changes import Change, Changes
    from .duties import Duty
    from .duty_history import DutyHistory
    from .shipments import Shipment
    from .sources import Source
    from .stacking import Engine
    from .timeline import Entry, Timeline

__all__ = ["Dataset"]


class Dataset(Holdings):
    """
    The record: typed collections of leaders, visits, tariffs, controls, quotes and what stands around them.

    Get one with `load`. Each collection is read when it is first touched. A dataset never changes: `known_on` and `with_records`
    return others.

    Attributes:
        as_of: The day to which the dataset was researched; what each slice reaches is in `coverage`.
        version: Version of the data, ``YYYY.MM.DD``.
        known: The day whose knowledge it is cut back to, or None for all there is.

    Examples:
        >>> import tradetruce as tt
        >>> ds = tt.load()
        >>> ds.visits["carney-cn-2026"].visitor_economy
        'CA'
    """

    def __init__(
        self,
        source: Callable[[Kind], Iterable[Record]],
        *,
        as_of: Date,
        version: str,
        known: Date | None = None,
        whole: Dataset | None = None,
        remake: Callable[[], tuple[Any, ...]] | None = None,
    ) -> None:
        super().__init__(source)
        self._remake = remake
        self._knowledge: dict[Date, Dataset] = {}
        #: The dataset that is not cut back: a name that it has is no slip, though nobody had heard of it on the known day.
        self._whole: Dataset = whole or self
        self.as_of = as_of
        self.version = version
        self.known = known

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle how the dataset is made again, not what it holds: the bundled one is one and the same everywhere."""
        if self._remake is None:
            msg = "this dataset was put together by hand: pickle its records, or dump it to a file"
            raise TypeError(msg)
        return self._remake()

    # --- knowledge and horizon

    def known_on(self, day: DateLike) -> Dataset:
        """
        Return the dataset as the world knew it on a day.

        Acts made by then; visits by their reports, without any from their last day; tenures from their first day, with later ends
        masked; quotes, events, agreements and sources by their day.

        Args:
            day: The day, at its end.

        Raises:
            InvalidDateError: It cannot be read, or lies past what this dataset knows.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().known_on("2026-01-15").visits["merz-cn-2026"].status
            'planned'
        """
        known = as_date(day)
        limit = self.known or self.as_of
        if known == self.known:
            return self
        if known > limit:
            msg = f"{known} is past what this dataset knows: it reaches {limit}"
            raise InvalidDateError(msg)
        held = self._knowledge.get(known)
        if held is None:
            held = Dataset(
                lambda kind: self._as_known(kind, known),
                as_of=self.as_of,
                version=self.version,
                known=known,
                whole=self._whole,
                remake=lambda: (Dataset.known_on, (self, known)),
            )
            self._knowledge[known] = held
        return held

    @property
    def _as_known_words(self) -> str:
        """The day whose knowledge it is cut back to, as words to add; empty where it is not."""
        return f", as known on {self.known}" if self.known else ""

    def _as_known(self, kind: Kind, known: Date) -> Iterable[Record]:
        from .knowledge import as_known

        for record in self._collection(kind.collection):
            kept = as_known(record, known, self)
            if kept is not None:
                # A record is bound to one dataset: an unchanged one is copied.
                yield kept if kept is not record else attrs.evolve(record)

    def _same(self, record: Record) -> Any:
        """Return this dataset's version of another dataset's record, or None."""
        kind = kind_of(record)
        return self._collection(kind.collection).get(record.id) if kind else None

    def horizon(self, collection: str, jurisdiction: str) -> Date:
        """
        Return the last day for which a slice was researched, or known; after it, answers are `scheduled_only`.

        Args:
            collection: Name of the collection, such as ``tariffs``.
            jurisdiction: Economy: importer, controller or visitor.

        Raises:
            UnknownRecordError: There is no such collection or economy.

        Examples:
            >>> import tradetruce as tt
            >>> ds = tt.load()
            >>> ds.horizon("tariffs", "US") <= ds.as_of
            True
        """
        held = self._horizons.get((collection, jurisdiction))
        if held is None:
            if collection not in BY_COLLECTION:
                raise UnknownRecordError("collection", collection, BY_COLLECTION)
            code = self.economy(jurisdiction).id
            held = self._horizons[collection, jurisdiction] = self._reach_of(collection, code)
        return held

    def _reach_of(self, collection: str, jurisdiction: str) -> Date:
        statements = [c for c in self.coverage if c.collection == collection and c.end is not None]
        own = [c.end for c in statements if jurisdiction in c.jurisdictions]
        general = [c.end for c in statements if not c.jurisdictions]
        ends = [end for end in own or general if end is not None]
        last = self.known or self.as_of
        return min(last, day_before(max(ends))) if ends else last

    @cached_property
    def _horizons(self) -> dict[tuple[str, str], Date]:
        return {}

    def _horizon(self, record: Decided) -> Date:
        kind = kind_of(record)
        collection = "tariffs" if kind is None or kind.collection == "reliefs" else kind.collection
        return self.horizon(collection, record.jurisdiction)

    def _zone(self, economy: str) -> str | None:
        found = self.economies.get(economy)
        return found.zone if found else None

    @cached_property
    def _lists(self) -> ListBook:
        def made(act: str) -> Date:
            held = self.acts.get(act)  # an act that was not made by the known day is not there
            return held.made if held else LAST_DAY

        return ListBook(self.code_lists, made, self.known)

    # --- questions across records

    @cached_property
    def _engine(self) -> Engine:
        from .stacking import Engine

        return Engine(self)

    @cached_property
    def _answers(self) -> dict[object, Duty]:
        return {}

    def _rates(self, importer: str) -> Rates | None:
        """Return an importer's schedule and its lines, or None where none is held."""
        held = self._schedules
        if importer not in held:
            schedule = next((schedule for schedule in self.schedules if schedule.importer == importer), None)
            lines = DATA / "schedules" / f"{importer.lower()}.csv"
            held[importer] = Rates(schedule, lines) if schedule and lines.exists() else None
        return held[importer]

    @cached_property
    def _schedules(self) -> dict[str, Rates | None]:
        return {}

    @overload
    def duty(self, importer: Shipment, /) -> Duty: ...
    @overload
    def duty(
        self,
        importer: str,
        origin: str,
        hs: str,
        *,
        on: DateLike,
        known_on: DateLike | None = None,
        preference: str | None = None,
        metal: Mapping[str, Decimal | int | str] | None = None,
        loaded: DateLike | None = None,
        company: str | None = None,
        quota: str | None = None,
        exclusion: bool | None = None,
        value: Decimal | int | str | None = None,
        unit_value: Mapping[str, Decimal | int | str] | None = None,
        reliefs: Sequence[str] = (),
    ) -> Duty: ...
    def duty(self, importer: str | Shipment, origin: str = "", hs: str = "", **facts: Any) -> Duty:
        """
        Work out the additional duty on a good: what it pays, why, what it does not pay, and on which sources.

        Args:
            importer: Economy of entry, or a whole `Shipment`.
            origin: Economy of origin.
            hs: Tariff code of the importer's schedule, 2 to 10 digits.
            **facts: `on`, the day of entry, and what else is known of the shipment: the fields of `Shipment`.

        Returns:
            The stack: components, totals in percentage points, assumptions, conditions, sources.

        Raises:
            UnknownRecordError: The dataset knows no such economy, or no such relief.
            InvalidCodeError: The code is not 2 to 10 digits.
            InvalidDateError: A date cannot be read, or `known_on` lies past the dataset.
            FieldError: Another fact cannot be what is given.
            TypeError: There is no such fact, the day of entry is missing, or a number is not exact.

        Examples:
            >>> import tradetruce as tt
            >>> d = tt.load().duty("US", "CN", "8703.80.00", on="2025-04-15")
            >>> print(d.additional, d.total)
            145 147.5
        """
        from .working import answer

        return answer(self, importer, origin, hs, facts)

    def duty_history(self, importer: str, origin: str, hs: str, **facts: Any) -> DutyHistory:
        """
        Return every change of the duty on a good, as steps.

        Args:
            importer: Economy of entry.
            origin: Economy of origin.
            hs: Tariff code.
            **facts: What else is known of the shipment, as for `duty`; no day.

        Returns:
            Pairs of `Period` and `Duty`, in order of time; the last period is open, and those past the horizon are `scheduled_only`.

        Raises:
            UnknownRecordError: The dataset knows no such economy.
            InvalidCodeError: The code is not 2 to 10 digits.

        Examples:
            >>> import tradetruce as tt
            >>> history = tt.load().duty_history("US", "CN", "6109.10.00")
            >>> print(next(duty.additional for period, duty in history if "2025-04-10" in period))
            152.5
        """
        from .duty_history import history

        return history(self, importer, origin, hs, facts)

    @cached_property
    def _transitions(self) -> tuple[Change, ...]:
        from .changes import every_transition

        return every_transition(self)

    @cached_property
    def _said(self) -> dict[tuple[str, Date], tuple[Date, Date]]:
        from .knowledge import first_and_last_said

        return first_and_last_said(self)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        from .timeline import every_entry

        return every_entry(self)

    def diff(self, a: DateLike, b: DateLike) -> Changes:
        """
        Return the measures whose state differs between two days: as they were on the first, and as they are on the second.

        `Change.date` and `Change.decision` are those of the last change up to *b*: what only prolongs it later does not count.
        Asked for backwards, what had not been made by *b* has no state and is left out.

        Args:
            a: The first day.
            b: The second day.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> changes = tt.load().diff("2025-11-09", "2025-11-10")
            >>> print(changes["us-ieepa-fentanyl-cn"].summary.split(": ")[1])
            in force, 20 % → in force, 10 %
        """
        from .changes import diff

        return diff(self, a, b)

    def upcoming(self, *, on: DateLike, within: int | dt.timedelta | Duration = 120) -> Changes:
        """
        Return what changes after a day, as known on it: what starts, lapses or snaps back, and what was intended.

        Args:
            on: The day.
            within: How far to look: days, a timedelta or a pendulum duration.

        Raises:
            InvalidDateError: A date cannot be read, or `within` is no span.

        Examples:
            >>> import tradetruce as tt
            >>> "us-ieepa-reciprocal-cn" in tt.load().upcoming(on="2025-11-01", within=30)
            True
        """
        from .changes import upcoming

        return upcoming(self, on, within)

    def timeline(self, start: AnyDateLike, end: AnyDateLike) -> Timeline:
        """
        Return all that is dated within a span, both ends included: changes of law, visits, meetings, agreements, events, quotes.

        An end may be a day, or a month or a year, which mean the whole of it. What is only partly dated counts where all the days it
        can be lie within, as for the collections' `between`.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "visit" in {entry.kind for entry in tt.load().timeline("2025-10-01", "2026-02-28")}
            True
        """
        from .timeline import timeline

        return timeline(self, start, end)

    def _controls_on(self, item: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        """Return which controls name an item, found once; those that nobody heard of are not kept."""
        held = self._items.get(item)
        if held is None:
            held = naming(self.controls, item)
            if held[0]:
                self._items[item] = held
        return held

    @cached_property
    def _items(self) -> dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]]:
        return {}

    # --- overlays

    def with_records(self, *records: Record) -> Dataset:
        """
        Return a dataset with your own records laid over this one: a known id is replaced, a new one added.

        Args:
            *records: Records of any kinds, made by hand or taken from another dataset.

        Raises:
            DatasetError: A record refers to something that neither it nor the dataset has, or its id is that of another
                record given with it or of a record of another kind; all such faults at once.

        Examples:
            >>> import tradetruce as tt
            >>> act = tt.Act(id="xx-what-if", issuer="US", kind="scenario", title="What if", made="2026-10-01")
            >>> "xx-what-if" in tt.load().with_records(act).acts
            True
        """
        by_kind: dict[str, dict[str, Record]] = {}
        given: dict[str, Record] = {}
        problems: list[Problem] = []
        for record in records:
            kind = kind_of(record)
            if kind is None:
                problems.append(Problem(value=repr(record), message="expected a record, such as a Visit or a TariffMeasure"))
                continue
            holder = given.setdefault(record.id, record)
            taken = holder if holder != record else self._other_holder(record.id, kind)
            if taken is not None:
                message = f"this id is taken by {taken!r}"
                problems.append(Problem(id=record.id, path="id", value=repr(record.id), message=message))
            by_kind.setdefault(kind.name, {})[record.id] = attrs.evolve(record)

        def merged(kind: Kind) -> Iterable[Record]:
            own = dict(by_kind.get(kind.name, {}))
            # What is replaced keeps its place.
            base = [own.pop(record.id, None) or attrs.evolve(record) for record in self._collection(kind.collection)]
            return [*base, *own.values()]

        overlaid = Dataset(
            merged,
            as_of=self.as_of,
            version=f"{self.version}+own",
            known=self.known,
            remake=lambda: (Dataset.with_records, (self, *(attrs.evolve(record) for record in records))),
        )
        from .rules import dangling

        problems += [problem for record in records if kind_of(record) for problem in dangling(record, overlaid, file=None)]
        if problems:
            raise DatasetError(problems)
        return overlaid

    def _other_holder(self, name: str, kind: Kind) -> Record | None:
        """Return the record of another kind that has an id, which no two records of a file may share."""
        held = (self._collection(other.collection).get(name) for other in KINDS.values() if other is not kind)
        return next((record for record in held if record is not None), None)

    def _cited(self) -> tuple[Dataset, str, Iterable[Source]]:
        return self, f"researched to {self.as_of}{self._as_known_words}", ()

    def _repr_html_(self) -> str:
        from ._html import dataset_card

        return dataset_card(self)

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def __repr__(self) -> str:
        """Return version and horizon."""
        return f"<Dataset {self.version}, researched to {self.as_of}{self._as_known_words}>"
