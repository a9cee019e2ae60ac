"""
The checks of paragraphs 9 to 20: minerals, Trump and the others, Australia, electric cars and canola, new governments, Xi.

One check for each claim that can be checked, under its id; a rule for a loose claim stands in the docstring.
"""

from __future__ import annotations

from fact_check_queries import (
    DECEMBER,
    LAST_OCTOBER,
    LAST_YEAR,
    PUBLISHED,
    SO_FAR,
    THIS_MONTH,
    THIS_WEEK,
    Finding,
    Span,
    ago,
    aimed,
    allies,
    charged,
    claim,
    complete,
    during,
    electric_cars,
    events,
    finding,
    first_day,
    numbers,
    planned,
    predecessor,
    quotes,
    says,
    spoke,
    tenure,
    trips,
    truce,
    when,
    who,
    works_at,
)
from pendulum import Date

import tradetruce as tt

HALF_A_YEAR = Span(PUBLISHED.subtract(months=6), PUBLISHED)
A_MONTH = Span(PUBLISHED.subtract(months=1), PUBLISHED)
NOVEMBER_2023 = Span(Date(2023, 11, 1), Date(2023, 11, 30))

# --- paragraphs 9 and 10: minerals


@claim("c44")
def minerals_a_reason_to_go(ds: tt.Dataset) -> Finding:
    """China's licenses on rare earths stood, and visitors of the last half-year spoke of them or came home with an offer."""
    licenses = ds.controls.by("CN").covering("rare earth").in_force(PUBLISHED).filter(lambda c: "*" in c.destinations)
    recent = ds.visits.to("CN").completed().between(*HALF_A_YEAR)
    goers = {visitor.leader for visit in recent for visitor in visit.visitors}
    words = ds.quotes.between(*HALF_A_YEAR).about("rare earths").filter(lambda quote: quote.leader in goers)
    offers = [
        deal for visit in recent for deal in during(visit, ds.agreements.of("CN")) if says(deal, "rare.earth|export licen")
    ]
    return finding(licenses and (words or offers), licenses, words, offers, partly=licenses)


@claim("c45")
def controls_suspended_for_a_year(ds: tt.Dataset) -> Finding:
    """All Chinese controls on minerals announced in the month of the pact stood suspended after it, for 360 to 372 days."""
    deal = truce(ds)
    day = first_day(deal.announced).add(weeks=2) if deal else PUBLISHED
    minerals = "rare.earth|lithium|graphite|diamond|battery"
    new = ds.controls.by("CN").announced_between(*LAST_OCTOBER).filter(lambda c: "*" in c.destinations and says(c, minerals))
    spans = [Span(s.since, s.last_day) for c in new.suspended(day) if (s := c.state(day)) and s.last_day]
    year = spans and all(360 <= (span.end - span.start).in_days() <= 372 for span in spans)
    stands = ds.controls.by("CN").covering("rare earth").in_force(day)
    but = f"{len(spans)} of {len(new)} suspended, {', '.join({f'{span.start} to {span.end}' for span in spans})}"
    but += f"; not suspended: {', '.join(stands.ids)}"
    return finding(deal and year and len(spans) == len(new), deal, new, partly=spans, but=but)


@claim("c46")
def dominant_in_minerals(ds: tt.Dataset) -> Finding:
    """Dominant is more than half of the world at each stage that the record gives a share for."""
    found = ds.events.filter(lambda event: event.kind == "statistic" and says(event, "share", "rare.earth"))
    shares = [share for event in found for share in numbers(event.summary, "%")]
    but = f"shares of {', '.join(map(str, shares))} %"
    return finding(shares and min(shares) > 50, found, undecided=not shares, but=but)


