"""
The state of the truce on one screen, and the duty on one good.

    python -m tradetruce                                              today
    python -m tradetruce --on 2025-11-10 --known-on 2025-11-01        another day, as known on an earlier one
    python -m tradetruce duty US CN 8703.80.00 --on 2025-04-15        the explained stack
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from pendulum import Date

from . import __version__
from .amounts import Amount, Unknown
from .changes import Change, state_words, words
from .dataset import Dataset
from .dates import as_date
from .errors import TradetruceError, nearest
from .explain import duty_dict
from .loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .duties import Duty
    from .history import Step
    from .visits import Visit

#: What the screen is about, and goods that tell the layers apart.
IMPORTER, ORIGIN = "US", "CN"
GOODS = {
    "8703.80.00": "electric car",
    "6109.10.00": "cotton T-shirt",
    "9503.00.00": "toy",
    "8507.60.0020": "lithium-ion battery, not for cars",
    "8517.13.00": "smartphone",
}
#: Shown per section; --json has them all.
MOST = 8
WITHIN = 120
OPTIONS = (
    "--on", "--known-on", "--json", "--help", "--version",
    "--preference", "--metal", "--loaded", "--company", "--quota", "--exclusion", "--value", "--unit-value", "--relief",
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, with the nearest valid word."""

    def error(self, message: str) -> NoReturn:
        """Print one line and leave with code 2."""
        options = [option for action in self._actions for option in action.option_strings]
        for word in message.replace(":", " ").split():
            close = nearest(word, options) if word.startswith("-") and word not in options else ()
            if close:
                message += f"; did you mean {' or '.join(close)}?"
                break
        self.exit(2, f"{self.prog}: {message}\n")


def _common(**options: Any) -> Parser:
    """Return what the screen and every command take."""
    common = Parser(add_help=False, **options)
    common.add_argument("--on", metavar="DATE", help="the day asked about (default: today)")
    common.add_argument("--known-on", metavar="DATE", help="use only what was known on this day")
    common.add_argument("--json", action="store_true", help="print JSON instead of text")
    return common


def parser() -> Parser:
    """Return the command line's parser."""
    main_parser = Parser(prog="tradetruce", description=(__doc__ or "").strip().splitlines()[0], parents=[_common()])
    main_parser.add_argument("--version", action="store_true", help="print the versions of package and data")
    commands = main_parser.add_subparsers(dest="command", metavar="duty", parser_class=Parser)
    # What stands before the command counts too: unset, it must not be set back by the command's own defaults.
    duty = commands.add_parser(
        "duty", parents=[_common(argument_default=argparse.SUPPRESS)], help="the duty on one good, explained"
    )
    duty.add_argument("importer", help="economy of entry, such as US")
    duty.add_argument("origin", help="economy of origin, such as CN")
    duty.add_argument("hs", help="tariff code of the importer's schedule, such as 8703.80.00")
    duty.add_argument("--preference", help="preference claimed, such as usmca; none for none")
    duty.add_argument("--metal", action="append", metavar="METAL=SHARE", help="share of the value, such as steel=0.4")
    duty.add_argument("--loaded", metavar="DATE", help="day of loading")
    duty.add_argument("--company", help="producer or exporter")
    duty.add_argument("--quota", choices=("in", "out"), help="in or out of the quota")
    duty.add_argument("--exclusion", action="store_true", default=None, help="a product exclusion is claimed")
    duty.add_argument("--value", metavar="USD", help="customs value of the entry")
    duty.add_argument("--unit-value", action="append", metavar="UNIT=USD", help="customs value per unit, such as kg=8.20")
    duty.add_argument("--relief", action="append", metavar="ID", help="a relief that is claimed, by its id")
    return main_parser


def between(dataset: Dataset) -> set[str]:
    """Return the ids of the measures, reliefs and controls of each side on the other."""
    found: set[str] = set()
    for one, other in ((IMPORTER, ORIGIN), (ORIGIN, IMPORTER)):
        tariffs = dataset.tariffs.by(one).on_goods_of(other)
        found.update(tariffs.ids, dataset.controls.by(one).against(other).ids)
        relieved = {*tariffs.ids, *(measure.programme for measure in tariffs)}
        found.update(r.id for r in dataset.reliefs if r.importer == one and relieved.intersection(r.relieves))
    return found


