"""
What the checks of `fact_check.py` share: a finding, the register of checks, and questions put to the record.

A question never names the answer. It asks for the visits of somebody in a span, the office held on a day, the state of a
measure, a quote by its speaker and words; the verdict follows from what comes back, so that other data gives another verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol, TypeAlias

from attrs import frozen
from pendulum import Date

import tradetruce as tt

Verdict = Literal["true", "partly", "false", "open"]


class Named(Protocol):
    """Any record: all have an id."""

    @property
    def id(self) -> str:
        """The stable id."""
        raise NotImplementedError


#: What a finding can rest on: records, and numbers and days worked out from them.
Evidence: TypeAlias = "Named | Iterable[Named] | str | None"


class Span(NamedTuple):
    """A span of days, both ends included."""

    start: Date
    end: Date


#: The day of the article, and the spans it speaks of.
PUBLISHED = tt.as_date("2026-01-15")
THIS_WEEK = Span(PUBLISHED.start_of("week"), PUBLISHED)
THIS_MONTH = Span(PUBLISHED.start_of("month"), PUBLISHED.end_of("month"))
NEXT_MONTH = Span(PUBLISHED.add(months=1).start_of("month"), PUBLISHED.add(months=1).end_of("month"))
SO_FAR = Span(THIS_MONTH.start, PUBLISHED)
DECEMBER = Span(PUBLISHED.subtract(months=1).start_of("month"), PUBLISHED.subtract(months=1).end_of("month"))
LAST_YEAR = Span(PUBLISHED.subtract(years=1).start_of("year"), PUBLISHED.subtract(years=1).end_of("year"))
LAST_OCTOBER = Span(tt.as_date("2025-10-01"), tt.as_date("2025-10-31"))


@frozen
class Finding:
    """
    What a check found.

    Attributes:
        verdict: The verdict, ``open`` where the data cannot decide it (yet), None for an opinion.
        evidence: Ids of records, and numbers and days worked out from them.
        correction: What the article should have said, worked out from the data, or None.
        follow: Ids of records whose later fate tells what came of it, beside those the claim is about.
    """

    verdict: Verdict | None
    evidence: tuple[str, ...] = ()
    correction: str | None = None
    follow: tuple[str, ...] = ()


Check: TypeAlias = Callable[[tt.Dataset], Finding]
CHECKS: dict[str, Check] = {}


def claim(*ids: str) -> Callable[[Check], Check]:
    """Register a check under the ids of the claims it decides."""

    def register(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(ids, check))
        return check

    return register


def finding(
    holds: object,
    *evidence: Evidence,
    partly: object = False,
    undecided: object = False,
    but: object = None,
    follow: Evidence = None,
) -> Finding:
    """
    Return the verdict that conditions lead to, the first that is met counting: holds, partly, undecided; false where none is.

    Args:
        holds: The claim holds as printed.
        *evidence: What that rests on.
        partly: It holds in part.
        undecided: What is missing may be missing from the record, not from the world.
        but: The correction; whatever is empty or no text is none.
        follow: Records whose later fate matters.
    """
    verdict: Verdict = "true" if holds else "partly" if partly else "open" if undecided else "false"
    correction = but if isinstance(but, str) and but else None
    return Finding(verdict, tuple(dict.fromkeys(_flat(evidence))), correction, tuple(_flat((follow,))))


def _flat(evidence: Iterable[Evidence]) -> Iterable[str]:
    for part in evidence:
        if part is None or isinstance(part, str):
            yield from (part,) if part else ()
        elif isinstance(part, Iterable):
            yield from (record.id for record in part)
        else:
            yield part.id


# --- words


def says(record: object, *patterns: str) -> bool:
    """Tell whether a record's title, summary, words, notes and named goods match all patterns, whatever the case."""
    names = ("title", "summary", "text", "role", "note", "topics", "end_users")
    parts = [str(getattr(record, name, None) or "") for name in names]
    parts += [f"{item.name} {item.category}" for item in getattr(record, "items", ())]
    parts += [term.text for term in getattr(record, "terms", ()) if isinstance(term, tt.Term)]
    wording = " ".join(parts)
    return all(re.search(pattern, wording, re.IGNORECASE) for pattern in patterns)