@claim("c47")
def good_for_stability(ds: tt.Dataset) -> Finding:
    """He hailed it as that if he spoke of stability or peace; praise in other words is right in part."""
    deal = truce(ds)
    said = quotes(ds, "donald-trump", span=Span(first_day(deal.announced), PUBLISHED)).about(deal) if deal else ds.quotes[:0]
    stable = said.filter(lambda quote: says(quote, "stabil|peace"))
    praise = said.filter(lambda quote: says(quote, "great|fantastic|openly|tremendous"))
    but = not stable and praise and f"no word of his on stability is on record; he said “{praise.first.text}”"
    return finding(stable, deal, stable or praise, partly=praise, undecided=True, but=but)


@claim("c48")
def west_knows_it_is_exposed(ds: tt.Dataset) -> Finding:
    """Three steps or more of G7 governments on critical minerals in the year before, with China no party to them."""
    g7, year = {*ds.groups["G7"].on(PUBLISHED), "EU"}, Span(PUBLISHED.subtract(years=1), PUBLISHED)
    steps = [
        *events(ds, year, "critical.mineral|raw.material"),
        *ds.agreements.between(*year).filter(lambda a: says(a, "mineral")),
    ]
    own = [step for step in steps if g7 & set(step.parties) and "CN" not in step.parties]
    return finding(len(own) >= 3, own, partly=own, undecided=True)


@claim("c49")
def wadephul_in_december(ds: tt.Dataset) -> Finding:
    made = trips(ds, DECEMBER, "johann-wadephul")
    off = ds.visits.to("CN").by("johann-wadephul").with_status("cancelled")
    but = made and f"{when(made.first)}, {' and '.join(made.first.places)}"
    return finding(made, made, off, but=but and off and f"{but}; called off before: {when(off.last)}", undecided=True)


@claim("c50")
def wadephul_foreign_minister(ds: tt.Dataset) -> Finding:
    minister = ds.leaders.in_office("DE", on=PUBLISHED, role="foreign_minister")
    return finding(minister and minister.id == "johann-wadephul", minister, undecided=minister is None)


claim("c51")(spoke("johann-wadephul", "angeboten", "Generallizenzen", "europäische"))


@claim("c52")
def finance_ministers_this_week(ds: tt.Dataset) -> Finding:
    g7 = set(ds.groups["G7"].on(PUBLISHED))
    met = events(ds, THIS_WEEK, "finance ministers", "G7").filter(lambda event: "Washington" in (event.place or ""))
    guests = sorted({party for event in met for party in event.parties} - g7)
    return finding(met and guests, met, partly=met, undecided=True, but=guests and f"with {', '.join(guests)}")


claim("c53")(spoke("US Treasury", "vulnerabilities in critical mineral"))

# --- paragraph 11: Trump and the others


@claim("c55")
def billions_pledged(ds: tt.Dataset) -> Finding:
    """Two allies or more promised to invest a hundred billion dollars or more, in deals of 2025 that set a US duty."""
    deals = ds.agreements.of("US").between(*LAST_YEAR).filter(lambda deal: says(deal, "dut(y|ies)|tariff|percent"))
    amounts = [
        (deal, term.party, numbers(term.text.lower().partition("invest")[2], " billion")[0])
        for deal in deals
        for term in deal.terms
        if term.party in allies(ds) and says(term, r"invest.*\d billion")
    ]
    big = [pledge for pledge in amounts if pledge[2] >= 100]
    but = ", ".join(f"{party} USD {amount} billion" for _deal, party, amount in big)
    return finding(len(big) >= 2, (deal for deal, *_ in big), partly=amounts, undecided=True, but=but)


@claim("c56")
def dealings_with_putin(ds: tt.Dataset) -> Finding:
    """A summit of the two since Trump took office again."""
    again = tenure(ds, "US")
    met = events(ds, Span(first_day(again[1].start), PUBLISHED), "Trump", "Putin", of="RU") if again else ds.events[:0]
    return finding(met, met, undecided=True, but=met and f"{met.first.title}, {met.first.start}: {met.first.summary}")


