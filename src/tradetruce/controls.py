"""Export controls: what may not leave, for whom, and which of them are suspended."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from ._record import as_tuple, fold_text, instances, one_of, optional_text, some, text
from .codes import Economy, HSCode, as_codes, economy_code
from .decided import Decided, DecidedCollection
from .errors import UnknownRecordError
from .history import Decision
from .scopes import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .visits import Visit

__all__ = ["ControlItem", "ControlKind", "Controls", "ExportControl"]

ControlKind = Literal[
    "licence",
    "prohibition",
    "entity_listing",
    "presumption_of_denial",
    "extraterritorial",
    "general_licence",
    "case_by_case_review",
    "revenue_share",
    "quota",
    "informal",
]


@frozen(kw_only=True)
class ControlItem:
    """
    One thing under control.

    Attributes:
        name: What it is, as one would search for it: ``gallium``, ``H20``.
        category: Family: ``critical mineral``, ``rare earth``, ``semiconductor``, ``battery``, ...
        symbols: Chemical symbols, or none.
        hs: Tariff codes in the controller's schedule, or none where the notice gives none.
        control_codes: Codes of control lists, such as ECCN ``3A090`` or a Chinese dual-use number.
        aliases: Other names people type.
        every: Name of a list of the controller, such as ``dual-use``, where it stands for every item on that list; None otherwise.

    Examples:
        >>> import tradetruce as tt
        >>> ban = tt.load().controls["cn-us-ga-ge-sb-ban-2024-12"]
        >>> [symbol for item in ban.items for symbol in item.symbols]
        ['Ga', 'Ge', 'Sb']
    """

    name: str = field(validator=text)
    category: str = field(validator=text)
    symbols: tuple[str, ...] = field(default=(), converter=as_tuple)
    hs: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    control_codes: tuple[str, ...] = field(default=(), converter=as_tuple)
    aliases: tuple[str, ...] = field(default=(), converter=as_tuple)
    every: str | None = field(default=None, validator=optional_text)


@frozen(kw_only=True, repr=False)
class ExportControl(Decided):
    """
    A control on exports, from its first announcement to its end.

    Attributes:
        title: What it is called.
        controller: Economy that imposes it: alpha-2 code or EU.
        destinations: Economies it is aimed at; ``*`` for all.
        kind: What it does: a licence requirement, a prohibition, an entity listing ...
        items: What is under control.
        listed: Name of the controller's list that its items are on, such as ``dual-use``; None where it puts them on none.
        end_users: Whom it is limited to, in words; empty where everybody.
        authority: Legal basis in words.
        still_applies: Ids of the controls that go on holding the same goods while this one is suspended.
        answers: Ids of measures, controls or events it is a reply to.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().controls["cn-us-ga-ge-sb-ban-2024-12"].state("2026-01-15").status
        'suspended'
    """

    title: str = field(validator=text)
    controller: str = field(validator=economy_code)
    destinations: tuple[str, ...] = field(converter=as_tuple, validator=some)
    kind: ControlKind = field(validator=one_of(ControlKind))
    items: tuple[ControlItem, ...] = field(default=(), converter=as_tuple, validator=instances(ControlItem))
    listed: str | None = field(default=None, validator=optional_text)
    end_users: tuple[str, ...] = field(default=(), converter=as_tuple)
    authority: str | None = field(default=None, validator=optional_text)
    decisions: tuple[Decision, ...] = field(converter=as_tuple, validator=[some, instances(Decision)])
    still_applies: tuple[str, ...] = field(default=(), converter=as_tuple)
    answers: tuple[str, ...] = field(default=(), converter=as_tuple)

    @property
    def jurisdiction(self) -> str:
        """
        The controller, whose clock and coverage count.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().controls["cn-us-ga-ge-sb-ban-2024-12"].jurisdiction
            'CN'
        """
        return self.controller


class Controls(DecidedCollection[ExportControl]):
    """
    Export controls, in the order of the data.

    Examples:
        >>> import tradetruce as tt
        >>> states = tt.load().controls.by("CN").against("US").covering("gallium").states(on="2026-01-15")
        >>> states["cn-us-ga-ge-sb-ban-2024-12"].status, states["cn-gallium-germanium-2023-08"].status
        ('suspended', 'in_force')
    """

    __slots__ = ()
    kind = "export control"

    def by(self, controller: str | Economy) -> Controls:
        """
        Return the controls of an economy.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> {control.controller for control in tt.load().controls.by("NL")}
            {'NL'}
        """
        code = self.dataset.economy(controller).id
        return self._like(control for control in self if control.controller == code)

    def against(self, destination: str | Economy) -> Controls:
        """
        Return the controls that hold for exports to an economy: aimed at it, at its union, or at all.

        What moves within a customs union is no export: the EU's and its members' controls do not hold for another member.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> "cn-gallium-germanium-2023-08" in tt.load().controls.against("US")
            True
        """
        economy = self.dataset.economy(destination)
        names = economy._with_unions | {EVERYWHERE}
        return self._like(
            control
            for control in self
            if names.intersection(control.destinations) and not self._within_one_union(control, economy)
        )

    def _within_one_union(self, control: ExportControl, economy: Economy) -> bool:
        """Tell whether controller and destination are one economy, or in one customs union when the control was announced."""
        if control.controller == economy.id:
            return True
        sides = (economy, self.dataset.economies[control.controller])
        here, there = (side.union_on(control.announced) or side.id for side in sides)
        return here == there

    def covering(self, item: str) -> Controls:
        """
        Return the controls on an item: those that name it, and those on everything that is on a list with it.

        A ban on all dual-use items for military users holds gallium too, since a control puts gallium on that list.

        Args:
            item: A name (``gallium``, ``镓``), a chemical symbol (``Ga``), a category (``rare earth``, ``rare earths``), a control
                code (``3A090``, ``ECCN 3A090.a``) or a tariff code (``8112.92``, ``HS 8112.92``).

        Raises:
            UnknownRecordError: No control in the whole dataset names such an item; the error suggests near ones.

        Examples:
            >>> import tradetruce as tt
            >>> controls = tt.load().controls
            >>> controls.covering("Ga") == controls.covering("gallium")
            True
            >>> controls.by("CN").against("JP").covering("gallium").in_force("2026-02-01").ids[-1]
            'cn-japan-dual-use-2026-01'
        """
        named, lists = self.dataset._controls_on(item)
        whole = self.dataset._whole
        if not named and not whole._controls_on(item)[0]:
            raise UnknownRecordError("controlled item", item, _names(whole.controls))
        return self._like(
            control
            for control in self
            if control.id in named or any((control.controller, part.every) in lists for part in control.items)
        )

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart of what is in force and suspended when; needs the extra ``tradetruce[plot]``.

        Args:
            **options: ``since`` and ``until``, the first and the last day drawn, and ``title``.

        Raises:
            ImportError: altair is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> chart = tt.load().controls.by("CN").against("US").plot()
            >>> "vega-lite" in chart.to_json()
            True
        """
        from .plots import controls_chart

        return controls_chart(self, **options)

    def announced_during(self, visit: Visit | str) -> Controls:
        """
        Return the controls whose first decision was made on a day of a visit, or of the visit of an id.

        That the days coincide says nothing of cause.

        Raises:
            UnknownRecordError: No visit has the id.

        Examples:
            >>> import tradetruce as tt
            >>> ds = tt.load()
            >>> "cn-japan-dual-use-2026-01" in ds.controls.announced_during(ds.visits["lee-cn-2026"])
            True
        """
        period = (self.dataset.visits[visit] if isinstance(visit, str) else visit).period
        return self._like(control for control in self if period is not None and control.announced in period)


