"""Scopes of tariff measures: which goods, of which origins, and what gives way to what."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen
from pendulum import Date

from ._record import as_tuple, instances, one_of, optional_date, optional_text, ordered, slug, some
from .codes import HSCode, as_codes, economy_code

__all__ = ["GivesWay", "OriginException", "Scope", "Tier"]

#: Stands for every origin in `TariffMeasure.origins`.
EVERYWHERE = "*"
Slice = Literal["whole", "content"]


@frozen(kw_only=True)
class Tier:
    """
    A part of a scope that has a rate of its own.

    Attributes:
        name: Short name, used by the steps' `tiers`.
        lists: Ids of the code lists that make it up.
        codes: Tariff codes that make it up.
        description: What it is, in words.

    Examples:
        >>> import tradetruce as tt
        >>> tiers = tt.load().tariffs["us-ieepa-fentanyl-ca"].scope.tiers
        >>> [tier.name for tier in tiers]
        ['energy', 'potash']
    """

    name: str = field(validator=slug)
    lists: tuple[str, ...] = field(default=(), converter=as_tuple)
    codes: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    description: str | None = field(default=None, validator=optional_text)


def _scope_complete(record: Any, _attribute: Any, complete: Any) -> None:
    if complete and record.goods and not (record.everything or record.lists or record.codes):
        msg = "a scope needs everything = true, lists or codes; if its goods are not known by code, say complete = false"
        raise ValueError(msg)


@frozen(kw_only=True)
class Scope:
    """
    Which goods a measure covers.

    Attributes:
        everything: True where it covers all goods but the exceptions.
        lists: Ids of the code lists it covers.
        codes: Tariff codes it covers, each with everything beneath it.
        except_lists: Ids of the code lists it leaves out.
        except_codes: Tariff codes it leaves out.
        tiers: Parts with a rate of their own; the first that matches counts.
        complete: False where the goods are only partly known by code: a code that is not listed is then unknown, not free.
        within: Codes outside which nothing is covered, for a scope that is not complete: ``03`` and ``16`` for a ban on seafood.
        goods: False for a charge that is not levied on goods by code, such as a port fee: never part of a good's duty.
        description: The goods in words.

    Examples:
        >>> import tradetruce as tt
        >>> scope = tt.load().tariffs["us-ieepa-reciprocal-cn"].scope
        >>> scope.everything, scope.except_lists
        (True, ('us-ieepa-annex-ii',))
    """

    everything: bool = False
    lists: tuple[str, ...] = field(default=(), converter=as_tuple)
    codes: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    except_lists: tuple[str, ...] = field(default=(), converter=as_tuple)
    except_codes: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    tiers: tuple[Tier, ...] = field(default=(), converter=as_tuple, validator=instances(Tier))
    goods: bool = True
    within: tuple[HSCode, ...] = field(default=(), converter=as_codes)
    complete: bool = field(default=True, validator=_scope_complete)
    description: str | None = field(default=None, validator=optional_text)

    @property
    def every_list(self) -> tuple[str, ...]:
        """
        Ids of all code lists it names, be they covered, left out, or of a tier.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-ieepa-fentanyl-ca"].scope.every_list
            ('us-ieepa-fentanyl-ca-energy', 'us-ieepa-fentanyl-potash')
        """
        return (*self.lists, *self.except_lists, *(name for tier in self.tiers for name in tier.lists))

    @property
    def every_code(self) -> tuple[HSCode, ...]:
        """
        All codes it names itself, be they covered, left out, of a tier, or its bounds.

        Examples:
            >>> import tradetruce as tt
            >>> tt.Scope(codes=["8703"], except_codes=["8703.10"]).every_code
            (HSCode('8703'), HSCode('8703.10'))
        """
        return (*self.codes, *self.except_codes, *(code for tier in self.tiers for code in tier.codes), *self.within)


@frozen(kw_only=True)
class OriginException:
    """
    An origin that a measure leaves out for a time.

    Attributes:
        economy: Alpha-2 code or EU.
        start: First day left out, or None for from the beginning.
        end: The day it came under the measure, or None.
        act: Id of the act, or None where it is the measure's own first one.
        note: Why, or None.

    Examples:
        >>> import tradetruce as tt
        >>> steel = tt.load().tariffs["us-s232-steel-mill"]
        >>> [(left.start, left.end) for left in steel.except_origins if left.economy == "CA"][0]
        (Date(2018, 3, 23), Date(2018, 6, 1))
    """

    economy: str = field(validator=economy_code)
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    act: str | None = field(default=None, validator=optional_text)
    note: str | None = field(default=None, validator=optional_text)


@frozen(kw_only=True)
class GivesWay:
    """
    A rule of precedence: goods that pay another measure do not pay this one.

    Attributes:
        to: Ids of the measures or programmes that are paid instead.
        start: First day, or None for as long as both exist.
        end: The day the rule stopped, or None.
        act: Id of the act that says so, or None where it is the measure's own.
        part: ``whole``: the good does not pay at all; ``content``: only the slice of value that the other is charged on.
        tiers: Tiers of the measure that give way (``general`` is what is in no tier); all where empty.
        origins: Origins of the good for which the rule counts; all where empty.
        rule: The note or section that says it, such as ``note 2(v)(x)``.

    Examples:
        >>> import tradetruce as tt
        >>> rules = tt.load().programmes["us-ieepa-reciprocal"].gives_way
        >>> [rule.rule for rule in rules if rule.to == ("us-s232-autos",)]
        ['note 2(v)(x)']
    """

    to: tuple[str, ...] = field(converter=as_tuple, validator=some)
    start: Date | None = field(default=None, converter=optional_date)
    end: Date | None = field(default=None, converter=optional_date, validator=ordered)
    act: str | None = field(default=None, validator=optional_text)
    part: Slice = field(default="whole", validator=one_of(Slice))  # pyright: ignore[reportAssignmentType]  # a literal default is read as any text
    tiers: tuple[str, ...] = field(default=(), converter=as_tuple)
    origins: tuple[str, ...] = field(default=(), converter=as_tuple)
    rule: str | None = field(default=None, validator=optional_text)
