"""A small Medan under its own names, whoever works in it, and the worker that does queued jobs."""

import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES
from payung.apps.enrolment import tasks
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.models import Area, Branch, City
from payung.identity.territory import load_city
from tests import factories
from tests.browser.screen import Screen

PASSWORD = "rekaan-saja-12345"
STEP_S = 30


@dataclass
class Town:
    """The city, and the second factors of those who hold a role in it."""

    city: City
    secrets: dict[int, str] = field(default_factory=dict)

    @staticmethod
    def of(city: City) -> "Town":
        """The places of the small city take the names that they have in the country's list."""
        known = load_city(city.code)
        names = {area_id(each.code): each.name for each in (*known.districts, *known.villages)}
        for place in Area.objects.filter(city=city, level__in=(Level.KECAMATAN, Level.KELURAHAN)):
            Area.objects.filter(pk=place.pk).update(name=names[place.pk])
        Branch.objects.filter(city=city).update(name="Medan Kota")
        return Town(city)

    # places

    @property
    def kelurahan(self) -> int:
        """Pasar Baru, of Medan Kota."""
        return factories.areas(self.city, Level.KELURAHAN)[0]

    @property
    def lingkungan(self) -> int:
        """Lingkungan I of Pasar Baru."""
        return factories.lingkungan(self.city)

    # people in office

    def appoint(self, role: str, area: int | None = None, *, name: str = "", branch: Branch | None = None) -> User:
        """Somebody new in this role, with a second factor where the role needs one."""
        named = {"full_name": name} if name else {}
        user = factories.user(**named)
        agency = factories.agency(self.city, "Dishub") if ROLES[role].by_agency else None
        factories.hold(role, area or self.city.area_id, by=user, branch=branch, agency=agency)
        if ROLES[role].needs_second_factor():
            self.secrets[user.pk] = generate_totp_secret()
            TOTP.activate(user, self.secrets[user.pk])
        return user

    def code(self, user: User) -> str:
        """What the phone of this person shows now."""
        return str(format_hotp_value(hotp_value(self.secrets[user.pk], int(time.time()) // STEP_S)))

    def let_in(self, screen: Screen, user: User) -> None:
        """The window is signed in already, without going through the door."""
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        screen.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": screen.address}])

    def seat(self, screen: Screen, role: str, area: int | None = None, **values: object) -> User:
        """Somebody new in this role at this window."""
        user = self.appoint(role, area, **values)
        self.let_in(screen, user)
        return user

    # jobs

    def work(self) -> int:
        """Run what is queued, as the worker does; answers how many jobs there were."""
        queued = ProcrastinateJob.objects.using("owner").filter(status="todo").order_by("id")
        known = (tasks.check, tasks.take_in, tasks.take_in_insurer_file, tasks.try_kept_lines)
        names = {task.name: task for task in known}
        done = 0
        for job in queued:
            names[job.task_name](**job.args)
            ProcrastinateJob.objects.using("owner").filter(pk=job.pk).update(status="succeeded")
            done += 1
        return done