@claim("c57")
def maduro(ds: tt.Dataset) -> Finding:
    """One pushes to remove a man who is in office; in part where it had been done in the month before."""
    there = tenure(ds, "VE")
    done = events(ds, A_MONTH, "Maduro", of="US")
    but = done and f"out of date: {done.first.title}, {done.first.start}, {ago(first_day(done.first.start), PUBLISHED)} before"
    in_office = there is not None and there[0].id == "nicolas-maduro"
    return finding(in_office and not done, done, there and there[0], partly=done, undecided=there is None, but=but)


@claim("c58")
def greenland_ideas(ds: tt.Dataset) -> Finding:
    found = events(ds, A_MONTH, "Greenland", "Trump")
    return finding(
        found, found, undecided=True, but=found and f"{found.first.title}, {found.first.start}: {found.first.summary}"
    )


@claim("c59")
def greenland_and_denmark(ds: tt.Dataset) -> Finding:
    found = ds.events.filter(lambda event: says(event, "Greenland is a self-governing part of the Kingdom of Denmark"))
    member = "DK" in ds.groups["NATO"].on(PUBLISHED)
    return finding(found and member, found, "NATO: DK" if member else None, partly=found or member, undecided=True)


# --- paragraphs 12 and 13: Kurt Tong, Macron

claim("c60")(spoke("Kurt Tong", "have evaporated"))
claim("c62")(spoke("Kurt Tong", "less confrontational"))  # all that is quoted; the political cover is the article's paraphrase


@claim("c61")
def tong_a_diplomat(ds: tt.Dataset) -> Finding:
    found = quotes(ds, "Kurt Tong").filter(lambda quote: says(quote, "former US (consul|ambassador)"))
    return finding(found, found, undecided=True, but=found and found.first.role)


@claim("c63")
def fear_of_cheap_goods(ds: tt.Dataset) -> Finding:
    """Many is five importers or more beside the US with new duties aimed at China since 2023, and a leader who says why."""
    new = ds.tariffs.announced_between("2023-01-01", PUBLISHED).in_force(PUBLISHED)
    importers = sorted({measure.importer for measure in new if "CN" in measure.origins} - {"US"})
    words = ds.quotes.between(LAST_YEAR.start, PUBLISHED).about("overcapacity").filter(lambda quote: quote.leader)
    surplus = ds.events.of("CN").filter(lambda event: says(event, "trade surplus"))
    count = f"new duties aimed at China in {', '.join(importers)}"
    return finding(len(importers) >= 5 and words, words, surplus, count, partly=importers, undecided=True)


@claim("c64")
def life_or_death(ds: tt.Dataset) -> Finding:
    """In part if the whole sentence sets Europe between two powers, not against China alone."""
    found = quotes(ds, "emmanuel-macron", "life or death")
    two = found.filter(lambda quote: says(quote, "between the two"))
    but = two and f"the whole sentence: “{two.first.text}” ({two.first.said})"
    return finding(found and not two, found, partly=two, undecided=True, but=but)


@claim("c65")
def macron_in_december(ds: tt.Dataset) -> Finding:
    found = trips(ds, DECEMBER, "emmanuel-macron").filter(lambda visit: "Beijing" in visit.places)
    but = found and f"{found.first.kind} visit, {when(found.first)}, {' and '.join(found.first.places)}"
    return finding(found, found, but=but, undecided=not complete(ds, "visits", "FR"))


# --- paragraph 14: Australia


def on_australia(ds: tt.Dataset) -> list[tuple[tt.TariffMeasure, Span]]:
    """Return the Chinese measures against Australia that began in 2020 or 2021, and from when to when each applied."""
    spans = [(measure, charged(ds, measure)) for measure in aimed(ds, "CN", "AU")]
    return [(measure, span) for measure, span in spans if span.start.year in (2020, 2021)]


