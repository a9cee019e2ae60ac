"""Counting visits: by month, and by a rule that says what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from .dates import earliest

if TYPE_CHECKING:
    from .visits import Visits

__all__ = ["Counted"]


@frozen(kw_only=True)
class Counted:
    """
    A count of visits, with what its rule left out.

    Attributes:
        kept: The visits that count.
        dropped: What was left out, by reason, in the order in which the rule was applied.

    Examples:
        >>> import tradetruce as tt
        >>> len(tt.load().visits.to("CN").by(tt.G7).counted()) > 0
        True
    """

    kept: Visits
    dropped: dict[str, Visits] = field(hash=False)

    def __len__(self) -> int:
        """Return how many visits count."""
        return len(self.kept)


def per_month(visits: Visits) -> dict[str, int]:
    """Return how many visits start in each month from the first to the last."""
    starts = sorted(earliest(visit.start) for visit in visits if visit.start)
    if not starts:
        return {}
    counts: dict[str, int] = {}
    year, month = starts[0].year, starts[0].month
    while (year, month) <= (starts[-1].year, starts[-1].month):
        counts[f"{year}-{month:02}"] = 0
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for start in starts:
        counts[f"{start.year}-{start.month:02}"] += 1
    return counts


def counted(visits: Visits, *, level: Literal["leaders", "ministers", "all"], multilateral: bool) -> Counted:
    """Return the visits that a rule keeps, and what each part of it leaves out."""
    dropped: dict[str, Visits] = {}
    kept = visits
    for reason, rest in (
        ("not completed", kept.completed()),
        (f"below the level of {level}", kept.completed().by_level(level)),
        ("multilateral", kept.completed().by_level(level).bilateral() if not multilateral else None),
    ):
        if rest is not None:
            held = set(rest.ids)
            dropped[reason] = kept.filter(lambda visit, held=held: visit.id not in held)  # type: ignore[misc]
            kept = rest
    return Counted(kept=kept, dropped=dropped)
