"""
The checks of the headline and paragraphs 1 to 8: the rush to Beijing, the calendar, the chips, Japan.

One check for each claim that can be checked, under its id. Where a claim is loose ("a rush", "close to ten years"), the rule by
which it is judged stands in the docstring.
"""

from __future__ import annotations

import difflib

from fact_check_queries import (
    LAST_OCTOBER,
    LAST_YEAR,
    NEXT_MONTH,
    PUBLISHED,
    SO_FAR,
    THIS_MONTH,
    THIS_WEEK,
    Finding,
    Span,
    ago,
    allies,
    claim,
    complete,
    decided_in,
    during,
    eased,
    events,
    finding,
    first_day,
    last_trip,
    plan,
    planned,
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

# --- headline and paragraph 1: the truce and the procession


@claim("c01")
def truce_set_off_a_rush(ds: tt.Dataset) -> Finding:
    """In part: more allied leaders came on trips of their own than in as many days before. Wholly: one named the truce as reason."""
    deal = truce(ds)
    if deal is None:
        return finding(holds=False)
    day = first_day(deal.announced)
    before = Span(day.subtract(days=(PUBLISHED - day).in_days()), day.subtract(days=1))
    came, earlier = (
        [v for v in trips(ds, s).bilateral() if v.visitor_economy in allies(ds)] for s in (Span(day, PUBLISHED), before)
    )
    named = [quote for quote in ds.quotes.about(deal) if quote.leader in {visit.visitors[0].leader for visit in came}]
    span = ago(day, PUBLISHED)
    but = f"{len(came)} leaders of US allies came in the {span} since, {len(earlier)} in the {span} before"
    but += "" if named else "; none is on record naming the truce as the reason"
    rush = len(came) > len(earlier)
    return finding(rush and named, deal, came, named, partly=rush, but=but)


@claim("c03")
def allies_shaped_by_tariffs(ds: tt.Dataset) -> Finding:
    """New US tariffs on each of five allies in more than six months of 2025, and tariff deals with three or more of them."""
    partners = {"CA", "EU", "GB", "JP", "KR"}
    new = ds.tariffs.by("US").announced_between("2025-01-20", LAST_YEAR.end)
    middles = [Date(LAST_YEAR.start.year, month, 15) for month in range(1, 13)]
    hit = [day for day in middles if all(new.on_goods_of(partner).in_force(day) for partner in partners)]
    deals = ds.agreements.of("US").between(*LAST_YEAR).filter(lambda deal: says(deal, r"\d percent|tariff|\bdut(y|ies)\b"))
    deals = deals.filter(lambda deal: partners & set(deal.parties))
    made = sorted(partners & {party for deal in deals for party in deal.parties})
    count = f"{len(hit)} of 12 months with new US tariffs on all of {', '.join(sorted(partners))}; deals with {', '.join(made)}"
    return finding(len(hit) > 6 and len(made) >= 3, count, deals, partly=len(hit) > 6)


@claim("c04")
def dialling_back(ds: tt.Dataset) -> Finding:
    """Duties on China fell under the truce; in part if a new threat against it came in the fortnight before the article."""
    cuts = eased(ds, "US", "CN", truce(ds))
    fortnight = Span(PUBLISHED.subtract(weeks=2), PUBLISHED)
    threats = events(ds, fortnight, r"tariff|\d%", "China|truce", of="US").filter(lambda event: event.kind == "statement")
    but = [f"{event.title}, {ago(first_day(event.start), PUBLISHED)} before the article" for event in threats]
    return finding(cuts and not threats, truce(ds), *cuts, threats, partly=cuts, but="; ".join(but))


@claim("c05")
def steady_procession(ds: tt.Dataset) -> Finding:
    """Steady is a leader in each month since the truce, six or more in all."""
    deal = truce(ds)
    since = trips(ds, Span(first_day(deal.announced) if deal else LAST_OCTOBER.end, PUBLISHED))
    article = " ".join(claim.text for claim in ds.claims)
    unnamed = [leader.name for leader in since.leaders if (leader.family_name or leader.name) not in article]
    steady = {month for month, count in since.per_month().items() if count} >= {"2025-11", "2025-12", "2026-01"}
    but = f"{len(since.leaders)} leaders since the truce; not named: {', '.join(unnamed)}"
    return finding(steady and len(since.leaders) >= 6, since, partly=len(since.leaders) >= 3, but=but)


@claim("c06")
def second_largest_economy(ds: tt.Dataset) -> Finding:
    found = ds.events.of("CN").filter(lambda event: event.kind == "statistic" and says(event, "second-largest economy"))
    return finding(found, found, undecided=True, but=found and found.last.summary)


# --- paragraph 2: Lee and Carney


@claim("c07")
def lee_this_month(ds: tt.Dataset) -> Finding:
    found = trips(ds, SO_FAR, "lee-jae-myung").filter(lambda visit: "Beijing" in visit.places)
    but = found and f"{found.first.kind} visit to {' and '.join(found.first.places)}, {when(found.first)}"
    return finding(found, found, but=but, undecided=not complete(ds, "visits", "KR"))


@claim("c08")
def first_korean_since_2019(ds: tt.Dataset) -> Finding:
    return first_since(ds, "KR", 2019)


def first_since(ds: tt.Dataset, economy: str, year: int) -> Finding:
    """Return whether the trip before that of this month, made or planned, was in a year."""
    made = trips(ds, THIS_MONTH, economy)
    last = last_trip(ds, economy, first_day(made.first.start) if made and made.first.start else PUBLISHED)
    coming = made or planned(ds, economy)
    right = last is not None and last.start is not None and first_day(last.start).year == year
    but = last and f"before: {who(last)}, {when(last)}"
    return finding(right and coming, coming, last, but=but, undecided=not complete(ds, "visits", economy))


@claim("c09")
def thaw_after_cool_years(ds: tt.Dataset) -> Finding:
    """Three years or more without a president's visit, a quarrel over security on record, and a visit that brought something."""
    visit = next(iter(trips(ds, SO_FAR, "KR")), None)
    quarrel = ds.events.of("KR").of("CN").filter(lambda event: says(event, "THAAD|missile"))
    years = visit.since_previous.in_years() if visit and visit.since_previous else 0
    met = ds.meetings.of("KR").of("CN").between(LAST_OCTOBER.start, PUBLISHED).filter(lambda m: m.format == "in_person")
    cool = years >= 3 and quarrel
    but = cool and met and f"cool since {quarrel.first.start}; the leaders had met on {met.first.start} already"
    return finding(cool and visit and visit.outcomes, visit, quarrel, met, f"{years} years", partly=cool, but=but)


@claim("c10")
def carney_days_after_lee(ds: tt.Dataset) -> Finding:
    """Days after is less than two weeks after Lee had left; while a trip is under way its places are not told yet."""
    lee, carney = (trips(ds, SO_FAR, name) for name in ("lee-jae-myung", "mark-carney"))
    if not (lee and carney and lee.last.end and carney.first.start):
        return finding(holds=False, undecided=not complete(ds, "visits", "CA"))
    left, came = first_day(lee.last.end), first_day(carney.first.start)
    soon = left < came < left.add(weeks=2) and (not carney.first.places or "Beijing" in carney.first.places)
    return finding(soon, lee, carney, but=f"Carney came on {came}, {ago(left, came)} after Lee had left")


@claim("c11")
def close_to_ten_years(ds: tt.Dataset) -> Finding:
    """Close to ten years is nine and a half or more; a gap of five years or more is right in part."""
    carney, last = trips(ds, SO_FAR, "CA"), last_trip(ds, "CA", SO_FAR.start)
    if not (carney and carney.first.start and last and last.end):
        return finding(holds=False, undecided=not complete(ds, "visits", "CA"))
    left, came = first_day(last.end), first_day(carney.first.start)
    met = ds.meetings.of("CA").of("CN").between(left, came)
    but = f"{ago(left, came)} since {who(last)} left on {left}"
    but += f"; the leaders met elsewhere on {met.last.start}" if met else ""
    return finding(left.add(years=9, months=6) <= came, carney, last, met, partly=left.add(years=5) <= came, but=but)


# --- paragraph 3: Starmer, Merz, Europe


@claim("c12")
def starmer_getting_ready(ds: tt.Dataset) -> Finding:
    coming = planned(ds, "keir-starmer")
    but = coming and f"as last said by then: {when(plan(coming.first))}"
    return finding(coming, coming, but=but, undecided=not complete(ds, "visits", "GB"))


@claim("c13")
def first_briton_since_2018(ds: tt.Dataset) -> Finding:
    return first_since(ds, "GB", 2018)


@claim("c14")
def starmer_for_trade(ds: tt.Dataset) -> Finding:
    """A trip is for trade where most terms of the deal made on it are; before it, that is open."""
    made = planned(ds, "GB").completed()
    deals = [deal for visit in made for deal in during(visit, ds.agreements.of("GB").of("CN"))]
    terms = [term for deal in deals for term in deal.terms]
    trade = [term for term in terms if says(term, "tariff|dut(y|ies)|trade|invest|services|visa")]
    count = terms and f"{len(trade)} of {len(terms)} terms on trade, investment, services and travel"
    return finding(len(trade) * 2 > len(terms), made, deals, undecided=not deals, but=count, follow=made)


@claim("c15")
def new_chancellor(ds: tt.Dataset) -> Finding:
    """New is the first half-year in office; longer is right in part."""
    held = tenure(ds, "DE")
    if held is None or held[0].id != "friedrich-merz":
        return finding(holds=False, undecided=held is None)
    start = first_day(held[1].start)
    but = f"{held[1].office} for {ago(start, PUBLISHED)}, since {start}"
    return finding(start.add(months=6) > PUBLISHED, held[0], partly=True, but=but)


@claim("c16")
def merz_next_month(ds: tt.Dataset) -> Finding:
    said = [(visit, report) for visit in planned(ds, "friedrich-merz") if (report := plan(visit)) and report.start]
    due = [visit for visit, report in said if report.start and NEXT_MONTH.start <= first_day(report.start) <= NEXT_MONTH.end]
    return finding(due, due, *(f"said on {report.on}: {when(report)}" for _visit, report in said))


@claim("c17")
def europe_engages_despite_mistrust(ds: tt.Dataset) -> Finding:
    """Three European leaders or more came since the truce or were due, while EU duties aimed at China stayed in force."""
    europe = {*ds.groups["EU27"].on(PUBLISHED), "GB"}
    came = [visit for visit in trips(ds, Span(LAST_OCTOBER.end, PUBLISHED)) if visit.visitor_economy in europe]
    due = [*planned(ds, "GB"), *planned(ds, "DE")]
    guard = ds.tariffs.by("EU").filter(lambda measure: "CN" in measure.origins).in_force(PUBLISHED)
    return finding(len(came) + len(due) >= 3 and guard, came, due, guard)


# --- paragraph 4: the truce and the calendar


@claim("c18")
def trips_follow_the_truce(ds: tt.Dataset) -> Finding:
    """Some months is two or more from the truce to the first of the trips named before; earlier is right in part."""
    deal = truce(ds)
    begun = [*trips(ds, SO_FAR, "lee-jae-myung"), *trips(ds, SO_FAR, "mark-carney")]
    ahead = [*planned(ds, "keir-starmer"), *planned(ds, "friedrich-merz")]
    if deal is None or not begun:
        return finding(holds=False)
    day, first = first_day(deal.announced), min(first_day(visit.start) for visit in begun if visit.start)
    but = f"the first began {ago(day, first)} after {day}, the article came {ago(day, PUBLISHED)} after"
    return finding(day.add(months=2) <= first, deal, begun, ahead, partly=day < first, but=but)


@claim("c19")
def both_stepped_back(ds: tt.Dataset) -> Finding:
    """Each side charged less, on the day the truce began, than its law of the eve had foreseen."""
    us, cn = eased(ds, "US", "CN", truce(ds)), eased(ds, "CN", "US", truce(ds))
    return finding(us and cn, truce(ds), partly=us or cn, but="; ".join(us + cn))


@claim("c20")
def markets_rattled(ds: tt.Dataset) -> Finding:
    """An event of the tariff year tells of markets that fell."""
    markets = r"\b(stock|share|bond|financial|world) markets?|\bshares\b|S&P"
    found = events(ds, Span(Date(2025, 2, 1), PUBLISHED), markets, "tariff|dut(y|ies)", "fell|fall|plung|slump|drop|lost|sold")
    return finding(found, found, undecided=True, but=found and found.first.summary)


@claim("c21")
def four_meetings_on_the_calendar(ds: tt.Dataset) -> Finding:
    """On the calendar is a meeting with a day; four that were only spoken of are right in part."""
    ahead = [*planned(ds, "donald-trump"), *planned(ds, "xi-jinping", "US")]
    dated = [visit for visit in ahead if (report := plan(visit)) and isinstance(report.start, Date)]
    spoken = [f"{who(visit)} to {visit.host_economy}, {when(plan(visit))}" for visit in ahead]
    but = f"{len(ahead)} were spoken of, {len(dated)} had a day: {'; '.join(spoken)}"
    return finding(len(dated) >= 4, ahead, events(ds, LAST_YEAR, "up to four"), partly=len(ahead) >= 4, but=but)


@claim("c22")
def summit_in_april(ds: tt.Dataset) -> Finding:
    """Due in April holds while that was the plan; in part once the trip was made in another month."""
    plans = [(visit, report.start) for visit in planned(ds, "donald-trump") if (report := plan(visit)) and report.start]
    due = [visit for visit, start in plans if (first_day(start).year, first_day(start).month) == (2026, 4)]
    moved = [visit for visit in due if visit.status == "completed" and visit.start and first_day(visit.start).month != 4]
    news = [f"{report.status} on {report.on}, {when(report)}" for visit in moved for report in visit.reports]
    return finding(due and not moved, due, partly=due, but="; ".join(news))


@claim("c23")
def fifth_of_the_g7(ds: tt.Dataset) -> Finding:
    """He was the fifth leader within six months; before his trip it is open, if those gone and those due make four."""
    g7 = ds.visits.to("CN").by(tt.G7)
    made = g7.by("donald-trump").completed().between(PUBLISHED, ds.as_of)
    if made and made.first.start:
        five = g7.completed().within(6, until=first_day(made.first.start))
        names = [f"{leader.name} {when(five.by(leader).first)}" for leader in five.leaders]
        return finding(len(names) == 5 and five.leaders.last.id == "donald-trump", five, but="; ".join(names))
    gone = [visit for visit in trips(ds, Span(PUBLISHED.subtract(months=6), PUBLISHED)) if visit in g7]
    due = [visit for visit in planned(ds, tt.G7) if visit.visitor_economy != "US"]
    but = f"{len(gone)} had gone, {len(due)} were due"
    return finding(made, gone, due, undecided=len(gone) + len(due) == 4, but=but, follow=planned(ds, "donald-trump"))


@claim("c25")
def name_of_trump(ds: tt.Dataset) -> Finding:
    """What is printed as a name must be somebody's; the record knows the leaders the article speaks of."""
    printed = ds.claims["c25"].text.partition("“")[2].partition("”")[0]
    near = difflib.get_close_matches(printed, [leader.family_name or leader.name for leader in ds.leaders], n=1)
    meant = [leader for leader in ds.leaders if leader.family_name in near]
    return finding(ds.leaders.named(printed), meant, but=f"nobody is called {printed}; the nearest name is {', '.join(near)}")


# --- paragraph 5: Neil Thomas

claim("c26")(spoke("Neil Thomas", "diplomatic FOMO across the Western world"))
claim("c27")(works_at("Neil Thomas", "Asia Society Policy Institute"))


@claim("c28")
def meaning_of_fomo(ds: tt.Dataset) -> Finding:
    """The words must give the letters, and the letters must be in a quote."""
    short, _, words = ds.claims["c28"].text.partition(" stands for ")
    initials = "".join(word[0] for word in words.split()).upper()
    return finding(initials == short and ds.quotes.search(short), ds.quotes.search(short), f"{words}: {initials}")


# --- paragraph 6: chips


@claim("c30")
def closer_to_advanced_chips(ds: tt.Dataset) -> Finding:
    """Closer is a binding decision of the week that has chips for China licensed case by case."""
    chips = ds.controls.by("US").against("CN").covering("semiconductor")
    acts = {c: decided_in(ds, THIS_WEEK, c) for c in chips if c.kind == "case_by_case_review"}
    found = [control for control, made in acts.items() if made]
    but = [f"{act.title}, made {act.made}" for made in acts.values() for act in made]
    return finding(found, found, undecided=not acts, but="; ".join(but), follow=ds.controls.by("CN").covering("H200"))


@claim("c31")
def top_tier_withheld(ds: tt.Dataset) -> Finding:
    """The license requirement on advanced chips stood, and the strongest chips had been refused by name."""
    chips = ds.controls.by("US").against("CN").covering("semiconductor")
    held = chips.in_force(PUBLISHED).filter(lambda control: control.kind == "licence")
    refused = chips.filter(
        lambda c: says(c, "Blackwell") and (state := c.state(PUBLISHED)) and (state.in_force or state.intended)
    )
    return finding(held and refused, refused, held, partly=held)


@claim("c32")
def with_allies_under_biden(ds: tt.Dataset) -> Finding:
    """While Biden was in office the US, and Japan or the Netherlands, put chips or the tools for them under control."""

    def under_biden(control: tt.ExportControl) -> bool:
        leader = ds.leaders.in_office("US", on=control.announced)
        return leader is not None and leader.id == "joe-biden" and says(control, "semiconductor")

    own = ds.controls.by("US").against("CN").filter(under_biden)
    others = [control for ally in ("JP", "NL") for control in ds.controls.by(ally).filter(under_biden)]
    pact = ds.events.filter(lambda event: says(event, "Japan", "Netherlands", "chip"))
    first = min((control.announced for control in own), default=None)
    but = first and pact and f"the US began alone on {first}; Japan and the Netherlands agreed on {pact.first.start}"
    return finding(own and others and pact, pact, own, others, partly=own, but=but)


@claim("c33")
def military_and_ai(ds: tt.Dataset) -> Finding:
    """The controls in force on chips speak of military use and of artificial intelligence."""
    chips = ds.controls.by("US").against("CN").in_force(PUBLISHED)
    military = chips.filter(lambda control: says(control, "military"))
    ai = chips.filter(lambda control: says(control, r"\bAI\b|artificial intelligence|computing"))
    return finding(military and ai, military, ai, undecided=True)


# --- paragraphs 7 and 8: Japan, Yu Jie


@claim("c35")
def takaichi_in_office(ds: tt.Dataset) -> Finding:
    held = tenure(ds, "JP")
    return finding(
        held and held[0].id == "sanae-takaichi", held and held[0], but=held and f"{held[1].office} since {held[1].start}"
    )


@claim("c36")
def takaichi_on_taiwan(ds: tt.Dataset) -> Finding:
    remark = events(ds, LAST_YEAR, "Taiwan", "using its forces|military", of="JP").filter(
        lambda event: event.kind == "statement"
    )
    said = quotes(ds, "sanae-takaichi", "survival-threatening")
    but = said and f"“{said.last.text}” ({said.last.said})"
    return finding(remark and said, remark, said, quotes(ds, "sanae-takaichi", "refrain"), partly=said, undecided=True, but=but)


@claim("c37")
def beijing_angered(ds: tt.Dataset) -> Finding:
    """Anger shows in words of Chinese officials about the remark and in two steps or more against Japan after it."""
    remark = events(ds, LAST_YEAR, "Taiwan", of="JP").filter(lambda event: event.kind == "statement")
    since = Span(first_day(remark.first.start) if remark else PUBLISHED, PUBLISHED)
    steps = events(ds, since, "Japan", of="CN").filter(lambda event: event.kind == "policy")
    curbs = ds.controls.by("CN").announced_between(*since).filter(lambda control: "JP" in control.destinations)
    words = [quote for event in remark for quote in ds.quotes.about(event) if "China" in (quote.affiliation or "")]
    return finding(words and len(steps) + len(curbs) >= 2, remark, steps, curbs, words, partly=words, undecided=not remark)


@claim("c38")
def curbs_on_japan_during_lee(ds: tt.Dataset) -> Finding:
    lee = trips(ds, SO_FAR, "lee-jae-myung")
    curbs = [c for visit in lee for c in ds.controls.by("CN").announced_during(visit) if "JP" in c.destinations]
    but = [f"{curb.title}, {curb.announced}, for {', '.join(curb.end_users) or 'all'}" for curb in curbs]
    return finding(curbs, lee, curbs, (ds.acts[curb.decisions[0].act] for curb in curbs), but="; ".join(but))


@claim("c40")
def lee_on_equal_ties(ds: tt.Dataset) -> Finding:
    """All major Asian economies are three at least; two are right in part."""
    said = quotes(ds, "lee-jae-myung", "as important|equally", span=THIS_MONTH)
    named = sorted(economy.name for economy in ds.economies if any(economy.name in quote.text for quote in said))
    but = said and f"he named {' and '.join(named)}: “{said.last.text}”"
    return finding(len(named) > 2, said, partly=named, undecided=not said, but=but)


claim("c41")(spoke("Yu Jie", "not always agreeable", "great power"))
claim("c42")(works_at("Yu Jie", "Chatham House"))