@claim("c68")
def measures_on_australia(ds: tt.Dataset) -> Finding:
    """Three measures or more."""
    found = on_australia(ds)
    but = "; ".join(f"{measure.title}, {span.start} to {span.end}" for measure, span in found)
    return finding(len(found) >= 3, (measure for measure, _span in found), partly=found, but=but)


@claim("c69")
def albanese_in_november_2023(ds: tt.Dataset) -> Finding:
    return albanese_in(ds, NOVEMBER_2023)


@claim("c71")
def albanese_last_year(ds: tt.Dataset) -> Finding:
    return albanese_in(ds, LAST_YEAR)


def albanese_in(ds: tt.Dataset, span: Span) -> Finding:
    """Return whether Albanese was in China in a span."""
    found = trips(ds, span, "anthony-albanese")
    before = found.first.previous if found else None
    but = found and f"{when(found.first)}, {', '.join(found.first.places)}; before: {who(before)}, {when(before)}"
    return finding(found, found, before, but=but, undecided=not complete(ds, "visits", "AU"))


@claim("c70")
def tense_chapter_closed(ds: tt.Dataset) -> Finding:
    """It helped if measures that stood at the visit were gone, all of them, within fourteen months of it."""
    visit = next(iter(trips(ds, NOVEMBER_2023, "anthony-albanese")), None)
    if visit is None or visit.end is None:
        return finding(holds=False)
    left = first_day(visit.end)
    stood = [(measure, span.end) for measure, span in on_australia(ds) if span.end > left]
    gone = [measure for measure, end in stood if end <= left.add(months=14)]
    before = [f"{measure.title} {span.end}" for measure, span in on_australia(ds) if span.end <= left]
    but = f"ended before it: {'; '.join(before)}; after it: {'; '.join(f'{measure.title} {end}' for measure, end in stood)}"
    return finding(stood and len(gone) == len(stood), visit, gone, partly=gone, but=but)


# --- paragraph 15: electric cars, dairy and pork, canola


@claim("c72")
def minimum_prices(ds: tt.Dataset) -> Finding:
    """In place of tariffs would let the duty go; an offer of the week with the duty in force as before is right in part."""
    offers = [*ds.agreements.of("EU").of("CN").between(*THIS_WEEK), *aimed(ds, "EU", "CN").announced_between(*THIS_WEEK)]
    offers = [offer for offer in offers if says(offer, "minimum.price")]
    duties = electric_cars(ds, "EU").in_force(PUBLISHED)
    but = [f"{m.title}: {state.terms} in force as before" for m in duties if (state := m.state(PUBLISHED))]
    accepted = ds.agreements.of("EU").of("CN").between(PUBLISHED, ds.as_of).filter(lambda deal: says(deal, "undertaking"))
    return finding(offers and not duties, offers, duties, partly=offers, but="; ".join(but), follow=accepted)


@claim("c73")
def eu_duties_of_2024(ds: tt.Dataset) -> Finding:
    duties = electric_cars(ds, "EU").filter(lambda measure: charged(ds, measure).start < PUBLISHED)
    begun = [measure for measure in duties if charged(ds, measure).start.year == 2024]
    steps = [f"{s.status.replace('_', ' ')} from {s.since}, {s.terms}" for m in begun for s in m.states if s.terms]
    return finding(duties and len(begun) == len(duties), duties, but="; ".join(steps), undecided=not duties)


@claim("c75")
def answer_to_the_eu(ds: tt.Dataset) -> Finding:
    """The dispute led to the cases if all came after the EU's first duty; in part if they came after its case was opened."""
    dispute = ds.events.of("EU").filter(
        lambda event: event.kind == "investigation" and says(event, "EU opens", "electric cars")
    )
    cases = ds.events.of("EU").filter(lambda event: event.kind == "investigation" and says(event, "China opens"))
    goods = {good: first_day(case.start) for case in cases for good in ("brandy", "pork", "dairy") if says(case, f"EU {good}")}
    first = min((charged(ds, measure).start for measure in electric_cars(ds, "EU")), default=None)
    if len(goods) < 3 or not dispute or first is None:
        return finding(holds=False, undecided=True)
    opened = first_day(dispute.first.start)
    but = f"EU case opened {opened}, first duty {first}; China's: " + ", ".join(f"{good} {day}" for good, day in goods.items())
    own = [measure for good in goods for measure in aimed(ds, "CN", "EU", good)]
    return finding(min(goods.values()) > first, dispute, cases, own, partly=min(goods.values()) > opened, but=but, follow=own)


