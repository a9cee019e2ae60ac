"""Every example in a docstring, in README and in the docs runs."""

import doctest
import importlib
import inspect
import pkgutil
import re
from functools import cached_property
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


def test_docstrings_of_cached_properties():
    """Python's own finder of examples passes them by."""
    named = [thing for thing in (getattr(tt, name) for name in tt.__all__) if inspect.isclass(thing)]
    classes = dict.fromkeys(base for thing in named for base in thing.__mro__)
    held = [member for cls in classes for member in vars(cls).values() if isinstance(member, cached_property)]
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    for test in [test for member in held for test in doctest.DocTestFinder().find(member.func)]:
        runner.run(test)
    assert runner.tries > 0
    assert runner.failures == 0


def public_docstrings():
    """
    Yield the name and the docstring of all that users can reach: names, and what the classes among them define.

    What a class inherits from another of ours is told by the class that defines it.
    """
    named = [getattr(tt, name) for name in tt.__all__]
    functions = [thing for thing in named if inspect.isfunction(thing)]
    classes = dict.fromkeys(base for thing in named if inspect.isclass(thing) for base in thing.__mro__)
    for thing in functions:
        yield thing.__name__, thing.__doc__
    for cls in classes:
        if not cls.__module__.startswith("tradetruce."):
            continue
        yield cls.__qualname__, vars(cls).get("__doc__")
        for name, member in vars(cls).items():
            if name.startswith("_"):
                continue
            if isinstance(member, (property, cached_property, classmethod, staticmethod)) or inspect.isfunction(member):
                yield f"{cls.__qualname__}.{name}", member.__doc__


def test_every_public_name_is_documented_with_an_example():
    said = dict(public_docstrings())
    assert {"load", "Visits", "Visits.to", "Collection.filter", "State.last_day", "Holdings.visits"} <= said.keys()
    firsts = {name: inspect.cleandoc(text or "").partition("\n\n")[0] for name, text in said.items()}
    no_sentence = [name for name, first in firsts.items() if len(first.split()) < 2 or not first.endswith(".")]
    no_example = [name for name, text in said.items() if ">>>" not in (text or "")]
    assert no_sentence == []
    assert no_example == []