def events(ds: tt.Dataset, span: Span, *patterns: str, of: str | None = None) -> tt.Events:
    """Return the events that began in a span, concern an economy and match all patterns."""
    found = ds.events.between(*span).filter(lambda event: says(event, *patterns))
    return found.of(of) if of else found


def quotes(ds: tt.Dataset, speaker: str, *patterns: str, span: Span | None = None) -> tt.Quotes:
    """Return a speaker's quotes that match all patterns; none where nobody of that name is quoted."""
    try:
        found = ds.quotes.by(speaker)
    except tt.UnknownRecordError:
        return ds.quotes[:0]
    return (found.between(*span) if span else found).filter(lambda quote: says(quote, *patterns))


def spoke(speaker: str, *patterns: str) -> Check:
    """Return a check that a speaker is on record with words that match; the quotes are a selection, so none leaves it open."""

    def check(ds: tt.Dataset) -> Finding:
        found = quotes(ds, speaker, *patterns)
        words = found and " ".join(filter(None, (f"word for word: “{found.first.text}”", found.first.note)))
        return finding(found, found, undecided=True, but=words)

    return check


def works_at(speaker: str, body: str) -> Check:
    """Return a check that all quotes of a speaker name a body as theirs."""

    def check(ds: tt.Dataset) -> Finding:
        found = quotes(ds, speaker)
        elsewhere = found.filter(lambda quote: quote.affiliation != body)
        posts = sorted({f"{quote.role}, {quote.affiliation}" for quote in found})
        return finding(found and not elsewhere, found, undecided=not found, but="; ".join(posts))

    return check


def numbers(text: str, unit: str) -> list[Decimal]:
    """Return the numbers a text gives in a unit, such as ``%`` or `` billion``."""
    return [Decimal(number) for number in re.findall(rf"(\d+(?:\.\d+)?){unit}", text)]


# --- days


def first_day(date: Date | tt.PartialDate) -> Date:
    """Return the first day that a date, partial or not, can be."""
    return date.earliest if isinstance(date, tt.PartialDate) else date


def ago(start: Date, end: Date) -> str:
    """Return the time between two days in years and months, in days where it is less than a month."""
    gap = end - start
    parts = [(gap.years, "year"), (gap.months, "month")] if gap.years or gap.months else [(gap.in_days(), "day")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count) or "no day"


def when(visit: tt.Visit | tt.Report | None) -> str:
    """Return the days of a visit, or of what was said of one."""
    if visit is None or visit.start is None:
        return "no day given"
    return f"{visit.start}" if visit.start == visit.end else f"{visit.start} to {visit.end}"


# --- visits


def who(visit: tt.Visit | None) -> str:
    """Return the name of the highest visitor."""
    return visit.leaders[0].name if visit else "nobody on record"


def complete(ds: tt.Dataset, collection: str, economy: str) -> bool:
    """Tell whether the record of an economy is complete, so that what is not there did not happen."""
    return any(
        held.collection == collection and economy in held.jurisdictions and held.completeness == "complete"
        for held in ds.coverage
    )


def trips(ds: tt.Dataset, span: Span, visitor: str | None = None, *, host: str = "CN") -> tt.Visits:
    """Return the visits to China that began in a span; those under way when the knowledge ends are still called planned."""
    found = ds.visits.to(host).between(*span)
    found = found.by(visitor) if visitor else found.by_level("leaders")
    return found.filter(lambda visit: visit.status == "completed" or (visit.status == "planned" and span.end <= PUBLISHED))


def last_trip(ds: tt.Dataset, economy: str, before: Date = PUBLISHED) -> tt.Visit | None:
    """Return the last trip of an economy's leader to China that was over before a day."""
    return ds.visits.to("CN").by(economy).completed().last_before(before)


def plan(visit: tt.Visit, on: Date = PUBLISHED) -> tt.Report | None:
    """Return what was last said of a visit by a day, if it was then planned."""
    said = [report for report in visit.reports if report.on <= on]
    return said[-1] if said and said[-1].status == "planned" else None


def planned(ds: tt.Dataset, visitor: str, host: str = "CN") -> tt.Visits:
    """Return the visits that were planned on the day of the article and had not begun."""

    def ahead(visit: tt.Visit) -> bool:
        return plan(visit) is not None and (visit.start is None or first_day(visit.start) > PUBLISHED)

    return ds.visits.to(host).by(visitor).filter(ahead)


