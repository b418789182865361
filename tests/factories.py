"""Invented cities, officials and workers. Every person here is made up; NIK use kecamatan 99, which no list holds."""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES
from payung.apps.coverage.models import InsurerFile, Membership, Payment
from payung.apps.enrolment.enums import Source, State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, area_id, city_of, level_of
from payung.apps.territory.models import Agency, Area, Branch, City, Holding
from payung.shared import vault
from payung.shared.months import Month

_numbers = itertools.count(1)
NAMES = {"12.71": ("Medan", "1275"), "12.76": ("Tebing Tinggi", "1274")}
OPENED_ON = dt.date(2025, 1, 1)


class SignedIn(Client):
    """A browser in which the holder of a seat is signed in."""

    def __init__(self, holding: Holding) -> None:
        super().__init__()
        self.holding = holding
        self.force_login(holding.user)


class SignIn(Protocol):
    def __call__(self, role: str, area: int, *, branch: Branch | None = None) -> SignedIn: ...


def open_city(code: str, *, clock: dt.date | None = None) -> City:
    """A small city: kecamatan 01 and 02, kelurahan 01.1001, 01.1002, 02.1001, lingkungan I and II in each."""
    root = area_id(code)
    name, bps = NAMES[code]
    city = City.objects.create(area_id=root, code=code, name=f"Kota {name}", clock=clock, is_demo=clock is not None)
    if not vault.key_file(root).exists():
        vault.add_key(root)
    _area(city, root, code, f"Kota {name}", bps)
    for kecamatan, kelurahan in (("01", ("1001", "1002")), ("02", ("1001",))):
        _area(city, area_id(f"{code}.{kecamatan}"), f"{code}.{kecamatan}", f"{name} {kecamatan}")
        for village in kelurahan:
            village_code = f"{code}.{kecamatan}.{village}"
            _area(city, area_id(village_code), village_code, f"Kelurahan {kecamatan} {village[-1]}")
            for serial, roman in ((1, "I"), (2, "II")):
                _area(city, area_id(village_code, serial), f"{village_code}/{serial}", f"Lingkungan {roman}")
    Branch.objects.create(city=city, name=f"{name} Kota")
    return city


def _area(city: City, id_: int, code: str, name: str, bps: str = "") -> Area:
    return Area.objects.create(id=id_, city=city, level=level_of(id_), code=code, bps_code=bps, name=name)


def areas(city: City, level: Level) -> list[int]:
    return list(Area.objects.filter(city=city, level=level).order_by("id").values_list("id", flat=True))


def lingkungan(city: City, index: int = 0) -> int:
    """The id of one of the city's six lingkungan."""
    return areas(city, Level.LINGKUNGAN)[index]


def branch(city: City) -> Branch:
    return Branch.objects.get(city=city)


def agency(city: City, name: str = "Dinas Rekaan", **values: Any) -> Agency:
    """An agency that brings workers."""
    return Agency.objects.create(**{"city": city, "name": name, "short_name": name[-40:], "kind": "office", **values})


def user(**values: Any) -> User:
    number = next(_numbers)
    account = User(**{"username": f"rekaan{number}", "full_name": f"Pejabat Rekaan {number}", **values})
    account.set_password("rekaan-saja-12345")
    account.save()
    return account


def hold(role: str, area: int, *, by: User | None = None, **values: Any) -> Holding:
    """`by` (or somebody new) holds the role in the area from the start of 2025."""
    return Holding.objects.create(user=by or user(), role=role, area_id=area, **{"starts": OPENED_ON, **values})


def officer(found: Agency, **values: Any) -> Holding:
    """Somebody who acts for an agency."""
    return hold("agency_officer", found.city_id, agency=found, **values)


def sign_in(role: str, area: int, *, branch: Branch | None = None) -> SignedIn:
    return client_of(hold(role, area, branch=branch))


def client_of(holding: Holding) -> SignedIn:
    if ROLES[holding.role].needs_second_factor():
        TOTP.activate(holding.user, generate_totp_secret())
    return SignedIn(holding)


def has_second_factor(account: User) -> bool:
    return Authenticator.objects.filter(user=account).exists()


