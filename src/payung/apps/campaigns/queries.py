"""A campaign's progress by place and by head, counted from the rows at the moment of asking; no figure is kept."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from payung.apps.campaigns import counting
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.figures import Figures, total
from payung.apps.campaigns.histories import Period
from payung.apps.campaigns.models import Campaign
from payung.apps.enrolment.narrowing import HEAD, NOBODY
from payung.apps.territory import holders, queries
from payung.apps.territory.codes import Level, kemendagri_code, level_of, span
from payung.apps.territory.holders import Holder
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class Line:
    """One place of the table, its figures, and in a kelurahan the head of each lingkungan on the last day counted.

    `whole` marks what is known of the place above only, no narrower one: there is no target for it. `outside` is one of
    these too: who lives outside the city.
    """

    place: Place
    figures: Figures
    head: Holder | None = None
    whole: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """What was registered on one head's days; `spells` are their holdings in the period, none for the vacant days."""

    user: int
    name: str
    spells: tuple[Holder, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Overview:
    """A place's figures: `total` is the sum of the `lines`. `path` leads from the top of the scope to the place."""

    campaign: Campaign
    question: Question
    path: list[Place]
    lines: list[Line]
    total: Figures
    lingkungan: int

    @property
    def place(self) -> Place:
        return self.path[-1]

    @property
    def level(self) -> Level:
        return self.place.level


def campaigns(scope: Scope) -> QuerySet[Campaign]:
    """The city's campaigns, the latest first."""
    return Campaign.objects.filter(city_id=scope.city).order_by("-starts", "-id")


def chosen(known: list[Campaign], *, today: dt.date, wanted: int | None = None) -> Campaign | None:
    """The campaign asked for; without one the latest that has begun, else the next to begin. None: there is none."""
    if wanted is not None:
        return next((each for each in known if each.pk == wanted), None)
    return next((each for each in known if each.starts <= today), known[-1] if known else None)


def question(campaign: Campaign, *, month: Month | None, today: dt.date) -> Question:
    """What is counted: from the campaign's first day to its last, or to today while it runs."""
    return Question(Period(campaign.starts, min(campaign.ends or today, today)), month, today)


def target_day(campaign: Campaign, *, today: dt.date) -> dt.date:
    """The day whose lingkungan make the target: today while it runs, else the campaign's first or last day.

    One day, so that a lingkungan that was split or merged does not count beside its successors.
    """
    return max(campaign.starts, min(campaign.ends or today, today))


def way_down(scope: Scope, top: int, *, on: dt.date) -> list[Place]:
    """The places from the area `top` of the reader's own scope down to `scope.area`, both included."""
    first, last = span(top)
    return [place for place in queries.path(scope, scope.area, on=on) if first <= place.id <= last]


def overview(scope: Scope, top: int, campaign: Campaign, asked: Question) -> Overview:
    """The figures of `scope.area` and of each place directly below it. `top` is the area of the reader's own scope."""
    day = target_day(campaign, today=asked.today)
    path = way_down(scope, top, on=day)
    counts = queries.lingkungan_counts(scope, scope.area, on=day)
    figures = counting.by_place(scope, asked)
    for area, number in counts.items():
        figures.setdefault(area, Figures()).target = number * campaign.quota
    outside = _outside(scope, path[-1], asked, figures)
    lines = [*_lines(scope, path[-1], asked, figures, day), *outside]
    return Overview(campaign, asked, path, lines, total(line.figures for line in lines), counts.total())


def _lines(scope: Scope, here: Place, asked: Question, figures: dict[int, Figures], day: dt.date) -> list[Line]:
    """The places of the period in order of their codes; one that ended in it too, if something was registered there."""
    first = min(asked.period.starts, day)
    below = queries.children_during(scope, here.id, first=first, last=day)
    listed = {place.id: place for place in below} | {here.id: here}
    listed |= _unlisted(scope, sorted(figures.keys() - listed.keys()))
    heads = _heads(scope, here, day)
    return [
        Line(
            place,
            figures.get(area, Figures()),
            heads.get(area),
            whole=area == here.id and here.level is not Level.LINGKUNGAN,
        )
        for area, place in sorted(listed.items())
        if area in figures or (area != here.id and place.level is not Level.LINGKUNGAN)
    ]


def _outside(scope: Scope, here: Place, asked: Question, figures: dict[int, Figures]) -> list[Line]:
    """A line of its own for who lives outside the city, taken out of those whose kecamatan is not known."""
    if here.level is not Level.CITY or here.id not in figures:
        return []
    found = counting.outside(scope, asked)
    if not found.submitted:
        return []
    rest = figures.pop(here.id).less(found)
    if rest.submitted:
        figures[here.id] = rest
    return [Line(here, found, whole=True, outside=True)]


def _unlisted(scope: Scope, areas: list[int]) -> dict[int, Place]:
    """Places that were not valid in the period but were registered in: shown all the same, so that the sum is whole."""
    if not areas:
        return {}
    names = holders.area_names(scope, areas)
    return {area: Place(area, level_of(area), names.get(area, ""), kemendagri_code(area)) for area in areas}


def _heads(scope: Scope, here: Place, day: dt.date) -> dict[int, Holder]:
    if here.level is not Level.KELURAHAN:
        return {}
    return holders.holders(scope, HEAD, on=day)


def credit_by_head(scope: Scope, asked: Question) -> list[Credit]:
    """Of one lingkungan: figures by who headed it on the day of each registration; vacant days are a line of their own.

    Everybody who headed it in the period has a line, also without a registration.
    """
    figures = counting.by_head(scope, asked)
    last = max(asked.period.starts, asked.period.ends)
    held = holders.holders_during(scope, HEAD, first=asked.period.starts, last=last).get(scope.area, [])
    spells: dict[int, list[Holder]] = {}
    for spell in held:
        spells.setdefault(spell.user, []).append(spell)
    lines = [
        Credit(user, theirs[0].name, tuple(theirs), figures.get(user, Figures())) for user, theirs in spells.items()
    ]
    vacant = figures.get(NOBODY)
    return [*lines, Credit(NOBODY, "", (), vacant)] if vacant else lines
