"""
What did they say, when, and where is it printed?

A book of the truce in quotes, in order of time, each with its speaker, day and source. Give a topic, a speaker or a word.

    python examples/quote_book.py                       the truce and fear of missing out
    python examples/quote_book.py "rare earths"
    python examples/quote_book.py carney
"""

import sys
import textwrap

import tradetruce as tt

TOPICS = ("truce", "fomo")


def find(ds: tt.Dataset, wanted: str) -> tt.Quotes:
    """Return the quotes on a topic, else those of a speaker, else those that contain a word."""
    about = ds.quotes.about(wanted)
    if about:
        return about
    try:
        return ds.quotes.by(wanted)
    except tt.UnknownRecordError:
        return ds.quotes.search(wanted)


def print_quote(ds: tt.Dataset, quote: tt.Quote) -> None:
    """Print one quote with all that is needed to cite it."""
    print(textwrap.fill(f"“{quote.text}”", width=100, initial_indent="  ", subsequent_indent="  "))
    who = ", ".join(filter(None, (quote.speaker, quote.role, quote.affiliation)))
    how = " (translated)" if quote.translated else ""
    print(f"      {who}, {quote.said or 'day not known'}{how}")
    if quote.occasion:
        print(f"      {quote.occasion}")
    print(f"      {ds.sources[quote.sources[0]]}\n")


def main(arguments: list[str]) -> None:
    """Print the book."""
    ds = tt.load()
    for wanted in arguments or TOPICS:
        found = find(ds, wanted)
        print(f"{wanted}: {len(found)} quotes\n")
        for quote in found:
            print_quote(ds, quote)


if __name__ == "__main__":
    main(sys.argv[1:])
