"""Tariff measures, their programmes and reliefs."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen
from pendulum import Date

from ._record import SourcedRecord, as_tuple, instances, one_of, optional_date, optional_text, slug, some, text
from .codes import Economy, HSCode, economy_code
from .collection import Collection
from .decided import Decided, DecidedCollection
from .history import Decision
from .scopes import EVERYWHERE, GivesWay, OriginException, Scope

__all__ = [
    "Programme",
    "Programmes",
    "Relief",
    "Reliefs",
    "Requirement",
    "TariffMeasure",
    "Tariffs",
]

Answer = Literal["assumed", "asked", "granted"]


@frozen(kw_only=True, repr=False)
class Programme(SourcedRecord):
    """
    A family of measures under one legal authority, with the rules they share.

    Attributes:
        title: What it is called.
        importer: Economy that runs it.
        authority: Legal authority, such as ``IEEPA`` or ``Section 301``.
        gives_way: Precedence rules of all its measures.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().programmes["us-ieepa-reciprocal"].authority
        'IEEPA'
    """

    title: str = field(validator=text)
    importer: str = field(validator=economy_code)
    authority: str = field(validator=text)
    gives_way: tuple[GivesWay, ...] = field(default=(), converter=as_tuple, validator=instances(GivesWay))


@frozen(kw_only=True, repr=False)
class TariffMeasure(Decided):
    """
    An additional duty, a change of rate, a quota or an import ban, from its first announcement to its end.

    Attributes:
        title: What it is called.
        importer: Economy that imposes it: alpha-2 code or EU.
        origins: Economies whose goods it hits; ``*`` for all.
        except_origins: Origins left out, with dates.
        authority: Legal authority in words.
        programme: Id of the `Programme` it belongs to.
        scope: Goods it covers.
        replaces: Ids of measures that drop out while this one is in force on the same good.
        gives_way: Precedence rules of its own, beside its programme's.
        answers: Ids of measures, controls or events it is a reply to.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().tariffs["us-s301-list-1"].origins
        ('CN',)
    """

    title: str = field(validator=text)
    importer: str = field(validator=economy_code)
    origins: tuple[str, ...] = field(converter=as_tuple, validator=some)
    except_origins: tuple[OriginException, ...] = field(default=(), converter=as_tuple, validator=instances(OriginException))
    authority: str | None = field(default=None, validator=optional_text)
    programme: str = field(validator=slug)
    scope: Scope
    decisions: tuple[Decision, ...] = field(converter=as_tuple, validator=[some, instances(Decision)])
    replaces: tuple[str, ...] = field(default=(), converter=as_tuple)
    gives_way: tuple[GivesWay, ...] = field(default=(), converter=as_tuple, validator=instances(GivesWay))
    answers: tuple[str, ...] = field(default=(), converter=as_tuple)

    @property
    def jurisdiction(self) -> str:
        """
        The importer, whose clock and coverage count.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-s301-list-1"].jurisdiction
            'US'
        """
        return self.importer

    @property
    def answered_by(self) -> tuple[TariffMeasure, ...]:
        """
        The tariff measures that reply to this one.

        Raises:
            UnboundRecordError: The record belongs to no dataset.

        Examples:
            >>> import tradetruce as tt
            >>> "cn-retaliation-2025-04-us-all-goods" in [m.id for m in tt.load().tariffs["us-ieepa-reciprocal-cn"].answered_by]
            True
        """
        return tuple(measure for measure in self.dataset.tariffs if self.id in measure.answers)


@frozen(kw_only=True)
class Requirement:
    """
    What a shipment must be for a relief to reach it; every field that is set must hold.

    Attributes:
        preference: Preference that must be claimed, such as ``usmca``.
        exclusion: True where a product exclusion must be claimed.
        company: Company that must have made the good.
        quota: ``in`` or ``out``.
        loaded_before: Loaded on the last vessel before this day.
        entered_before: Entered before this day.
        value_at_most: Customs value of the entry at most this, in US dollars.
        description: In words, what no field can say.

    Examples:
        >>> import tradetruce as tt
        >>> in_transit = tt.load().reliefs["us-ieepa-fentanyl-cn-in-transit"].requires
        >>> in_transit.loaded_before, in_transit.entered_before
        (Date(2025, 2, 1), Date(2025, 3, 7))
    """

    preference: str | None = field(default=None, validator=optional_text)
    exclusion: bool | None = None
    company: str | None = field(default=None, validator=optional_text)
    quota: str | None = field(default=None, validator=optional_text)
    loaded_before: Date | None = field(default=None, converter=optional_date)
    entered_before: Date | None = field(default=None, converter=optional_date)
    value_at_most: str | None = field(default=None, validator=optional_text)
    description: str | None = field(default=None, validator=optional_text)


@frozen(kw_only=True, repr=False)
class Relief(Decided):
    """
    Something that frees a shipment from measures or lowers their rate: a preference, an exclusion, goods in transit, de minimis.

    Attributes:
        title: What it is called.
        importer: Economy that grants it.
        origins: Origins it is for; ``*`` for all.
        except_origins: Origins it is not for, or for which another relief has other terms.
        relieves: Ids of measures or programmes it relieves.
        scope: Goods it covers.
        requires: What the shipment must be.
        default: What holds where the shipment does not say: ``assumed``, it is assumed not to apply, and the answer says so; ``asked``,
            the answer widens; ``granted``, it is assumed to apply, as without it the good could not enter at all.
        decisions: From when to when it can be claimed; a step's `rate` is what remains due, none where the shipment goes free.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().reliefs["us-ieepa-fentanyl-ca-usmca"].requires.preference
        'usmca'
    """

    title: str = field(validator=text)
    importer: str = field(validator=economy_code)
    origins: tuple[str, ...] = field(default=("*",), converter=as_tuple)
    except_origins: tuple[str, ...] = field(default=(), converter=as_tuple)
    relieves: tuple[str, ...] = field(converter=as_tuple, validator=some)
    scope: Scope
    requires: Requirement
    default: Answer = field(default="assumed", validator=one_of(Answer))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    decisions: tuple[Decision, ...] = field(converter=as_tuple, validator=[some, instances(Decision)])

    @property
    def jurisdiction(self) -> str:
        """
        The importer, whose clock and coverage count.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().reliefs["us-ieepa-fentanyl-ca-usmca"].jurisdiction
            'US'
        """
        return self.importer

    def _for(self, origins: frozenset[str]) -> bool:
        """Tell whether goods of an origin, given with its customs unions, can claim it."""
        named = EVERYWHERE in self.origins or not origins.isdisjoint(self.origins)
        return named and origins.isdisjoint(self.except_origins)


class Tariffs(DecidedCollection[TariffMeasure]):
    """
    Tariff measures, in the order of the data.

    Examples:
        >>> import tradetruce as tt
        >>> measures = tt.load().tariffs.by("US").on_goods_of("CN").covering("8703.80.00").in_force("2025-04-15")
        >>> {"us-s301-fyr-ev", "us-s232-autos-general", "us-ieepa-fentanyl-cn"} <= set(measures.ids)
        True
    """

    __slots__ = ()
    kind = "tariff measure"

    def plot(self, **options: Any) -> Any:
        """
        Return an altair chart of what was in force and suspended when, with the rates; needs the extra ``tradetruce[plot]``.

        Args:
            **options: ``since`` and ``until``, the first and the last day drawn, and ``title``.

        Raises:
            ImportError: altair is not installed; the message says how to.

        Examples:
            >>> import tradetruce as tt
            >>> chart = tt.load().tariffs.by("US").on_goods_of("CN").covering("8703.80.00").plot()
            >>> "vega-lite" in chart.to_json()
            True
        """
        from .plots import controls_chart

        return controls_chart(self, **options)

    def by(self, importer: str | Economy) -> Tariffs:
        """
        Return the measures of an importer.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> {measure.importer for measure in tt.load().tariffs.by("China")}
            {'CN'}
        """
        code = self.dataset.economy(importer).id
        return self._like(measure for measure in self if measure.importer == code)

    def on_goods_of(self, origin: str | Economy) -> Tariffs:
        """
        Return the measures that hit goods of an origin at some time: by name, through its customs union, or as all origins.

        Raises:
            UnknownRecordError: The dataset knows no such economy.

        Examples:
            >>> import tradetruce as tt
            >>> "us-ieepa-fentanyl-cn" in tt.load().tariffs.on_goods_of("HK")
            True
        """
        economy = self.dataset.economy(origin)
        names = economy._with_unions | {EVERYWHERE}
        return self._like(measure for measure in self if names.intersection(measure.origins))

    def covering(self, hs: str) -> Tariffs:
        """
        Return the measures whose scope covers a tariff code on some day, in full or in part.

        Raises:
            InvalidCodeError: It is not a tariff code.

        Examples:
            >>> import tradetruce as tt
            >>> tariffs = tt.load().tariffs
            >>> ["us-s301-fyr-ev" in tariffs.covering(code) for code in ("8703.80.00", "9503.00.00")]
            [True, False]
        """
        code = HSCode(hs)
        lists = self.dataset._lists
        return self._like(measure for measure in self if lists.ever_covers(measure.scope, code))


class Reliefs(DecidedCollection[Relief]):
    """
    Reliefs, in the order of the data.

    Examples:
        >>> import tradetruce as tt
        >>> "us-ieepa-fentanyl-ca-usmca" in tt.load().reliefs.relieving("us-ieepa-fentanyl-ca")
        True
    """

    __slots__ = ()
    kind = "relief"

    def relieving(self, measure: str) -> Reliefs:
        """
        Return the reliefs from a measure, named itself or through its programme.

        Raises:
            UnknownRecordError: The dataset has no such measure.

        Examples:
            >>> import tradetruce as tt
            >>> "us-ieepa-fentanyl-cn-in-transit" in tt.load().reliefs.relieving("us-ieepa-fentanyl-cn")
            True
        """
        found = self.dataset.tariffs[measure]
        return self._like(relief for relief in self if {found.id, found.programme}.intersection(relief.relieves))


class Programmes(Collection[Programme]):
    """
    Programmes, in the order of the data.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().programmes["us-s301-china"].authority
        'Section 301 of the Trade Act of 1974'
    """

    __slots__ = ()
    kind = "programme"
