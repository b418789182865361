"""Is the campaign fast enough: what is accepted over time, what is needed, and what the present pace leads to."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import heads, progress
from payung.apps.campaigns import pace as paces
from payung.apps.campaigns.heads import Heads
from payung.apps.campaigns.pace import Pace
from payung.apps.campaigns.progress import DAY, WEEK, Days, Step
from payung.apps.campaigns.queries import target_day
from payung.apps.campaigns.reading import reading
from payung.web.city.figures import pace_words as words
from payung.web.city.figures.asked import Asked, address, around, asked
from payung.web.guards import needs

DAILY_UP_TO = 45  # days; a longer campaign is shown by week unless asked otherwise


@dataclass(frozen=True, slots=True)
class Course:
    """A campaign over time in one place; drawing, table and sentences all come from it."""

    asked: Asked
    pace: Pace
    heads: Heads
    steps: list[Step]
    length: int


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def pace(request: HttpRequest, area: int) -> HttpResponse:
    """The answer, five figures, and the drawing with its table."""
    found = asked(request, area)
    seen = course(found, wanted=request.GET.get("per", ""))
    context = {
        **around(found, "campaign_pace"),
        "lead": words.answer(seen.pace, found.campaign),
        "tiles": words.tiles(seen.pace, seen.heads),
        "chart": words.chart(seen.pace, found.campaign, seen.steps, seen.length),
        "notes": words.notes(seen.pace, seen.heads),
        "lengths": words.lengths(address("campaign_pace", found.campaign, area), seen.length),
    }
    return render(request, "city/figures/pace.html", context)


def course(found: Asked, *, wanted: str = "") -> Course:
    """What a place's campaign did day by day; `wanted` is hari or minggu, else what suits its length."""
    campaign, today = found.campaign, found.question.today
    days = progress.by_day(found.scope, found.question.period)
    day = target_day(campaign, today=today)
    counted = heads.by_place(found.scope, found.level, on=day, since=found.question.period.starts)
    working = sum(counted.values(), Heads())
    end = campaign.ends or today
    length = {"hari": DAY, "minggu": WEEK}.get(wanted)
    length = length or (DAY if (end - campaign.starts).days <= DAILY_UP_TO else WEEK)
    steps = progress.steps(days, starts=campaign.starts, ends=end, today=today, length=length)
    return Course(found, _pace(found, days, working), working, steps, length)


def _pace(found: Asked, days: Days, working: Heads) -> Pace:
    campaign, today = found.campaign, found.question.today
    first, count = paces.recent(days.accepted, starts=campaign.starts, today=today, days=reading(today).pace_days)
    return Pace(
        today=today,
        ends=campaign.ends,
        target=working.lingkungan * campaign.quota,
        accepted=days.accepted.total(),
        in_process=progress.in_process(days),
        heads=working.holding,
        window_from=min(first, today),
        recent=count,
    )
