"""What people said: short, attributed, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ._record import Record, SourcedRecord, as_tuple, fold_text, optional_any_date, optional_text
from ._record import text as words_of
from .collection import Collection
from .dates import AnyDate, DateLike, as_date, earliest, latest
from .errors import UnknownRecordError

if TYPE_CHECKING:
    from .leaders import Leader

__all__ = ["Quote", "Quotes"]

#: A quote is short: longer speech belongs in its source.
LONGEST = 600


def _quote_text(_record: Any, _attribute: Any, value: Any) -> None:
    if len(value) > LONGEST:
        msg = f"a quote has at most {LONGEST} characters, not {len(value)}: quote less and cite the source"
        raise ValueError(msg)


@frozen(kw_only=True, repr=False)
class Quote(SourcedRecord):
    """
    Attributed speech, exactly as printed.

    Attributes:
        speaker: Who said it.
        role: What the speaker was at the time, such as ``President`` or ``fellow on Chinese politics``; None where not known.
        affiliation: Body the speaker spoke for at the time, or None.
        leader: Id of the `Leader`, where one speaks; None otherwise.
        text: The words as printed, without quotation marks around them.
        language: ISO 639-1 code of the language it was said in.
        translated: True where the words printed are a translation.
        said: The day it was said, or printed where the day of speech is not known.
        occasion: Where or to whom it was said, or None.
        topics: What it is about, as lower-case keywords: ``fomo``, ``rare earths``.
        about: Ids of the records it is about.

    Examples:
        >>> import tradetruce as tt
        >>> quote = tt.load().quotes["thomas-fomo-2026"]
        >>> quote.speaker, quote.affiliation
        ('Neil Thomas', 'Asia Society Policy Institute')
    """

    speaker: str = field(validator=words_of)
    role: str | None = field(default=None, validator=optional_text)
    affiliation: str | None = field(default=None, validator=optional_text)
    leader: str | None = field(default=None, validator=optional_text)
    text: str = field(validator=[words_of, _quote_text])
    language: str = field(default="en", validator=words_of)
    translated: bool = False
    said: AnyDate | None = field(default=None, converter=optional_any_date)
    occasion: str | None = field(default=None, validator=optional_text)
    topics: tuple[str, ...] = field(default=(), converter=as_tuple)
    about: tuple[str, ...] = field(default=(), converter=as_tuple)

    def _summary(self) -> str:
        short = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        return f"{self.speaker}: “{short}”"


class Quotes(Collection[Quote]):
    """
    Quotes, in order of the day they were said.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().quotes.about("fomo").first.speaker
        'Neil Thomas'
    """

    __slots__ = ()
    kind = "quote"

    def by(self, speaker: str | Leader) -> Quotes:
        """
        Return the quotes of a speaker: a leader's id, or a name or a part of it, whatever the case and the accents.

        Raises:
            UnknownRecordError: Nobody of that name is quoted in the dataset.

        Examples:
            >>> import tradetruce as tt
            >>> {quote.speaker for quote in tt.load().quotes.by("dukalskis")}
            {'Alexander Dukalskis'}
        """
        name = speaker if isinstance(speaker, str) else speaker.id
        wanted = fold_text(name)

        def said(quote: Quote) -> bool:
            return quote.leader == name or wanted in fold_text(quote.speaker)

        found = self.filter(said)
        everything = self.dataset.quotes
        if not found and self.dataset.leaders.get(name) is None and not any(said(quote) for quote in everything):
            raise UnknownRecordError("speaker", name, {quote.speaker for quote in everything})
        return found

    def about(self, topic: str | Record) -> Quotes:
        """
        Return the quotes on a topic, or about a record (the record or its id).

        Examples:
            >>> import tradetruce as tt
            >>> len(tt.load().quotes.about("FOMO")) >= 1
            True
        """
        name = topic if isinstance(topic, str) else topic.id
        wanted = fold_text(name)
        return self.filter(lambda quote: name in quote.about or wanted in map(fold_text, quote.topics))

    def search(self, words: str) -> Quotes:
        """
        Return the quotes whose words contain a text, whatever the case and the accents.

        Examples:
            >>> import tradetruce as tt
            >>> "Neil Thomas" in {quote.speaker for quote in tt.load().quotes.search("diplomatic fomo")}
            True
        """
        wanted = fold_text(words)
        return self.filter(lambda quote: wanted in fold_text(quote.text))

    def between(self, start: DateLike, end: DateLike) -> Quotes:
        """Return the quotes said within a span, both days included."""
        first, last = as_date(start), as_date(end)
        return self.filter(lambda q: q.said is not None and first <= earliest(q.said) and latest(q.said) <= last)
