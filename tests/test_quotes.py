"""Quotes: found as people would look for them, and kept in order."""

import re

import pytest

import tradetruce as tt
from tradetruce.dates import earliest

MEASURES = {"tariffs", "courts", "section 122", "section 301", "section 338", "port fees", "export controls"}
MATTERS = {
    "agriculture",
    "aircraft",
    "artificial intelligence",
    "critical minerals",
    "decoupling",
    "electric vehicles",
    "embassy",
    "hallyu",
    "overcapacity",
    "rare earths",
    "semiconductors",
    "tiktok",
}
DEALING = {"truce", "phase one", "summit"}
PLACES = {
    "beijing",
    "buenos aires",
    "busan",
    "geneva",
    "kuala lumpur",
    "london",
    "madrid",
    "new york",
    "osaka",
    "paris",
    "stockholm",
    "washington",
}
OTHERS = {"visits", "fomo", "middle powers", "apec", "davos", "g7", "g20", "article"}
COUNTRIES = {"australia", "canada", "eu", "france", "germany", "iran", "japan", "south korea", "taiwan", "united kingdom"}
VOCABULARY = MEASURES | MATTERS | DEALING | PLACES | OTHERS | COUNTRIES


def test_topics_are_few_and_regular(ds):
    assert set(ds.quotes.topics) == VOCABULARY
    assert ds.quotes.topics == tuple(sorted(VOCABULARY))
    assert all(quote.topics and len(set(quote.topics)) == len(quote.topics) for quote in ds.quotes)


def test_quotes_come_in_the_order_they_were_said(ds):
    days = [earliest(quote.said) for quote in ds.quotes]
    assert days == sorted(days)


def test_a_quote_by_a_leader_says_the_same_name_as_the_leader(ds):
    spoken = {quote.leader: quote.speaker for quote in ds.quotes if quote.leader}
    assert spoken == {leader: ds.leaders[leader].name for leader in spoken}


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("li", {"Li Qiang", "Li Chenggang"}),
        ("he", {"He Lifeng", "He Yadong", "He Yongqian", "Liu He"}),
        ("xi", {"Xi Jinping"}),
        ("wang", {"Wang Yi", "Dan Wang"}),
        ("XI JINPING", {"Xi Jinping"}),
        ("Jinping Xi", {"Xi Jinping"}),
        ("xi-jinping", {"Xi Jinping"}),
        ("习近平", {"Xi Jinping"}),
        ("Lee Jae-myung", {"Lee Jae Myung"}),
        ("sefcovic", {"Maroš Šefčovič"}),
        ("Šefčovič", {"Maroš Šefčovič"}),
        ("Melanie Joly", {"Mélanie Joly"}),
        ("dukal", {"Alexander Dukalskis"}),
        ("von der Leyen", {"Ursula von der Leyen"}),
    ],
)
def test_a_speaker_is_found_by_the_words_of_the_name(ds, asked, speakers):
    assert {quote.speaker for quote in ds.quotes.by(asked)} == speakers


def test_a_leader_is_found_as_record_and_may_have_said_nothing(ds):
    assert ds.quotes.by(ds.leaders["mark-carney"]).speakers == ("Mark Carney",)
    assert len(ds.quotes.by("viktor-orban")) == 0
    assert len(ds.quotes.between("2018-01-01", "2018-12-31").by("carney")) == 0


@pytest.mark.parametrize("nobody", ["", "  ", "Neal Tomas", "?"])
def test_a_speaker_nobody_knows_is_an_error(ds, nobody):
    with pytest.raises(tt.UnknownRecordError, match="speaker"):
        ds.quotes.by(nobody)


def test_a_body_is_spoken_for_by_its_people_and_by_itself(ds):
    ministry = ds.quotes.speaking_for("ministry of commerce")
    assert {"He Yadong", "China Ministry of Commerce"} <= set(ministry.speakers)
    assert ds.quotes.speaking_for("Chatham House").speakers == ("Yu Jie",)
    assert len(ds.quotes.by("carney").speaking_for("nvidia")) == 0
    for nobody in ("", "Ministry of Silly Walks"):
        with pytest.raises(tt.UnknownRecordError, match="body"):
            ds.quotes.speaking_for(nobody)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("don't want to decouple", "bessent-decouple-2025-07"),
        ("don’t worry about china", "trump-bad-moment-2025"),
        ("'Drop Off Port'", "trump-drop-off-port-2026"),
        ('"small yard, high fence"', "sullivan-small-yard-2022"),
        ("L'INDUSTRIE EUROPEENNE", "macron-vie-ou-mort-2025"),
        ("predictable-if not", "yu-jie-predictable-2026"),
        ("life  or\ndeath", "macron-life-or-death-fragment-2026"),
        ("双行道", "xi-two-way-street-2026"),
    ],
)
def test_words_are_found_as_one_would_type_them(ds, typed, printed):
    assert printed in ds.quotes.search(typed)


def test_a_topic_is_found_whatever_its_case_and_hyphens(ds):
    assert ds.quotes.about("rare earths").ids == ds.quotes.about("Rare-Earths").ids
    assert ds.quotes.about("EU").ids == ds.quotes.about("eu").ids
    assert len(ds.quotes.about("no such topic")) == len(ds.quotes.about("")) == 0


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("UK", "united kingdom"),
        ("Korea", "south korea"),
        ("European Union", "eu"),
        ("rare earth", "rare earths"),
        ("visit", "visits"),
    ],
)
def test_a_topic_goes_by_the_names_of_an_economy_and_by_its_singular(ds, asked, topic):
    assert ds.quotes.about(asked).ids == ds.quotes.filter(lambda quote: topic in quote.topics).ids != ()


def test_letters_within_a_name_are_nobody(ds):
    with pytest.raises(tt.UnknownRecordError):
        ds.quotes.by("UK")  # and not Dukalskis
    with pytest.raises(tt.UnknownRecordError, match="Donald Trump"):
        ds.quotes.by("President Trump")


def test_a_span_takes_both_days_and_whole_months(ds):
    day = ds.quotes.between("2026-09-24", "2026-09-24")
    assert {quote.said.isoformat() for quote in day} == {"2026-09-24"}
    assert "wang-yi-khamenei-2026" in ds.quotes.between("2026-03-01", "2026-03-31")
    assert "wang-yi-khamenei-2026" not in ds.quotes.between("2026-03-02", "2026-03-31")


def test_quotes_are_short_and_bare(ds):
    for quote in ds.quotes:
        assert len(quote.text.split()) <= 60, quote.id
        assert not re.fullmatch(r"[“\"].*[”\"]", quote.text), quote.id
        assert quote.language == "zh" or not re.search(r"[\u4e00-\u9fff]", quote.text), quote.id
        assert not (quote.translated and re.search(r"[\u4e00-\u9fff]", quote.text)), quote.id
