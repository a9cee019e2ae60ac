"""
Which minerals and chips were under control, suspended or free, and what became of what each truce promised?

A suspended ban does not free a good that another control still holds, so each cell tells the strictest control in force and,
in brackets, what is suspended, relaxed or only announced beside it. China's controls are read for exports to the United States,
American ones for exports to China. “Free” means that no control is recorded: `ds.coverage` says what was looked for.

    python examples/rare_earths.py
    python examples/rare_earths.py 2025-04-03 2025-04-05
"""

import sys
import textwrap

from pendulum import Date

import tradetruce as tt

DATES = ("2024-12-31", "2025-04-30", "2025-10-31", "2026-01-15")
MINERALS = (
    "gallium", "germanium", "antimony", "tungsten", "tellurium", "indium", "samarium", "dysprosium", "terbium", "holmium",
)  # fmt: skip
#: A chip is held by the rules that name it and by those that name its control code.
CHIPS: dict[str, tuple[str, ...]] = {"H800": ("H800",), "H20": ("H20",), "H200": ("H200", "3A090.a")}
#: Kinds that forbid, strictest first; what is none of them asks for a license or a review.
BANS = ("prohibition", "presumption_of_denial", "entity_listing")


def cell(controls: tt.Controls, day: str) -> str:
    """Return how an item stands on a day: ban, license or no control, and what is suspended, relaxed or announced beside it."""
    states = controls.states(on=day)
    # Relaxed: a license is still asked for, and given again.
    held = {name: state.status for name, state in states.items() if not controls[name].end_users}
    binding = [name for name, status in held.items() if status in ("in_force", "relaxed")]
    kinds = {controls[name].kind for name in binding}
    word = "ban" if kinds.intersection(BANS) else "license" if kinds else "free"
    beside = next((status for status in ("suspended", "relaxed", "announced") if status in held.values()), None)
    return word + (f" ({beside})" if beside else "")


def print_states(ds: tt.Dataset, dates: tuple[str, ...]) -> None:
    """Print a row per mineral and chip, a column per date."""
    print(
        "The strictest control in force; in brackets what is suspended, relaxed or announced beside it; “free”: no control is recorded\n"
    )
    print(f"{'':<14}" + "".join(f"{day:<22}" for day in dates))
    minerals: dict[str, tuple[str, ...]] = {name: (name,) for name in MINERALS}
    for controller, destination, items in (("CN", "US", minerals), ("US", "CN", CHIPS)):
        print(f"{ds.economy(controller).name} to {ds.economy(destination).name}")
        aimed = ds.controls.by(controller).against(destination)
        for item, names in items.items():
            found = [control for name in names for control in aimed.covering(name)]
            controls = tt.Controls(dict.fromkeys(found), ds)
            print(f"  {item:<12}" + "".join(f"{cell(controls, day):<22}" for day in dates))


def print_reasons(ds: tt.Dataset, item: str, day: str) -> None:
    """Print every control that names an item, with its state, its act and its source."""
    print(f"\nWhy: {item} on {day}")
    controls = ds.controls.by("CN").against("US").covering(item)
    for name, state in controls.states(on=day).items():
        until = f", last day {state.last_day}" if state.last_day else ""
        print(f"  {state.status}{until}: {controls[name].title}")
        print(f"      {ds.acts[state.decision.act].label}; {ds.sources[controls[name].sources[0]]}")


def became(ds: tt.Dataset, outcome: tt.TermOutcome) -> str:
    """Return what became of a promise: how the decision behind it stands, else what was reported."""
    if outcome.record is None or outcome.state is None:
        return f"{outcome.status}: {outcome.term.result}" if outcome.term.result else f"{outcome.status}: no decision recorded"
    act = ds.acts[outcome.state.decision.act]
    by = act.label if act.number else f"“{act.title}”"
    return f"{outcome.status}: {outcome.record} {outcome.state.status.replace('_', ' ')} by {by}"


def print_promises(ds: tt.Dataset) -> None:
    """Print each truce between the two, term by term, as it stood on its last day, or at the end of the data."""
    for agreement in ds.agreements.of("US").filter(lambda agreement: "CN" in agreement.parties):
        end = agreement.ends()
        last = min(ds.as_of, end.subtract(days=1)) if isinstance(end, Date) else ds.as_of
        print(f"\n{agreement.title}, {agreement.announced}, on {last}")
        for outcome in agreement.outcome(on=last):
            for indent, text in (("  ", f"{outcome.term.party}: {outcome.term.text}"), ("      ", became(ds, outcome))):
                print(textwrap.fill(text, width=112, initial_indent=indent, subsequent_indent=indent))


def main(arguments: list[str]) -> None:
    """Print the table for the dates given, or for four telling ones, then the promises."""
    ds = tt.load()
    dates = tuple(arguments) or DATES
    print_states(ds, dates)
    print_reasons(ds, "gallium", dates[-1])
    print_promises(ds)


if __name__ == "__main__":
    main(sys.argv[1:])
