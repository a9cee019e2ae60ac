"""What all charts share: altair, imported here alone, colors, titles that name the sources, and the axis of time."""
# Rows are loose, as altair takes them:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

from pendulum import Date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._record import Record
    from .dataset import Dataset

#: Okabe and Ito's colors, told apart by color-blind readers, ordered so that neighbors also differ in gray print; two more for
#: the rare chart that needs them.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7", "#F0E442", "#444444", "#8DA0CB", "#A6761D")
WIDTH = 680


def altair() -> Any:
    """Return altair, imported when the first chart is drawn; say how to get it where it is not there."""
    try:
        import altair
    except ImportError as error:
        msg = "this needs altair: pip install 'tradetruce[plot]'"
        raise ImportError(msg) from error
    return altair


def data(rows: list[dict[str, Any]], *days: str) -> Any:
    """Return rows as data of a chart. Fields that are `days` are read as local ones: as UTC, America would see the day before."""
    if not days:
        return altair().Data(values=rows)
    return altair().Data(values=rows, format={"type": "json", "parse": dict.fromkeys(days, "date:'%Y-%m-%d'")})


def tips(names: Mapping[str, str]) -> list[Any]:
    """Return what a reader sees over a mark: fields with the names that people give them, days as elsewhere."""
    alt = altair()
    return [
        alt.Tooltip(field, title=name, **({"format": "%Y-%m-%d"} if field.endswith(":T") else {}))
        for field, name in names.items()
    ]


def nothing(words: str, title: Any) -> Any:
    """Return a chart that says why it is empty."""
    alt = altair()
    text = alt.Chart(data([{"words": words}])).mark_text(align="left", fontSize=13, color="#444444")
    shown = text.encode(text="words:N", x=alt.value(0), y=alt.value(16))
    return shown.properties(width=WIDTH, height=32, title=title, view=alt.ViewBackground(strokeOpacity=0))


def day(value: Any) -> str:
    """Return a day as a chart takes it."""
    return f"{value:%Y-%m-%d}"


def titles(title: str, *subtitle: str) -> Any:
    """Return a title with lines beneath it, wrapped."""
    wrapped = [line for words in subtitle if words for line in textwrap.wrap(words, 118)]
    return altair().TitleParams(title, subtitle=wrapped, anchor="start", fontSize=15, subtitleColor="#555555", offset=12)


def caption(dataset: Dataset | None, records: Iterable[Record]) -> str:
    """Return where the facts of a chart come from: the publishers most cited by its records, and the data's version."""
    if dataset is None:
        return "Source: tradetruce"
    count: Counter[str] = Counter()
    for record in records:
        held = dataset._sources_of(getattr(record, "sources", ()))
        count.update({source.publisher.removesuffix(" (copy)") for source in held})
    first = [name for name, _ in count.most_common(3)]
    rest = f" and {len(count) - len(first)} more" if len(count) > len(first) else ""
    ours = f"tradetruce, data {dataset.version}{dataset._as_known_words}"
    return f"Sources: {'; '.join(first)}{rest}; by way of {ours}" if first else f"Source: {ours}"


def time_axis(name: str, first: Date, last: Date, **options: Any) -> Any:
    """Return a time axis that begins and ends with its span and names its ticks without leaving the year to be guessed."""
    alt = altair()
    days = max(1, last.toordinal() - first.toordinal())
    if days > 4 * 365:
        axis: dict[str, Any] = {"format": "%Y", "tickCount": "year"}
    elif days > 400:
        axis = {"format": "%b %Y", "tickCount": {"interval": "month", "step": 6 if days > 800 else 3}}
    elif days > 62:
        axis = {"format": "%b %Y", "tickCount": {"interval": "month", "step": 1 if days < 300 else 2}}
    else:
        unit = "week" if days > 21 else "day"
        axis = {"format": "%b %-d, %Y", "tickCount": {"interval": unit, "step": 1}, "labelOverlap": True}
    span = [{"year": day.year, "month": day.month, "date": day.day} for day in (first, last)]
    domain = [alt.DateTime(**part) for part in span]
    scale = alt.Scale(domain=domain, nice=False)
    return alt.X(f"{name}:T", title=None, axis=alt.Axis(**axis, gridColor="#E5E5E5"), scale=scale, **options)


def together(parts: Sequence[Any]) -> Any:
    """Return charts drawn over each other; one alone stays a plain chart, which is easier to change."""
    return parts[0] if len(parts) == 1 else altair().layer(*parts)


def the(name: str) -> str:
    """Return the name of an economy as a sentence takes it."""
    return f"the {name}" if name.startswith(("United", "European")) else name
