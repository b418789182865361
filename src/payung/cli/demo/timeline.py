"""When a demonstration registration moved: registered, verified, sent, answered, paid."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from payung.apps.enrolment.enums import State
from payung.cli.demo.plan import Plan
from payung.shared.months import Month, months

ANSWER_DAYS = 4
START_WEIGHTS = (4, 6, 6, 5, 5, 5)  # first paid month of those who paid once, from the campaign's first month on
SECOND_BRANCH_SHARE = 0.35


@dataclass(slots=True)
class Course:
    """One registration's days; a day that has not come is None."""

    state: State
    registered: dt.date
    verified: dt.date | None = None
    sent: dt.date | None = None
    answered: dt.date | None = None
    branch: int = 0
    paid: list[tuple[Month, dt.date]] = field(default_factory=list)


class Timeline:
    """Batches leave every Monday to one of the branches and are answered on Friday; the last have no answer yet."""

    def __init__(self, plan: Plan, random: Random) -> None:
        self.plan, self.random = plan, random
        self.months = list(months(Month.of(plan.starts), Month.of(plan.clock)))
        first = plan.starts + dt.timedelta(days=(7 - plan.starts.weekday()) % 7)
        self.mondays = [first + dt.timedelta(weeks=week) for week in range((plan.clock - first).days // 7 + 1)]
        self.answered_mondays = [day for day in self.mondays if day + dt.timedelta(days=ANSWER_DAYS) < plan.clock]

    def member(self, paid_months: int) -> Course:
        """An accepted registration whose member has paid so many months."""
        start = self._first_month(paid_months)
        weeks = [day for day in self.answered_mondays if Month.of(day + dt.timedelta(days=ANSWER_DAYS)) == start]
        course = self._sent(State.ACCEPTED, self.random.choice(weeks))
        course.paid = [(month, self._paid_on(month, course)) for month in self._paid_months(start, paid_months)]
        return course

    def waiting(self, state: State) -> Course:
        """A registration in another state than accepted."""
        if state is State.BATCHED:
            return self._sent(state, self.mondays[-1])
        if state is State.REJECTED:
            return self._sent(state, self.random.choice(self.answered_mondays[-6:]))
        ago = self.random.randrange(1, 40 if state is State.REFUSED else 16)
        registered = self.plan.clock - dt.timedelta(days=ago)
        return Course(
            state, registered, None if state is State.SUBMITTED else self._between(registered, self.plan.clock)
        )

    def _first_month(self, paid_months: int) -> Month:
        if paid_months == 0:
            return self.months[-1]
        possible = self.months[: len(self.months) - paid_months + 1]
        return self.random.choices(possible, START_WEIGHTS[: len(possible)])[0]

    def _paid_months(self, start: Month, count: int) -> list[Month]:
        """Mostly in a row from the first; now and then with a gap where there is room for one."""
        room = [month for month in self.months if month > start]
        rest = room[: count - 1]
        if count > 1 and len(room) > count - 1 and self.random.random() < 0.12:
            rest = sorted(self.random.sample(room, count - 1))
        return [start, *rest] if count else []

    def _paid_on(self, month: Month, course: Course) -> dt.date:
        first = max(month.first_day, course.answered or self.plan.starts)
        last = min(month.last_day, self.plan.clock - dt.timedelta(days=5))
        return self._between(first, max(first, last))

    def _sent(self, state: State, monday: dt.date) -> Course:
        registered = max(self.plan.starts, monday - dt.timedelta(days=self.random.randrange(2, 18)))
        branch = 1 if self.random.random() < SECOND_BRANCH_SHARE else 0
        answered = None if state is State.BATCHED else monday + dt.timedelta(days=ANSWER_DAYS)
        return Course(state, registered, self._between(registered, monday), monday, answered, branch)

    def _between(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.random.randrange((last - first).days + 1))
