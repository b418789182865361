"""A small campaign with its workers: some waiting, some members who paid in many ways; all invented."""

import datetime as dt

from payung.apps.campaigns import actions
from payung.apps.campaigns.models import Campaign
from payung.apps.enrolment.enums import State
from payung.apps.territory.models import City
from tests import factories

STARTS = dt.date(2025, 5, 14)
MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2025, month, 1) for month in range(5, 11))
QUOTA = 10


def campaign(city: City, **values: object) -> Campaign:
    """Ten workers for each of the six lingkungan, so a target of sixty, since 14 May."""
    terms = {"name": "Lindungi Pekerja", "starts": STARTS, "ends": None, "quota": QUOTA, **values}
    with factories.as_system(city):
        return actions.create(terms=actions.Terms(**terms))


HISTORIES = (
    (),
    (MAY,),
    (JUNE,),
    (AUGUST,),
    (SEPTEMBER,),
    (OCTOBER,),
    (JUNE, JULY, AUGUST, SEPTEMBER),
    (JULY, OCTOBER),
    (AUGUST, SEPTEMBER, OCTOBER),
)


def fill(city: City) -> None:
    """In three lingkungan (two of the first kelurahan) one registration of each state, and members of every history.

    Of the 27 members 9 paid September: those with (SEPTEMBER), (JUNE…SEPTEMBER) and (AUGUST…OCTOBER).
    """
    with factories.as_system(city) as opened:
        for number, area in enumerate(factories.lingkungan(city, index) for index in (0, 1, 4)):
            for state in State:
                if state is not State.ACCEPTED:
                    factories.registration(area, opened, state=state, on=STARTS + dt.timedelta(days=20 * number))
            for months in HISTORIES:
                factories.member(area, opened, months=months, on=STARTS + dt.timedelta(days=15 * number))
        factories.insurer_file(city.area_id, month=SEPTEMBER)
