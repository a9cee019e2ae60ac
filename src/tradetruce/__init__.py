"""
The 2018-2026 tariff war between the US and China as typed, sourced, offline data.

Start with `load`; everything hangs on the `Dataset` it returns.
"""

from .acts import Act, Acts
from .agreements import Agreement, Agreements, Carrier, Extension, Term
from .amounts import AtLeast, Between, Known, Unknown
from .claims import Claim, Claims
from .codes import ASEAN, EU27, G7, G20, Economies, Economy, Group, Groups, HSCode, Membership
from .collection import Collection
from .controls import ControlItem, Controls, ExportControl
from .coverage import Coverage, Coverages
from .dataset import Dataset, dump, load
from .dates import PartialDate, Period, as_date
from .duties import Component, Dropped, Duty, DutyAmount, DutyHistory
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
from .history import CompanyRate, Decision, Legality, Rate, State, Step
from .leaders import Leader, Leaders, Tenure
from .lists import CodeList, CodeLists, CodeRow
from .quotes import Quote, Quotes
from .schedules import Preference, Schedule, Schedules
from .sources import Source, Sources
from .stacking import Shipment
from .tariffs import (
    GivesWay,
    OriginException,
    Programme,
    Programmes,
    Relief,
    Reliefs,
    Requirement,
    Scope,
    TariffMeasure,
    Tariffs,
    Tier,
)
from .timeline import Change, Changes, Entry, Timeline
from .visits import Meeting, Meetings, Outcome, Report, Visit, Visitor, Visits

__version__ = "0.1.0"

__all__ = [
    "ASEAN",
    "EU27",
    "G7",
    "G20",
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
    "dump",
    "load",
]


def __dir__() -> list[str]:
    return __all__
