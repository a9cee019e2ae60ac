"""Where facts come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from attrs import field, frozen

from ._record import Record, optional_any_date, optional_text, text
from .collection import Collection
from .dates import AnyDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dataset import Dataset

__all__ = ["Source", "Sources", "cite"]


def _source_citation(record: Any, _attribute: Any, value: Any) -> None:
    if value is None and record.url is None:
        msg = "a source needs a url or an official citation"
        raise ValueError(msg)


@frozen(kw_only=True, repr=False)
class Source(Record):
    """
    A page or an official document that a reader can open or order.

    Attributes:
        publisher: Who published it; a copy says whose text it is.
        title: Its title.
        url: Where it can be read, or None where only the citation is known.
        citation: Official citation, such as ``90 FR 15041``, or None. At least one of url and citation is there.
        published: The day, month or year of publication, or None where the page does not say.
        language: ISO 639-1 code of the text, or None for English.

    Examples:
        >>> import tradetruce as tt
        >>> tt.Source(id="fr-90-15041", publisher="Federal Register", title="Regulating imports", citation="90 FR 15041")
        <Source fr-90-15041: Federal Register, Regulating imports>
    """

    publisher: str = field(validator=text)
    title: str = field(validator=text)
    url: str | None = field(default=None, validator=optional_text)
    citation: str | None = field(default=None, validator=[optional_text, _source_citation])
    published: AnyDate | None = field(default=None, converter=optional_any_date)
    language: str | None = field(default=None, validator=optional_text)

    def _summary(self) -> str:
        return f"{self.publisher}, {self.title}"

    def _cited(self) -> tuple[Dataset, str, Iterable[Source]]:
        return (*super()._cited()[:2], (self,))

    def __str__(self) -> str:
        """Return the source as a line for a footnote."""
        day = f" ({self.published})" if self.published else ""
        return f"{self.publisher}, “{self.title}”{day}, {self.citation or self.url}"


class Sources(Collection[Source]):
    """
    Sources, in the order of their ids.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().sources["fr-83-28710"].citation
        '83 FR 28710'
    """

    __slots__ = ()
    kind = "source"


class Citable(Protocol):
    """What can be cited: a record, a duty, a dataset."""

    def _cited(self) -> tuple[Dataset, str, Iterable[Source]]: ...


def cite(subject: Citable) -> str:
    """
    Return how to cite a record, a duty or a dataset: the version of the data, what it is, then the sources it rests on.

    Args:
        subject: A record from a dataset, a `Duty`, or a `Dataset`.

    Raises:
        UnboundRecordError: The record belongs to no dataset.
        TypeError: It is none of these; of a collection cite each record.

    Examples:
        >>> import tradetruce as tt
        >>> print(tt.cite(tt.load().visits["carney-cn-2026"]).splitlines()[0].split(":")[0])
        tradetruce, data 2026.11.26, record carney-cn-2026
        >>> print(tt.cite(tt.load()))
        tradetruce, data 2026.11.26, researched to 2026-10-10.
    """
    if not hasattr(subject, "_cited"):
        msg = f"expected a record such as ds.visits['carney-cn-2026'], a duty or a dataset, not {subject!r}"
        raise TypeError(msg)
    dataset, words, sources = subject._cited()
    return "\n".join([f"tradetruce, data {dataset.version}, {words}.", *(f"  {source}" for source in sources)])
