"""The documentation names everything that is public, and says nothing that is not there."""

import inspect
import re
from pathlib import Path

import pytest

import tradetruce as tt
from tradetruce import calendar_plots, plots

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = "\n".join(page.read_text(encoding="utf-8") for page in sorted((DOCS / "reference").glob("*.md")))
DOCUMENTED = set(re.findall(r"^\.\. auto\w+:: (?:tradetruce\.)?([\w.]+)$", REFERENCE, re.MULTILINE))
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "_build" not in page.parts]


def test_every_public_name_is_in_the_reference():
    charts = {
        f"{room.__name__.removeprefix('tradetruce.')}.{name}"
        for room in (plots, calendar_plots)
        for name in dir(room)
        if name.endswith("_chart")
    }
    assert sorted(DOCUMENTED) == sorted({*tt.__all__, *charts})


def test_every_public_name_is_at_home_somewhere():
    assert sorted(tt._HOME) == sorted(tt.__all__) == sorted(set(dir(tt)) - {"__version__"})
    assert all(getattr(tt, name) is not None for name in tt.__all__)


@pytest.mark.parametrize("name", [name for name in tt.__all__ if inspect.isclass(getattr(tt, name))])
def test_every_public_member_is_documented(name):
    cls = getattr(tt, name)
    bare = [
        member
        for member, value in inspect.getmembers(cls)
        if not member.startswith("_")
        and (inspect.isfunction(value) or isinstance(value, property))
        and not (value.__doc__ or "").strip()
    ]
    assert bare == []


@pytest.mark.parametrize("name", [name for name in tt.__all__ if inspect.isclass(getattr(tt, name))])
def test_properties_begin_with_words_and_not_with_a_type(name):
    # What stands before a colon in the first line of a property is read as its type by the reference.
    for member, value in inspect.getmembers(getattr(tt, name), lambda held: isinstance(held, property)):
        assert ": " not in (value.__doc__ or "").strip().partition("\n")[0], member


def test_every_page_is_in_the_contents_and_every_link_leads_to_a_page():
    listed = {"index"}
    for page in (DOCS / "index.md", DOCS / "reference" / "index.md"):
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            names = [line for line in tree.splitlines() if line and not line.startswith(":")]
            listed |= {str((page.parent / name).relative_to(DOCS)) for name in names}
    assert listed == {str(page.relative_to(DOCS).with_suffix("")) for page in PAGES}
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+\.md)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), (page, target)


def test_every_example_has_a_page_that_runs_it():
    scripts = {path.stem for path in (ROOT / "examples").glob("*.py") if not path.stem.startswith("fact_check_")}
    pages = {path.stem.replace("-", "_") for path in (DOCS / "examples").glob("*.md")}
    assert scripts <= pages
    for script in scripts:
        text = (DOCS / "examples" / f"{script.replace('_', '-')}.md").read_text(encoding="utf-8")
        assert f"{script}.main(" in text
        assert f"literalinclude}} ../../examples/{script}.py" in text


def test_the_schema_is_published_with_the_docs():
    text = (DOCS / "conf.py").read_text(encoding="utf-8")
    assert "json_schema()" in text
    assert 'html_extra_path = ["_build/extra"]' in text
    for page in ("reference/schema.md", "how-to/your-own-records.md"):
        assert 'href="../tradetruce.schema.json"' in (DOCS / page).read_text(encoding="utf-8")


def test_what_a_record_is_cited_by(ds):
    words = tt.cite(ds.visits["carney-cn-2026"])
    assert ds.version in words
    assert "carney-cn-2026" in words
    assert len(words.splitlines()) > 1
    assert tt.cite(ds.sources.first).count(ds.sources.first.title) >= 1


def test_what_a_duty_and_a_dataset_are_cited_by(ds):
    duty = ds.known_on("2025-09-01").duty("US", "CN", "9503.00.00", on="2025-11-15")
    first, *sources = tt.cite(duty).splitlines()
    assert first == (
        f"tradetruce, data {ds.version}, duty on 9503.00.00 from CN into US on 2025-11-15, as known on 2025-09-01: additional 54 %."
    )
    assert sources == [f"  {source}" for source in duty.sources]
    assert tt.cite(ds.known_on("2025-09-01")) == (
        f"tradetruce, data {ds.version}, researched to {ds.as_of}, as known on 2025-09-01."
    )


@pytest.mark.skipif(not (ROOT / "CITATION.cff").is_file(), reason="the tests stand apart from the repository")
def test_the_citation_names_this_version():
    assert f"version: {tt.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