@claim("c76")
def soften_the_surtax(ds: tt.Dataset) -> Finding:
    """The duty was 100 % on the day; that China wanted it softened shows once the deal of the visit softens it."""
    full = [m for m in electric_cars(ds, "CA") if (state := m.state(PUBLISHED)) and state.in_force and state.rate == 100]
    deal, terms = visit_deal(ds, "CA", giver="CA", pattern="electric car")
    but = "; ".join(f"{measure.title} since {charged(ds, measure).start}" for measure in full)
    return finding(full and terms, full, deal, *terms, partly=full and deal, undecided=full, but=but, follow=deal)


def visit_deal(ds: tt.Dataset, economy: str, *, giver: str, pattern: str) -> tuple[tt.Agreement | None, list[str]]:
    """Return the deal an economy made with China on its leader's visit of this month, and the giver's terms that match."""
    deals = [deal for visit in trips(ds, THIS_MONTH, economy) for deal in during(visit, ds.agreements.of(economy).of("CN"))]
    terms = [term.text for deal in deals for term in deal.terms if term.party == giver and says(term, pattern)]
    return (deals[0] if deals else None), terms


@claim("c77")
def in_line_with_us_levies(ds: tt.Dataset) -> Finding:
    """In line is the same rate, begun within two months of the American one, while Biden was in office."""
    pairs = [
        (own, us)
        for own in electric_cars(ds, "CA")
        for us in electric_cars(ds, "US")
        if (begun := charged(ds, us).start) and abs((charged(ds, own).start - begun).in_days()) <= 62
        if (a := own.state(PUBLISHED)) and (b := us.state(PUBLISHED)) and a.rate == b.rate
        if (led := tenure(ds, "US", begun)) and led[0].id == "joe-biden"
    ]
    but = [f"{a.title} from {charged(ds, a).start}; {b.title} from {charged(ds, b).start}" for a, b in pairs]
    return finding(pairs, (measure for pair in pairs for measure in pair), but="; ".join(but))


@claim("c78")
def loosen_on_canola(ds: tt.Dataset) -> Finding:
    """Duties were charged on the day; the exchange shows once the deal of the visit has a Chinese term on canola."""
    curbs = aimed(ds, "CN", "CA", "canola|rapeseed")
    rates = {m: state.terms for m in curbs if (state := m.state(PUBLISHED)) and state.status in ("in_force", "provisional")}
    deal, terms = visit_deal(ds, "CA", giver="CN", pattern="canola")
    but = "; ".join(f"{measure.title}: {rate}" for measure, rate in rates.items())
    return finding(
        rates and terms,
        rates,
        deal,
        *terms,
        partly=rates and deal,
        undecided=rates,
        but=but,
        follow=(*rates, deal) if deal else (),
    )


# --- paragraph 16: Starmer and the embassy


@claim("c79")
def growth_without_going_soft(ds: tt.Dataset) -> Finding:
    """Growth: a deal on trade came of his trip. Not soft: Britain is in a pact on secure supply that leaves China out."""
    deals = [deal for visit in planned(ds, "GB").completed() for deal in during(visit, ds.agreements.of("GB").of("CN"))]
    trade = [deal for deal in deals if says(deal, "dut(y|ies)|trade|services")]
    secure = (
        ds.agreements.of("GB").between(LAST_YEAR.start, PUBLISHED).filter(lambda a: "CN" not in a.parties and says(a, "secure"))
    )
    words = quotes(ds, "keir-starmer", "opportunit|progress")
    return finding(trade and secure, trade, secure, words, partly=trade, undecided=not deals, follow=planned(ds, "GB"))