@contextmanager
def as_system(city: City, reason: str = "test") -> Iterator[scope.Opened]:
    """The program's own scope over a whole city, for setting up."""
    with scope.opened(scope.of_system(city.area_id), reason=reason) as opened:
        yield opened


def details(**values: Any) -> Details:
    """An invented worker; each one has a NIK, a phone and a mother's name of their own."""
    number = next(_numbers)
    born = values.pop("birth_date", dt.date(1980, 1, 1) + dt.timedelta(days=number % 5000))
    sex = values.pop("sex", "M")
    day = born.day + (40 if sex == "F" else 0)
    stated = {
        "nik": f"127199{day:02d}{born:%m%y}{number % 9999 + 1:04d}",
        "name": f"REKAAN {_words(number)}",
        "birth_date": born,
        "sex": sex,
        "birth_place": "Medan",
        "mother_name": f"IBU REKAAN {_words(number + 7919)}",
        "phone": f"+62812{number + 10_000_000:08d}",
        "address": f"Jalan Rekaan {number}",
        "postcode": "20212",
        "marital_status": "menikah",
    }
    return Details(**(stated | values))


def _words(number: int) -> str:
    """A number in letters, because a name has no digits; of two numbers they are never alike."""
    return "".join("ABDGIKLMNR"[int(digit)] for digit in f"{number * 3_141_593 % 10**7:07d}")


def person(area: int, opened: scope.Opened, *, by: int = 0, **values: Any) -> Person:
    """A worker living in the area; call it inside a scope that holds the area."""
    columns = details(**values).columns(opened.vault)
    return Person.objects.create(city_id=city_of(area), area_id=area, registered_by_id=by, **columns)


def registration(area: int, opened: scope.Opened, *, state: State = State.SUBMITTED, **values: Any) -> Registration:
    """A worker's registration in a state, with the change that says so."""
    on = values.pop("on", opened.today)
    who = values.pop("person", None) or person(area, opened, by=values.get("registered_by_id", 0))
    shared = {"city_id": city_of(area), "area_id": area, "registered_by_id": values.pop("registered_by_id", 0)}
    made = Registration.objects.create(
        **shared,
        person=who,
        state=state,
        source=Source.FORM,
        registered_on=on,
        accepted_on=on if state is State.ACCEPTED else None,
        **values,
    )
    StateChange.objects.create(**shared, registration=made, state=state, on=on, by_id=0, branch_id=made.branch_id)
    return made


def member(area: int, opened: scope.Opened, *, months: tuple[dt.date, ...] = (), **values: Any) -> Registration:
    """An accepted worker with a member number who paid the months given (first days)."""
    made = registration(area, opened, state=State.ACCEPTED, **values)
    joined = membership(made)
    for month in months:
        pay(joined, month)
    return made


def membership(made: Registration) -> Membership:
    """A member number for an accepted worker."""
    return Membership.objects.create(
        city_id=made.city_id,
        area_id=made.area_id,
        registered_by_id=made.registered_by_id,
        branch_id=made.branch_id,
        person=made.person,
        member_number=f"{next(_numbers):011d}",
        starts=made.registered_on,
    )


def pay(membership: Membership, month: dt.date) -> Payment:
    """One paid month of a member, from a payment file of its own; nobody pays for a month before they were one."""
    if Month.of(month) < Month.of(membership.starts):
        membership.starts = month
        membership.save(update_fields=["starts"])
    return Payment.objects.create(
        city_id=membership.city_id,
        area_id=membership.area_id,
        branch_id=membership.branch_id,
        registered_by_id=membership.registered_by_id,
        person_id=membership.person_id,
        membership=membership,
        file=insurer_file(membership.city_id, month=month),
        month=month,
        programmes="JKK,JKM",
        amount_idr=16_800,
        paid_on=month.replace(day=10),
        payer="SELF",
    )


def insurer_file(city: int, *, month: dt.date | None, kind: str = "payments", **values: Any) -> InsurerFile:
    return InsurerFile.objects.create(
        **{
            "city_id": city,
            "area_id": city,
            "kind": kind,
            "state": "taken_in",
            "name": "rekaan.csv",
            "digest": uuid.uuid4().hex,
            "content": b"",
            "as_of": dt.date(2025, 10, 20),
            "month": month,
            "received_by_id": 0,
            **values,
        }
    )
