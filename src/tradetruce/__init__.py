"""
The 2018-2026 tariff war between the US and China as typed, sourced, offline data.

Start with `load`; everything hangs on the `Dataset` it returns.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .acts import Act, Acts
    from .agreements import TERM_STATUSES, Agreement, Agreements, Carrier, Extension, Term, TermOutcome
    from .amounts import AtLeast, Between, Known, Unknown
    from .changes import Change, Changes
    from .claims import Claim, Claims
    from .codes import ASEAN, EU27, G7, G20, Economies, Economy, Group, Groups, HSCode, Membership
    from .collection import Collection
    from .controls import ControlItem, Controls, ExportControl
    from .counting import Counted
    from .coverage import Coverage, Coverages
    from .dataset import Dataset
    from .dates import PartialDate, Period, as_date
    from .duties import Component, Dropped, Duty, DutyAmount
    from .duty_history import DutyHistory
    from .errors import (
        DatasetError,
        FieldError,
        InvalidCodeError,
        InvalidDateError,
        Problem,
        TradetruceError,
        UnboundRecordError,
        UnknownRecordError,
    )
    from .events import Event, Events
    from .export import data_dictionary, export_csv
    from .history import Decision, Legality, State, Step
    from .leaders import Leader, Leaders, Tenure
    from .lists import CodeList, CodeLists, CodeRow
    from .loading import dump, load
    from .meetings import Meeting, Meetings
    from .quotes import Quote, Quotes
    from .rates import CompanyRate, Rate
    from .reports import Outcome, Report, Visitor
    from .schedules import Preference, Renumbered, Schedule, Schedules
    from .schema import json_schema
    from .scopes import GivesWay, OriginException, Scope, Tier
    from .shipments import Shipment
    from .sources import Source, Sources, cite
    from .tariffs import Programme, Programmes, Relief, Reliefs, Requirement, TariffMeasure, Tariffs
    from .timeline import Entry, Timeline
    from .visits import Visit, Visits

__version__ = "0.1.0"

__all__ = [
    "ASEAN",
    "EU27",
    "G7",
    "G20",
    "TERM_STATUSES",
    "Act",
    "Acts",
    "Agreement",
    "Agreements",
    "AtLeast",
    "Between",
    "Carrier",
    "Change",
    "Changes",
    "Claim",
    "Claims",
    "CodeList",
    "CodeLists",
    "CodeRow",
    "Collection",
    "CompanyRate",
    "Component",
    "ControlItem",
    "Controls",
    "Counted",
    "Coverage",
    "Coverages",
    "Dataset",
    "DatasetError",
    "Decision",
    "Dropped",
    "Duty",
    "DutyAmount",
    "DutyHistory",
    "Economies",
    "Economy",
    "Entry",
    "Event",
    "Events",
    "ExportControl",
    "Extension",
    "FieldError",
    "GivesWay",
    "Group",
    "Groups",
    "HSCode",
    "InvalidCodeError",
    "InvalidDateError",
    "Known",
    "Leader",
    "Leaders",
    "Legality",
    "Meeting",
    "Meetings",
    "Membership",
    "OriginException",
    "Outcome",
    "PartialDate",
    "Period",
    "Preference",
    "Problem",
    "Programme",
    "Programmes",
    "Quote",
    "Quotes",
    "Rate",
    "Relief",
    "Reliefs",
    "Renumbered",
    "Report",
    "Requirement",
    "Schedule",
    "Schedules",
    "Scope",
    "Shipment",
    "Source",
    "Sources",
    "State",
    "Step",
    "TariffMeasure",
    "Tariffs",
    "Tenure",
    "Term",
    "TermOutcome",
    "Tier",
    "Timeline",
    "TradetruceError",
    "UnboundRecordError",
    "Unknown",
    "UnknownRecordError",
    "Visit",
    "Visitor",
    "Visits",
    "as_date",
    "cite",
    "data_dictionary",
    "dump",
    "export_csv",
    "json_schema",
    "load",
]

# Where each name lives. A class of attrs takes about a millisecond to make, so each room is imported when it is first entered.
_ROOMS = {
    "acts": ("Act", "Acts"),
    "agreements": ("TERM_STATUSES", "TermOutcome", "Agreement", "Agreements", "Carrier", "Extension", "Term"),
    "amounts": ("AtLeast", "Between", "Known", "Unknown"),
    "changes": ("Change", "Changes"),
    "claims": ("Claim", "Claims"),
    "codes": ("ASEAN", "EU27", "Economies", "Economy", "G20", "G7", "Group", "Groups", "HSCode", "Membership"),
    "collection": ("Collection",),
    "controls": ("ControlItem", "Controls", "ExportControl"),
    "coverage": ("Coverage", "Coverages"),
    "dataset": ("Dataset",),
    "dates": ("PartialDate", "Period", "as_date"),
    "duties": ("Component", "Dropped", "Duty", "DutyAmount"),
    "duty_history": ("DutyHistory",),
    "errors": (
        "DatasetError",
        "FieldError",
        "InvalidCodeError",
        "InvalidDateError",
        "Problem",
        "TradetruceError",
        "UnboundRecordError",
        "UnknownRecordError",
    ),
    "events": ("Event", "Events"),
    "export": ("data_dictionary", "export_csv"),
    "history": ("Decision", "Legality", "State", "Step"),
    "leaders": ("Leader", "Leaders", "Tenure"),
    "lists": ("CodeList", "CodeLists", "CodeRow"),
    "loading": ("dump", "load"),
    "quotes": ("Quote", "Quotes"),
    "rates": ("CompanyRate", "Rate"),
    "schedules": ("Preference", "Renumbered", "Schedule", "Schedules"),
    "schema": ("json_schema",),
    "scopes": ("GivesWay", "OriginException", "Scope", "Tier"),
    "shipments": ("Shipment",),
    "sources": ("cite", "Source", "Sources"),
    "tariffs": ("Programme", "Programmes", "Relief", "Reliefs", "Requirement", "TariffMeasure", "Tariffs"),
    "timeline": ("Entry", "Timeline"),
    "counting": ("Counted",),
    "meetings": ("Meeting", "Meetings"),
    "reports": ("Outcome", "Report", "Visitor"),
    "visits": ("Visit", "Visits"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


if not TYPE_CHECKING:  # a checker must not take every name for granted

    def __getattr__(name: str) -> object:
        room = _HOME.get(name)
        if room is None:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from importlib import import_module

        found: object = getattr(import_module(f".{room}", __name__), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