@claim("c80")
def embassy_this_month(ds: tt.Dataset) -> Finding:
    """Expected this month: open until the month is over, then true if the decision came."""
    made = events(ds, Span(PUBLISHED, THIS_MONTH.end), "embassy", of="GB")
    notes = [report.note for visit in planned(ds, "GB") for report in visit.reports if report.on <= PUBLISHED and report.note]
    awaited = [note for note in notes if "embassy" in note]
    but = made and f"{made.first.title}, {made.first.start}: {made.first.summary}"
    return finding(made, made, *awaited, undecided=(ds.known or ds.as_of) < THIS_MONTH.end, but=but)


# --- paragraph 17: new governments


@claim("c82")
def carney_succeeded_trudeau(ds: tt.Dataset) -> Finding:
    now, before = tenure(ds, "CA"), predecessor(ds, "CA")
    if now is None or before is None:
        return finding(holds=False, undecided=True)
    right = (now[0].id, before[0].id) == ("mark-carney", "justin-trudeau")
    return finding(right, now[0], before[0], but=f"{before[0].name} until {before[1].end}, {now[0].name} from {now[1].start}")


@claim("c83")
def frozen_under_trudeau(ds: tt.Dataset) -> Finding:
    """An extradition case begun in his years, and no prime minister in China from then to its end."""
    case = ds.events.of("CA").filter(lambda event: says(event, "extradition"))
    if len(case) < 2:
        return finding(holds=False, undecided=True)
    span = Span(first_day(case.first.start), first_day(case.last.start))
    led = tenure(ds, "CA", span.start)
    his = led is not None and led[0].id == "justin-trudeau"
    frozen = complete(ds, "visits", "CA") and not trips(ds, span, "CA")
    return finding(his and frozen, case, led and led[0], partly=his, but=f"{span.start} to {span.end}: {ago(*span)}")


@claim("c84")
def conservatives_on_hong_kong(ds: tt.Dataset) -> Finding:
    """Words or acts of Britain over Hong Kong while a Conservative led it: three or more are often, fewer right in part."""
    acts = [(event, first_day(event.start)) for event in ds.events.of("GB") if says(event, "Hong Kong")]
    said = [(quote, first_day(quote.said)) for quote in ds.quotes if quote.affiliation == "United Kingdom" and quote.said]
    said = [(quote, day) for quote, day in said if says(quote, "Hong Kong")]
    found = [record for record, day in (*acts, *said) if (led := tenure(ds, "GB", day)) and led[1].party == "Conservative"]
    return finding(len(found) >= 3, found, partly=found, undecided=True)


@claim("c85")
def labour_after_conservatives(ds: tt.Dataset) -> Finding:
    now, before = tenure(ds, "GB"), predecessor(ds, "GB")
    if now is None or before is None:
        return finding(holds=False, undecided=True)
    right = (now[1].party, before[1].party) == ("Labour", "Conservative")
    but = f"{before[0].name} ({before[1].party}) until {before[1].end}, {now[0].name} ({now[1].party}) from {now[1].start}"
    return finding(right, now[0], before[0], undecided=None in (now[1].party, before[1].party), but=but)


@claim("c86")
def lee_more_dovish(ds: tt.Dataset) -> Finding:
    """The line shows in trips: he has been to China more often than the predecessor in his whole term."""
    now, before = tenure(ds, "KR"), predecessor(ds, "KR")
    if now is None or before is None:
        return finding(holds=False, undecided=True)
    his, earlier = trips(ds, SO_FAR, now[0].id), ds.visits.to("CN").by(before[0]).completed()
    since = ago(first_day(now[1].start), PUBLISHED)
    but = f"trips to China: {now[0].name} {len(his)} in {since}, {before[0].name} {len(earlier)} to {before[1].end}"
    return finding(len(his) > len(earlier), his, now[0], before[0], but=but)