def said_otherwise(dataset: Dataset, ours: set[str], on: Date) -> Iterator[tuple[Any, Any, Step]]:
    """Yield the records of which something is said for a day that is not the law: with the state by law, and the step intended."""
    for collection in (dataset.tariffs, dataset.controls):
        for record in collection:
            state = record.state(on) if record.id in ours else None
            for step in (step for decision in (state.intended if state else ()) for step in decision.steps):
                if step.start is not None and step.through is not None and step.start <= on <= step.through:
                    yield record, state, step


def screen(dataset: Dataset, on: Date) -> dict[str, Any]:
    """Return what the screen shows, as objects."""
    ours = between(dataset)
    suspended: list[tuple[Any, Any]] = [
        (record, state)
        for collection in (dataset.tariffs, dataset.controls)
        for record in collection
        if record.id in ours and (state := record.state(on)) is not None and state.is_suspended
    ]
    visits = dataset.visits.to(ORIGIN).by_level("leaders").completed().filter(lambda v: v.start and str(v.start) <= str(on))
    return {
        "goods": {code: dataset.duty(IMPORTER, ORIGIN, code, on=on) for code in GOODS},
        "suspended": sorted(suspended, key=lambda held: held[1].until or Date.max),
        "said": list(said_otherwise(dataset, ours, on)),
        "upcoming": [c for c in dataset.upcoming(on=on, within=WITHIN) if c.subject.id in ours],
        "visits": list(visits)[::-1],
    }


def print_screen(dataset: Dataset, on: Date) -> None:
    """Print the state of the truce."""
    found = screen(dataset, on)
    out = sys.stdout.write
    out(f"The truce on {on}{dataset._as_known_words}: goods of {ORIGIN} into {IMPORTER}, and what stands around it\n")
    if on > dataset.horizon("tariffs", IMPORTER):
        out(f"  Past the horizon: the law as last checked, {dataset.horizon('tariffs', IMPORTER)}.\n")
    out("\nAdditional duty, percentage points on the customs value\n")
    for code, duty in found["goods"].items():
        out(f"  {code:<13} {GOODS[code]:<34} {amount_words(duty.additional):>9}  {layers(duty)}\n")
    _section("Suspended", [suspended_line(*pair) for pair in found["suspended"]])
    if found["said"]:
        _section("Said for this day, and not found as law", [said_line(*held) for held in found["said"]])
    _section(f"In the next {WITHIN} days, as known then", [change_line(change) for change in found["upcoming"]])
    _section(f"Latest leaders' visits to {ORIGIN}", [visit_line(visit) for visit in found["visits"]], most=5)
    reach = ", ".join(f"{name} to {dataset.horizon(name, IMPORTER)}" for name in ("tariffs", "controls", "visits"))
    out(f"\nData {dataset.version}: {reach}. Every fact has its source: tradetruce.load().sources\n")


def _section(title: str, lines: Sequence[str], most: int = MOST) -> None:
    sys.stdout.write(f"\n{title}\n")
    for line in lines[:most] or ["nothing"]:
        sys.stdout.write(f"  {line}\n")
    if len(lines) > most:
        sys.stdout.write(f"  ... and {len(lines) - most} more (--json shows all)\n")


def amount_words(value: Amount) -> str:
    """Return an amount for a narrow column."""
    return "unknown" if isinstance(value, Unknown) else str(value)


def layers(duty: Duty) -> str:
    """Return the layers of a duty in one line."""
    return " + ".join(f"{part.points} {part.measure.title}" for part in duty.components) or "no layer"


def suspended_line(record: Any, state: Any) -> str:
    """Return a suspension in one line."""
    last = f"through {state.last_day}" if state.last_day else "with no end date"
    return f"{last:<19}{record.jurisdiction}  {record.title}: {state_words(state)}"


def said_line(record: Any, state: Any, step: Step) -> str:
    """Return what is law and what was said in one line."""
    return f"{record.jurisdiction}  {record.title}: {words(step, dated=False)}; by law {state_words(state)}"


