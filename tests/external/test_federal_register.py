"""The days of US acts against the Federal Register and the texts of the President's own documents."""

import itertools
import re
from datetime import date

import pytest
from tables import table

CITATION = re.compile(r"\b(\d{2}) FR (\d+)")
ISSUE = re.compile(
    r"(?:federalregister\.gov/documents/|justia\.com/regulations/fedreg/)(\d{4})/(\d{2})/(\d{2})/|govinfo\.gov/content/pkg/FR-(\d{4})-(\d{2})-(\d{2})"
)


def named(act):
    """Return the names a document can have in the table."""
    return {f"{act.kind.title()} {act.number}", *(c.strip() for c in (act.citation or "").split(","))}


def day(value):
    """Return a whole day as a plain date, and None for anything less."""
    return date(value.year, value.month, value.day) if hasattr(value, "day") else None


@pytest.mark.parametrize("row", table("federal_register.csv"), ids=lambda row: row["document"])
def test_an_act_has_the_days_of_its_document(ds, row):
    acts = [act for act in ds.acts.by("US") if row["document"] in named(act)]
    assert acts, "the table names a document that no act is"
    for act in acts:
        if row["made"]:
            assert act.made == date.fromisoformat(row["made"]), act.id
        if row["published"]:
            assert day(act.published) == date.fromisoformat(row["published"]), act.id


def test_the_day_in_the_address_of_an_issue_is_the_day_of_publication(ds):
    seen = 0
    for act in ds.acts.by("US"):
        for source in (ds.sources[name] for name in act.sources):
            issue = ISSUE.search(source.url or "")
            if issue is None or act.published is None or not named(act).intersection((source.citation or "").split(", ")):
                continue
            seen += 1
            assert day(act.published) == date(*(int(part) for part in issue.groups() if part)), act.id
    assert seen > 30


def test_the_register_goes_by_days(ds):
    # Pages of a volume follow the days; volume 90 is 2025
    pages = []
    for act in ds.acts.by("US"):
        found = CITATION.match(act.citation or "")
        published = act.published and day(act.published)
        if found and published:
            assert int(found[1]) == published.year - 1935, act.id
            pages.append((int(found[1]), int(found[2]), published, act.id))
    pages.sort()
    assert len(pages) > 60
    for (_, _, earlier, one), (_, _, later, other) in itertools.pairwise(pages):
        assert earlier <= later, (one, other)


@pytest.mark.parametrize("kind", ["executive order", "proclamation"])
def test_documents_are_numbered_in_the_order_of_their_days(ds, kind):
    numbered = sorted((int(act.number), act.made, act.id) for act in ds.acts.by("US") if act.kind == kind and act.number)
    assert len(numbered) > 25
    for (_, earlier, one), (_, later, other) in itertools.pairwise(numbered):
        assert earlier <= later, (one, other)


def test_nothing_is_published_before_it_is_made(ds):
    for act in ds.acts:
        published = act.published and day(act.published)
        assert not published or act.made <= published, act.id
