"""Claims: the article taken apart into statements that can be checked."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen

from ._record import SourcedRecord, as_tuple, one_of, optional_text, text
from .collection import Collection

__all__ = ["Claim", "Claims"]

ClaimKind = Literal["visit", "tariff", "control", "leader", "quote", "event", "policy", "context", "opinion"]


def _claim_paragraph(_record: Any, _attribute: Any, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        msg = f"paragraph must be a whole number from 0, not {value!r}"
        raise ValueError(msg)


@frozen(kw_only=True, repr=False)
class Claim(SourcedRecord):
    """
    One statement of a published text, in our own words; never a stored verdict.

    Attributes:
        paragraph: Number of the paragraph; 0 is the headline.
        text: What it says, in our own words.
        kind: What it is about; ``opinion`` is not judged.
        about: Ids of the records it is about.
        when: The day or span it speaks of, as EDTF text, or None.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().claims["c23"].kind
        'visit'
    """

    paragraph: int = field(validator=_claim_paragraph)
    text: str = field(validator=text)
    kind: ClaimKind = field(validator=one_of(ClaimKind))
    about: tuple[str, ...] = field(default=(), converter=as_tuple)
    when: str | None = field(default=None, validator=optional_text)

    def _summary(self) -> str:
        return self.text


class Claims(Collection[Claim]):
    """
    Claims, in reading order.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().claims.first.paragraph  # the headline
        0
    """

    __slots__ = ()
    kind = "claim"
