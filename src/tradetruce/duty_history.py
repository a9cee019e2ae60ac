"""The duty on a good through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from pendulum import Date

from .codes import HSCode
from .dates import DateLike, Period
from .duties import Duty
from .errors import InvalidDateError
from .frames import Rows
from .working import KNOWN_FACTS, Work, as_shipment, misplaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .dataset import Dataset
    from .frames import Column

__all__ = ["DutyHistory"]


class DutyHistory(Rows[tuple[Period, Duty]]):
    """
    The duty on a good through time, as steps of `Period` and `Duty`.

    Examples:
        >>> import tradetruce as tt
        >>> history = tt.load().duty_history("US", "CN", "9503.00.00")
        >>> print(history.on("2025-04-15").additional)
        145
    """

    __slots__ = ("_steps",)

    def __init__(self, steps: Sequence[tuple[Period, Duty]]) -> None:
        self._steps = tuple(steps)

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self._steps)

    def _at(self, index: int) -> tuple[Period, Duty]:
        return self._steps[index]

    @overload
    def __getitem__(self, index: int) -> tuple[Period, Duty]: ...
    @overload
    def __getitem__(self, index: slice) -> DutyHistory: ...
    def __getitem__(self, index: int | slice) -> tuple[Period, Duty] | DutyHistory:
        """Return one step, or a part of the history."""
        return DutyHistory(self._steps[index]) if isinstance(index, slice) else self._steps[index]

    def on(self, day: DateLike) -> Duty:
        """
        Return the duty of the step in which a day lies.

        Raises:
            InvalidDateError: The day lies outside the history.

        Examples:
            >>> import tradetruce as tt
            >>> history = tt.load().duty_history("US", "CN", "9503.00.00")
            >>> print(history.on("2026-02-23").additional, history.on("2026-02-24").additional)
            20 10
        """
        for period, duty in self._steps:
            if day in period:
                return duty
        span = f"which runs {Period(self._steps[0][0].start, self._steps[-1][0].end)}" if self._steps else "which is empty"
        msg = f"{day} lies outside the history, {span}"
        raise InvalidDateError(msg)

    def to_columns(self, *, flat: bool = False) -> dict[str, list[Any]]:
        """
        Return one row per step and layer: tidy, flat columns for a chart; a step without layers has one row.

        ``start``, ``end`` (the step; `end` is the first day no longer in it, null where open), ``measure``, ``title``, ``programme``
        (the layer; null where nothing is charged), ``low``, ``high`` (the layer's percentage points; `high` null where not bounded),
        ``additional_low``, ``additional_high`` (the sum of the step), ``scheduled_only`` (true past the horizon).

        Args:
            flat: No difference here.

        Examples:
            >>> import tradetruce as tt
            >>> columns = tt.load().duty_history("US", "CN", "9503.00.00").to_columns()
            >>> {"us-ieepa-reciprocal-cn", "us-ieepa-fentanyl-cn", "us-s122-surcharge"} <= set(columns["measure"])
            True
        """
        del flat
        from .explain import history_columns

        return history_columns(self)

    def _types(self) -> Mapping[str, Column]:
        from .explain import HISTORY_COLUMNS

        return HISTORY_COLUMNS

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart of the stacked duty; needs the extra ``tradetruce[plot]``.

        Args:
            **options: ``since`` and ``until``, the first and the last day drawn, and ``title``.

        Raises:
            ImportError: altair is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> chart = tt.load().duty_history("US", "CN", "9503.00.00").plot()
            >>> "vega-lite" in chart.to_json()
            True
        """
        from .plots import duty_chart

        return duty_chart(self, **options)

    def __repr__(self) -> str:
        """Return the good and the number of steps."""
        if not self._steps:
            return "<DutyHistory: empty>"
        s = self._steps[0][1].shipment
        return f"<DutyHistory {s.hs.dotted} from {s.origin} into {s.importer}: {len(self)} steps>"

    def _repr_html_(self) -> str:
        from ._html import history_table

        return history_table(self)


def history(dataset: Dataset, importer: str, origin: str, hs: str, facts: Mapping[str, Any]) -> DutyHistory:
    """Return every change of a duty, from the first day the importer's tariffs are covered."""
    if "on" in facts:
        msg = "duty_history() takes no day: it answers for all of them"
        raise TypeError(msg)
    if not facts.keys() <= KNOWN_FACTS:
        raise TypeError(misplaced(facts, "duty_history"))
    if facts.get("known_on") is not None:
        dataset = dataset.known_on(facts["known_on"])
    bare = all(fact is None for fact in facts.values())
    days = _change_days(dataset, importer, origin, HSCode(hs), bare=bare)
    shipment = as_shipment(dataset.economy(importer).id, dataset.economy(origin).id, hs, {**facts, "on": days[0]})
    steps: list[tuple[Date, Duty]] = []
    before: object = None
    for day in days:
        work = Work(dataset, shipment, on=day)
        found = work.found()
        parts = tuple((part.measure.id, part.points, part.share) for part in found.components)
        said = (parts, found.additional, found.total, work.scheduled_only)
        if said != before:
            steps.append((work.day, work.told(found)))
            before = said
    ends = [*(day for day, _ in steps[1:]), None]
    return DutyHistory([(Period(start, end), duty) for (start, duty), end in zip(steps, ends, strict=True)])


def _change_days(dataset: Dataset, importer: str, origin: str, code: HSCode, *, bare: bool) -> list[Date]:
    """Return the days on which the duty on a good can change, from the first one that the record covers."""
    into, economy = dataset.economy(importer), dataset.economy(origin)
    names, origins = into._with_unions, economy._with_unions
    days = {
        day.toordinal() for held in (economy, into) for m in held.customs_unions for day in (m.start, m.end) if day is not None
    }
    for name in names:
        rates = dataset._rates(name)
        codes = {str(code), str(code)[:6]} if rates is None else {str(code), *rates.earlier(code)}
        for held in codes:
            days |= dataset._engine.turns(name, origins, held, bare=bare)
            days |= {rates.first, *rates.change_days(held)} if rates else set()
        days.add(dataset.horizon("tariffs", name).toordinal() + 1)
    stated = [(held, held.start.toordinal()) for held in dataset.coverage if held.collection == "tariffs" and held.start]
    days.update(start for held, start in stated if not names.isdisjoint(held.jurisdictions))
    first = min((start for held, start in stated if into.id in held.jurisdictions), default=min(days, default=1))
    return [Date.fromordinal(day) for day in sorted({first, *(day for day in days if day > first)})]
