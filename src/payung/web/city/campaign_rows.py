"""The way from a figure to its rows: the address of the list of registrations that a figure counts.

The names are those that `registration_filters` reads; a test compares every figure with the number of rows listed.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns.counting import Question
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Soon
from payung.apps.territory.scope import Scope
from payung.rules.protection import Standing

ACCEPTED = {"keadaan": State.ACCEPTED.value}


@dataclass(frozen=True, slots=True)
class RowLinks:
    """Addresses for one place. `head` narrows to one head's days, `exact` to what no narrower place is known for,
    `outside` to who lives outside the city.

    Every address is None for who may not see registrations: they read figures only.
    """

    scope: Scope
    question: Question
    area: int
    head: int | None = None
    exact: bool = False
    outside: bool = False

    def at(self, area: int, *, exact: bool = False, outside: bool = False) -> "RowLinks":
        return RowLinks(self.scope, self.question, area, exact=exact and not outside, outside=outside)

    def of_head(self, user: int) -> "RowLinks":
        return RowLinks(self.scope, self.question, self.area, head=user)

    @property
    def submitted(self) -> str | None:
        return self._url()

    @property
    def verified(self) -> str | None:
        return self._url(keadaan="ever_verified")

    @property
    def accepted(self) -> str | None:
        return self._url(**ACCEPTED)

    @property
    def paid(self) -> str | None:
        return self.standing(Standing.PAID)

    @property
    def paid_later(self) -> str | None:
        return self.standing(Standing.NOT_YET_PAID, kemudian="1")

    @property
    def falls_due(self) -> str | None:
        return self._url(**ACCEPTED, segera=Soon.DUE.value)

    @property
    def lapses(self) -> str | None:
        return self._url(**ACCEPTED, segera=Soon.LAPSE.value)

    def standing(self, standing: Standing, **more: str) -> str | None:
        return self._url(**ACCEPTED, perlindungan=standing.value, per=str(self.question.month), **more)

    def months_paid(self, months: int) -> str | None:
        return self._url(**ACCEPTED, bulan=str(months))

    def _url(self, **narrowed: str) -> str | None:
        if not self.scope.may(Permission.REGISTRATION_SEE):
            return None
        period = self.question.period
        query = {"tempat": str(self.area), "sejak": str(period.starts), "hingga": str(period.ends), **narrowed}
        if self.head is not None:
            query["kepala"] = str(self.head)
        if self.exact:
            query["tepat"] = "1"
        if self.outside:
            query["tinggal"] = "luar"
        return f"{reverse('registrations')}?{urlencode(query)}"