@claim("c87")
def lee_asks_on_pop(ds: tt.Dataset) -> Finding:
    """The curbs stood, and they were on the table of the visit: in words of his side about it, or in the terms of its deal."""
    stands = ("in_force", "announced")  # no act was ever published, so by the rules of the record they count as announced
    curbs = aimed(ds, "CN", "KR", "pop culture").filter(lambda m: (state := m.state(PUBLISHED)) and state.status in stands)
    lee = trips(ds, SO_FAR, "lee-jae-myung")
    words = [quote for visit in lee for quote in ds.quotes.about(visit) if says(quote, "hallyu")]
    deals = [deal for visit in lee for deal in during(visit, ds.agreements.of("KR").of("CN")) if says(deal, "cultur")]
    begun = ds.events.of("KR").filter(lambda event: says(event, "unofficial curbs"))
    but = begun and f"unofficial, since {begun.first.start}" + (f"; “{words[0].text}”" if words else "")
    return finding(curbs and (words or deals), curbs, begun, words, deals, partly=curbs, undecided=not curbs, but=but)


# --- paragraph 18: Xi


@claim("c88")
def age_of_xi(ds: tt.Dataset) -> Finding:
    xi = ds.leaders["xi-jinping"]
    if not isinstance(xi.born, Date):
        return finding(holds=False, undecided=True)
    age, now = (PUBLISHED - xi.born).in_years(), ((ds.known or ds.as_of) - xi.born).in_years()
    return finding(
        age == 72, xi, f"{age} on {PUBLISHED}", but=f"born {xi.born}" + (f", {now} on {ds.as_of}" if now > age else "")
    )


@claim("c89")
def xi_travels_less(ds: tt.Dataset) -> Finding:
    """Less often is fewer economies in the twelve months to the article than in the twelve months before those."""
    made = ds.visits.by("xi-jinping").completed()
    year, earlier = (made.between(PUBLISHED.subtract(years=n).add(days=1), PUBLISHED.subtract(years=n - 1)) for n in (1, 2))
    fewer, more = ({visit.host_economy for visit in found} for found in (year, earlier))
    but = f"{len(fewer)} economies in the twelve months before the article, {len(more)} in the twelve before those"
    return finding(len(fewer) < len(more), year, earlier, but=but)


@claim("c90")
def xi_skipped_the_g20(ds: tt.Dataset) -> Finding:
    """No trip of his to the host in the days of the summit; the record of his trips is complete."""
    summit = events(ds, HALF_A_YEAR, "G20 summit").filter(lambda event: (event.place or "").endswith("ZA"))
    if not summit or not complete(ds, "visits", "CN"):
        return finding(holds=False, undecided=True)
    day = first_day(summit.first.start)
    went = ds.visits.to("ZA").by("xi-jinping").completed().between(day.subtract(days=3), day.add(days=3))
    return finding(not went, summit, went, but=summit.first.summary)


# --- paragraphs 19 and 20: Alexander Dukalskis

claim("c92")(spoke("Dukalskis", "decent terms with China"))
claim("c93")(works_at("Dukalskis", "University College Dublin"))
claim("c96")(spoke("Dukalskis", "self-harm", "sit back"))


@claim("c94")
def losing_pace(ds: tt.Dataset) -> Finding:
    """Losing pace: growth of the last quarter under that of the year; the figures came after the article."""
    found = ds.events.of("CN").filter(lambda event: event.kind == "statistic" and says(event, "growth", "quarter"))
    rates = numbers(found.last.summary, "%")[:2] if found else []
    but = rates and f"{rates[0]} % for the year, {rates[-1]} % for its last quarter, published {found.last.start}"
    return finding(rates and rates[-1] < rates[0], found, undecided=not rates, but=but)
