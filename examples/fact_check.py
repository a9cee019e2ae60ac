"""
Fact-check an article twice: with what was known on its day, and with all that is known now.

The article is "Trump's Tariff Truce Triggers Diplomatic Rush to China as Allies Fear Being Left Out of US-China Reset" (The
Asia Live, January 15, 2026). The dataset holds its 96 statements as claims, without a verdict. Each that can be checked has a
query in one of the two modules `fact_check_paragraphs_*`; its answer gives the verdict, the evidence and the correction. What
came of it since is the difference between the two datasets. Opinions are marked as such and not judged.

Run it:

    python examples/fact_check.py            # a report, paragraph by paragraph
    python examples/fact_check.py --json     # the same as JSON
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

import fact_check_paragraphs_0_to_8
import fact_check_paragraphs_9_to_20
from attrs import asdict, frozen
from fact_check_queries import CHECKS, PUBLISHED, Finding, when
from pendulum import Date

import tradetruce as tt

#: Where the checks stand; importing them fills the register.
PARTS = (fact_check_paragraphs_0_to_8, fact_check_paragraphs_9_to_20)
WIDTH = 128


@frozen
class Row:
    """
    What the two runs say of one claim.

    Attributes:
        claim: Its id.
        paragraph: Its paragraph; 0 is the headline.
        kind: What it is about; ``opinion`` is not judged.
        text: What it says.
        then: The verdict with what was known on the day of the article; None for an opinion.
        now: The verdict with all that is known.
        evidence: Ids of records, and numbers and days worked out from them.
        correction: What the article should have said, or None.
        later: What came of it after the article.
    """

    claim: str
    paragraph: int
    kind: str
    text: str
    then: str | None
    now: str | None
    evidence: tuple[str, ...]
    correction: str | None
    later: tuple[str, ...]


def check(ds: tt.Dataset, claim: tt.Claim) -> Finding:
    """Return what a dataset says of a claim; an opinion is not judged, and what the dataset does not know leaves it open."""
    if claim.kind == "opinion":
        return Finding(None, claim.about)
    try:
        return CHECKS[claim.id](ds)
    except tt.UnknownRecordError as missing:
        return Finding("open", (str(missing),))


def fact_check(now: tt.Dataset) -> list[Row]:
    """Return one row for each claim, in reading order."""
    then = now.known_on(PUBLISHED)
    rows: list[Row] = []
    for claim in now.claims:
        before, after = check(then, claim), check(now, claim)
        follow = dict.fromkeys((*claim.about, *after.follow, *before.follow))
        later = tuple(words for name in follow for words in since(then, now, name))
        judged = (before.verdict, after.verdict, after.evidence, after.correction)
        rows.append(Row(claim.id, claim.paragraph, claim.kind, claim.text, *judged, later))
    return rows


# --- what came of it: a record in the dataset of then and in that of now


def since(then: tt.Dataset, now: tt.Dataset, name: str) -> Iterator[str]:
    """Yield what happened after the article to a record, told by what kind it is."""
    if visit := now.visits.get(name):
        yield from _visit(then.visits.get(name), visit)
    elif measure := now.tariffs.get(name) or now.reliefs.get(name) or now.controls.get(name):
        yield from _measure(then, measure)
    elif deal := now.agreements.get(name):
        yield from _deal(then.agreements.get(name), deal, now)
    elif leader := now.leaders.get(name):
        ended = [held for held in leader.tenures if isinstance(held.end, Date) and held.end > PUBLISHED]
        yield from (f"{leader.name}: {held.office} until {held.end}" for held in ended)
    elif (event := now.events.get(name)) and name not in then.events:
        yield f"{event.start}: {event.title}"


def _visit(before: tt.Visit | None, after: tt.Visit) -> Iterator[str]:
    trip = f"{after.leaders[0].name} to {after.host_economy}"
    put_off = [f"put off on {report.on}" for report in after.reports if report.on > PUBLISHED and report.status == "postponed"]
    if before is None or before.status != after.status:
        then = (
            f"planned then for {when(before)}"
            if before and before.start
            else "no day given then"
            if before
            else "not known then"
        )
        yield f"{trip}: {', '.join([then, *put_off, f'{after.status}, {when(after)}'])}"
    yield from (outcome.text.rstrip(".") for outcome in after.outcomes if not before or outcome not in before.outcomes)


def _measure(then: tt.Dataset, measure: tt.TariffMeasure | tt.Relief | tt.ExportControl) -> Iterator[str]:
    known, last = measure.state(PUBLISHED, known_on=PUBLISHED), measure.state(measure.dataset.as_of)
    if last and (known is None or (known.status, known.terms) != (last.status, last.terms)):
        rate = f", {last.terms}" if last.terms and last.status not in ("ended", "withdrawn") else ""
        change = f"{known.status if known else 'not made'} → {last.status}".replace("_", " ")
        yield f"{measure.title}: {change}{rate}, since {last.since}"
    held = then.tariffs.get(measure.id) or then.reliefs.get(measure.id) or then.controls.get(measure.id)
    spans = [span for span in measure.legality if held is None or span not in held.legality]
    yield from (f"{measure.title}: {span.kind} from {span.start} ({span.act})" for span in spans)


def _deal(before: tt.Agreement | None, after: tt.Agreement, now: tt.Dataset) -> Iterator[str]:
    if before is None:
        yield f"{after.announced}: {after.title}"
    for extension in after.extensions[len(before.extensions) if before else 0 :][-1:]:
        yield f"{after.title}: extended until {extension.end or 'no day named'}; last said on {now.acts[extension.act].made}"


# --- the report


def report(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of the report: a table for each paragraph, and the count. What came later is told once."""
    paragraph = -1
    told: dict[str, str] = {}
    for row in rows:
        if row.paragraph != paragraph:
            paragraph = row.paragraph
            title = f"Paragraph {paragraph}" if paragraph else "Headline"
            yield from ("", f"{title:<14}{'known then':<12}{'known now':<12}claim", "-" * WIDTH)
        verdicts = ("opinion", "") if row.kind == "opinion" else (row.then, row.now)
        yield from _wrap(f"  {row.claim:<12}{verdicts[0]:<12}{verdicts[1]:<12}", row.text)
        news = dict.fromkeys(
            news if told.setdefault(news, row.claim) == row.claim else f"see {told[news]}" for news in row.later
        )
        exactly = "exactly" if row.now == "true" else "correction"
        for name, parts in (("evidence", row.evidence), (exactly, (row.correction,)), ("later", news)):
            words = "; ".join(part for part in parts if part)
            if words:
                yield from _wrap(f"{'':<26}{name:<12}", words)
    yield from ("", *_count(rows))


def _wrap(head: str, words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)


def _count(rows: list[Row]) -> Iterator[str]:
    judged = [row for row in rows if row.kind != "opinion"]
    yield f"{len(judged)} claims judged, {len(rows) - len(judged)} opinions."
    for name, verdicts in (("then", Counter(row.then for row in judged)), ("now", Counter(row.now for row in judged))):
        yield f"Known {name}: " + ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in ("true", "partly", "false", "open"))
    moved = ", ".join(f"{row.claim} {row.then} → {row.now}" for row in judged if row.then != row.now)
    yield from _wrap("Changed since: ", moved)


def main(arguments: list[str]) -> None:
    """Print the report, or JSON."""
    parser = argparse.ArgumentParser(description="Fact-check the article, as known on its day and as known now.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the report")
    rows = fact_check(tt.load())
    if parser.parse_args(arguments).json:
        plain: list[dict[str, Any]] = [asdict(row) for row in rows]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(rows)).lstrip())


if __name__ == "__main__":
    main(sys.argv[1:])
