"""Members of the first branch who pay through the second: lines that wait for somebody to decide."""

import datetime as dt
from collections.abc import Sequence

from payung.apps.coverage.models import BranchShare
from payung.cli.demo import exchange
from payung.cli.demo.copying import ALIAS
from payung.cli.demo.exchange import Sent
from payung.cli.demo.register import Register
from payung.shared.months import Month

PAID_ON = 20


def movers(sent: Sequence[Sent], month: Month, *, count: int) -> list[Sent]:
    """Members who paid through the first branch for the month before, and not for this one."""
    found = []
    for each in sent:
        course = each.worker.course
        paid = {month for month, _day in course.paid}
        if each.is_accepted and course.branch == 0 and month - 1 in paid and month not in paid:
            found.append(each)
    return found[:count]


def lines(found: Sequence[Sent], month: Month) -> list[tuple[str, ...]]:
    """What the second branch reports of them."""
    day = month.first_day.replace(day=PAID_ON)
    return [exchange.payment_cells(each, month, day) for each in found]


def note(register: Register, found: Sequence[Sent], month: Month, *, on: dt.date) -> None:
    """Both sides of each of them, as taking the file in would note them."""
    first, second = register.branches
    BranchShare.objects.using(ALIAS).bulk_create(
        BranchShare(
            city_id=register.city,
            area_id=register.city,
            person_id=each.worker.person_id,
            branch_id=mine,
            other_id=theirs,
            member_number=each.member_number,
            first_month=month.first_day,
            found_on=on,
        )
        for each in found
        for mine, theirs in ((first, second), (second, first))
    )