def change_line(change: Change) -> str:
    """Return a change in one line."""
    return f"{change.date or 'no day'!s:<11}{change.subject.jurisdiction}  {change.summary}"


def visit_line(visit: Visit) -> str:
    """Return a visit in one line."""
    names = ", ".join(leader.name for leader in visit.leaders[:3])
    days = f"{visit.start}" if visit.start == visit.end else f"{visit.start} to {visit.end}"
    return f"{days:<24}  {visit.visitor_economy}  {names}"


def screen_dict(dataset: Dataset, on: Date) -> dict[str, Any]:
    """Return the screen as plain data."""
    found = screen(dataset, on)
    return {
        "on": on.isoformat(),
        "known_on": dataset.known.isoformat() if dataset.known else None,
        "goods": {code: duty_dict(duty) for code, duty in found["goods"].items()},
        "suspended": [
            {"id": record.id, "status": state.status, "last_day": state.last_day and state.last_day.isoformat()}
            for record, state in found["suspended"]
        ],
        "said": [
            {"id": record.id, "status": state.status, "said": words(step, dated=False)} for record, state, step in found["said"]
        ],
        "upcoming": [
            {"date": c.date and c.date.isoformat(), "id": c.subject.id, "binding": c.binding, "summary": c.summary}
            for c in found["upcoming"]
        ],
        "visits": [
            {"id": v.id, "start": str(v.start), "end": str(v.end), "leaders": [x.leader for x in v.visitors]}
            for v in found["visits"]
        ],
        "data": {
            "version": dataset.version,
            "as_of": dataset.as_of.isoformat(),
            "horizons": {n: dataset.horizon(n, IMPORTER).isoformat() for n in ("tariffs", "controls", "visits")},
        },
    }


def numbers(option: str, pairs: Sequence[str] | None) -> dict[str, str] | None:
    """Return the pairs of an option that takes ``name=number``."""
    if pairs is None:
        return None
    found: dict[str, str] = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        if not number:
            msg = f"{option} takes NAME=NUMBER, such as steel=0.4 or kg=8.20, not {pair!r}"
            raise ValueError(msg)
        found[name] = number
    return found


def _known_options(arguments: Sequence[str]) -> Sequence[str]:
    """Refuse an option that there is not, before its value is taken for a command."""
    for word in arguments:
        name = word.split("=", 1)[0]
        if name.startswith("--") and name not in OPTIONS:
            close = nearest(name, OPTIONS)
            hint = f"; did you mean {' or '.join(close)}?" if close else ""
            msg = f"there is no option {name}{hint}"
            raise ValueError(msg)
    return arguments


def run(arguments: Sequence[str]) -> None:
    """Answer one command line."""
    asked = parser().parse_args(_known_options(arguments))
    dataset = load()
    if asked.version:
        sys.stdout.write(f"tradetruce {__version__}, data {dataset.version}, researched to {dataset.as_of}\n")
        return
    on = as_date(asked.on) if asked.on else Date.today()
    if asked.known_on:
        dataset = dataset.known_on(asked.known_on)
    if asked.command == "duty":
        names = ("preference", "loaded", "company", "quota", "exclusion", "value")
        facts: dict[str, Any] = {name: getattr(asked, name) for name in names}
        facts |= {"metal": numbers("--metal", asked.metal), "unit_value": numbers("--unit-value", asked.unit_value)}
        facts["reliefs"] = tuple(asked.relief or ())
        duty = dataset.duty(asked.importer, asked.origin, asked.hs, on=on, **facts)
        text = json.dumps(duty_dict(duty), ensure_ascii=False, indent=2) if asked.json else duty.explain()
        sys.stdout.write(text + "\n")
    elif asked.json:
        sys.stdout.write(json.dumps(screen_dict(dataset, on), ensure_ascii=False, indent=2) + "\n")
    else:
        print_screen(dataset, on)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; wrong input is one line and 2."""
    try:
        run(sys.argv[1:] if arguments is None else arguments)
    except (TradetruceError, ValueError) as error:
        sys.stderr.write(f"tradetruce: {str(error).splitlines()[0]}\n")
        return 2
    except BrokenPipeError:  # a pager was closed: that is no fault
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