def allies(ds: tt.Dataset) -> set[str]:
    """Return the allies of the United States by treaty: NATO, the Five Eyes, Japan and South Korea, and the EU for tariffs."""
    members = {*ds.groups["NATO"].on(PUBLISHED), *ds.groups["FIVEEYES"].on(PUBLISHED)}
    return (members | {"JP", "KR", "EU"}) - {"US"}


# --- offices


def tenure(ds: tt.Dataset, economy: str, on: Date = PUBLISHED) -> tuple[tt.Leader, tt.Tenure] | None:
    """Return who led an economy on a day, and the time in that office."""
    leader = ds.leaders.in_office(economy, on=on)
    held = leader.office_on(on) if leader else None
    return (leader, held) if leader and held else None


def predecessor(ds: tt.Dataset, economy: str) -> tuple[tt.Leader, tt.Tenure] | None:
    """Return who led an economy before its leader on the day of the article, the acting ones left out."""
    now = tenure(ds, economy)
    earlier = [
        (held.end, leader, held)
        for leader in ds.leaders.of(economy)
        for held in leader.tenures
        if now and held.economy == economy and held.role == now[1].role and not held.acting
        if held.end is not None and first_day(held.end) <= first_day(now[1].start)
    ]
    last = max(earlier, key=lambda found: first_day(found[0]), default=None)
    return (last[1], last[2]) if last else None


# --- measures


def truce(ds: tt.Dataset) -> tt.Agreement | None:
    """Return the pact of the United States and China of last October: the last of that month."""
    found = ds.agreements.of("US").of("CN").between(*LAST_OCTOBER)
    return found.last if found else None


def during(visit: tt.Visit, deals: tt.Agreements) -> tt.Agreements:
    """Return the deals announced on a day of a visit."""
    return deals.filter(lambda deal: visit.period is not None and first_day(deal.announced) in visit.period)


def aimed(ds: tt.Dataset, importer: str, origin: str, *patterns: str) -> tt.Tariffs:
    """Return the tariff measures of an importer that name an origin and match all patterns."""
    return ds.tariffs.by(importer).filter(lambda measure: origin in measure.origins and says(measure, *patterns))


def electric_cars(ds: tt.Dataset, importer: str) -> tt.Tariffs:
    """Return an importer's measures on Chinese electric cars."""
    return aimed(ds, importer, "CN", r"electric|\bEVs?\b").covering("8703.80")


def eased(ds: tt.Dataset, importer: str, origin: str, deal: tt.Agreement | None) -> list[str]:
    """
    Return what an importer charged less, on the day a deal began to count, than the law of the eve had foreseen for that day.

    So a step back counts, and so does a step up that was averted.
    """
    if deal is None or deal.start is None:
        return []
    day, eve = first_day(deal.start), first_day(deal.announced).subtract(days=1)
    found: list[str] = []
    for measure in ds.tariffs.by(importer).on_goods_of(origin):
        before, after = measure.state(day, known_on=eve), measure.state(day)
        if before and after and before.in_force and before.rate and (not after.in_force or (after.rate or 0) < before.rate):
            found.append(f"{measure.id}: {before.rate} % foreseen, {after.rate if after.in_force else 0} % charged")
    return found


def charged(ds: tt.Dataset, measure: tt.TariffMeasure) -> Span:
    """Return the first and the last day on which a measure applied; the dataset's own last day where it still did."""
    held = [state for state in measure.states if state.status in ("in_force", "provisional", "relaxed")]
    held = [state for state in held if state.since <= ds.as_of]
    ends = [min(state.last_day or ds.as_of, ds.as_of) for state in held]
    return Span(min(state.since for state in held), max(ends)) if held else Span(ds.as_of, ds.as_of)


def decided_in(ds: tt.Dataset, span: Span, measure: tt.TariffMeasure | tt.ExportControl) -> list[tt.Act]:
    """Return the acts by which something binding was decided on a measure in a span."""
    acts = [ds.acts[decision.act] for decision in measure.decisions if decision.binding]
    return [act for act in acts if span.start <= act.made <= span.end]