def naming(controls: Controls, item: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the ids of the controls that name an item, and the lists (of which controller) they put it on."""
    name = item.strip()
    found = [control for control in controls if any(name in part.symbols for part in control.items)]
    if not found:  # a symbol keeps its case and is no word: In is indium, wherever “in” stands
        matches = _matcher(name)
        found = [control for control in controls if any(matches(part) for part in control.items)]
    lists = frozenset((control.controller, control.listed) for control in found if control.listed)
    return frozenset(control.id for control in found), lists


def _names(controls: Controls) -> list[str]:
    return sorted(
        {
            name
            for control in controls
            for item in control.items
            for name in (item.name, item.category, *item.symbols, *item.control_codes, *item.aliases)
        }
    )


def _matcher(item: str) -> Callable[[ControlItem], bool]:
    """Return a test for an item, by name, category, control code or tariff code; a name's number and hyphens do not matter."""
    name = _SCHEME.sub("", item)
    digits = name.replace(".", "").replace(" ", "")
    if digits.isdigit():
        code = HSCode(name)
        return lambda part: any(code in held or held in code for held in part.hs)
    wanted = {form for form in _forms(_SYNONYMS.get(_plain(name), name)) if form}
    within = [re.compile(rf"(?<!\w){re.escape(form)}(?!\w)") for form in wanted]
    branches = tuple(f"{form}." for form in wanted)

    def matches(part: ControlItem) -> bool:
        codes = [f"{code.casefold()}." for code in part.control_codes]
        if any(branch.startswith(code) or code.startswith(branch) for branch in branches for code in codes):
            return True  # 3A090.a lies in 3A090
        names = {form for name in (part.name, part.category, *part.aliases) for form in _forms(name)}
        return any(pattern.search(form) for pattern in within for form in names)

    return matches


#: What may stand before a code, to say of which list it is.
_SCHEME = re.compile(r"^(?:eccn|hts|hs)\b\s*(?:code\b)?\s*(?=\d)", re.IGNORECASE)
#: Other words for what controls name, each in the form that `_plain` gives it: Chinese notices write the elements in one character.
_SYNONYMS = {
    "ree": "rare earth", "rare earth element": "rare earth", "rare earth metal": "rare earth", "稀土": "rare earth",
    "natural graphite": "natural flake graphite", "石墨": "graphite",
    "镓": "gallium", "锗": "germanium", "锑": "antimony", "钨": "tungsten", "碲": "tellurium", "铋": "bismuth", "钼": "molybdenum",
    "铟": "indium", "钐": "samarium", "钆": "gadolinium", "铽": "terbium", "镝": "dysprosium", "镥": "lutetium", "钪": "scandium",
    "钇": "yttrium", "钬": "holmium", "铒": "erbium", "铥": "thulium", "铕": "europium", "镱": "ytterbium",
    "gpu": "AI chips", "eda software": "EDA", "eda tool": "EDA", "lithography machine": "lithography",
    "immersion lithography": "immersion DUV lithography", "semiconductor manufacturing equipment": "semiconductor equipment",
    "semiconductor making equipment": "semiconductor equipment", "chip manufacturing equipment": "chip equipment",
}  # fmt: skip


def _forms(name: str) -> frozenset[str]:
    """Return a name as it is compared, its hyphens once as spaces and once left out: chip-making is chipmaking."""
    return frozenset((_plain(name), _plain(_HYPHEN.sub("", name))))


_HYPHEN = re.compile(r"[-\u2010\u2011\u2013]")


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    """Return a name without case, accents and hyphens, each word of five letters or more in the singular."""
    words = " ".join(_HYPHEN.sub(" ", fold_text(name)).split())
    return re.sub(r"\b(\w{3,}[^\Ws])s\b", r"\1", re.sub(r"\b(\w{2,})ies\b", r"\1y", words))
