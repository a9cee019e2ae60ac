"""What people said: short, attributed, word for word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ._record import Record, SourcedRecord, as_tuple, fold_text, optional_any_date, optional_text
from ._record import text as words_of
from .codes import names_of
from .collection import Collection
from .dates import AnyDate, AnyDateLike, within
from .errors import UnknownRecordError

if TYPE_CHECKING:
    from .leaders import Leader

__all__ = ["Quote", "Quotes"]

#: A quote is short: longer speech belongs in its source.
LONGEST = 600

#: Printers' marks and the keys that people have for them.
_TYPED = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=8192)
def _typed(value: str) -> str:
    """Return text as one would type it to find it: no case, accents, printers' marks or runs of spaces."""
    return " ".join(fold_text(value).translate(_TYPED).split())


@lru_cache(maxsize=8192)
def _words(value: str) -> tuple[str, ...]:
    """Return the words of a text, folded; a hyphen parts words, so that Jae-myung is Jae Myung."""
    return tuple(_WORD.findall(_typed(value)))


def _singular(topic: str) -> tuple[str, ...]:
    """Return the words of a topic without the plural's ending."""
    return tuple(word.removesuffix("s") for word in _words(topic))


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

    @property
    def topics(self) -> tuple[str, ...]:
        """
        The topics of these quotes, in alphabetical order, which `about` can be asked for.

        Examples:
            >>> import tradetruce as tt
            >>> {"fomo", "rare earths", "truce"} <= set(tt.load().quotes.topics)
            True
        """
        return tuple(sorted({topic for quote in self for topic in quote.topics}))

    @property
    def speakers(self) -> tuple[str, ...]:
        """
        The speakers of these quotes, each once, in the order in which they first spoke.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().quotes.about("fomo").speakers
            ('Neil Thomas',)
        """
        return tuple(dict.fromkeys(quote.speaker for quote in self))

    def by(self, speaker: str | Leader) -> Quotes:
        """
        Return the quotes of a speaker: a leader's id, or a name or a part of it, whatever the case and the accents.

        Whole words of the name count first, in any order: ``li`` finds Li Qiang and not Liu He. Only where no speaker has
        them do the first letters of one count: ``dukal``. A leader's native name is understood too.

        Raises:
            UnknownRecordError: Nobody of that name is quoted in the dataset.

        Examples:
            >>> import tradetruce as tt
            >>> {quote.speaker for quote in tt.load().quotes.by("dukalskis")}
            {'Alexander Dukalskis'}
            >>> tt.load().quotes.by("习近平").first.speaker
            'Xi Jinping'
        """
        name = speaker if isinstance(speaker, str) else speaker.id
        everything = self.dataset.quotes
        if self.dataset.leaders.get(name) is not None:
            return self.filter(lambda quote: quote.leader == name)
        names = {quote.speaker for quote in everything}
        wanted = _words(name)
        named: set[str] = {who for who in names if set(wanted) <= set(_words(who))} if wanted else set()
        if not named and wanted:
            named = {who for who in names if f" {' '.join(wanted)}" in f" {' '.join(_words(who))}"}
        if not named and wanted:
            leaders = set(self.dataset.leaders.named(name).ids)
            named = {quote.speaker for quote in everything if quote.leader in leaders}
        if not named:
            raise UnknownRecordError("speaker", name, names)
        return self.filter(lambda quote: quote.speaker in named)

    def speaking_for(self, body: str) -> Quotes:
        """
        Return what was said for a body: by those affiliated with it, and by itself where no name is printed.

        Args:
            body: The body or some words of its name, in any order: ``ministry of commerce``, ``nvidia``.

        Raises:
            UnknownRecordError: Nobody is quoted for such a body in the dataset.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().quotes.speaking_for("nvidia").speakers
            ('Jensen Huang',)
        """
        wanted = set(_words(body))

        def spoke(quote: Quote) -> bool:
            return bool(wanted) and wanted <= set(_words(quote.affiliation or quote.speaker))

        found = self.filter(spoke)
        everything = self.dataset.quotes
        if not found and not any(map(spoke, everything)):
            raise UnknownRecordError("body", body, {quote.affiliation or quote.speaker for quote in everything})
        return found

    def about(self, topic: str | Record) -> Quotes:
        """
        Return the quotes on a topic, or about a record (the record or its id).

        `topics` lists the topics there are; singular and plural are the same, and an economy goes by any of its names: ``UK``.
        A topic nobody spoke on gives an empty collection.

        Examples:
            >>> import tradetruce as tt
            >>> len(tt.load().quotes.about("FOMO")) >= 1
            True
        """
        name = topic if isinstance(topic, str) else topic.id
        economy = self.dataset._economy_called(name)
        wanted = {_singular(called) for called in (name, *(names_of(economy) if economy else ()))}
        return self.filter(lambda quote: name in quote.about or not wanted.isdisjoint(map(_singular, quote.topics)))

    def search(self, words: str) -> Quotes:
        """
        Return the quotes whose words contain a text, whatever the case, the accents and the printer's marks.

        Examples:
            >>> import tradetruce as tt
            >>> "Neil Thomas" in {quote.speaker for quote in tt.load().quotes.search("diplomatic fomo")}
            True
        """
        wanted = _typed(words)
        return self.filter(lambda quote: wanted in _typed(quote.text))

    def between(self, start: AnyDateLike, end: AnyDateLike) -> Quotes:
        """
        Return the quotes said within a span, both ends included; ``2026-01`` or ``2026`` mean the whole of it.

        Raises:
            InvalidDateError: A date cannot be read.

        Examples:
            >>> import tradetruce as tt
            >>> "Neil Thomas" in tt.load().quotes.between("2026-01-15", "2026-01-15").speakers
            True
        """
        lies = within(start, end)
        return self.filter(lambda quote: lies(quote.said))
