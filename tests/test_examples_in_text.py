"""Every example in a docstring, in README and in the docs runs."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import tradetruce as tt

ROOT = Path(__file__).parent.parent
MODULES = sorted(m.name for m in pkgutil.iter_modules(tt.__path__) if m.name != "__main__")
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    module = importlib.import_module(f"tradetruce.{name}")
    found = doctest.testmod(module, optionflags=FLAGS)
    assert found.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages(page):
    text = page.read_text(encoding="utf-8")
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
        else:
            exec(compile(block, str(page), "exec"), names)  # noqa: S102  # our own pages
    assert runner.failures == 0


def test_every_public_name_is_documented_with_an_example():
    missing = []
    for name in tt.__all__:
        thing = getattr(tt, name)
        if isinstance(thing, str):
            continue
        if not thing.__doc__ or len(thing.__doc__.strip()) < 12:
            missing.append(name)
    assert missing == []
