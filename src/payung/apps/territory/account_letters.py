"""Letters for people in office: who has not used their account yet, and their one-time passwords printed anew."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from babel.dates import format_date, format_datetime
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.apps.accounts import demo
from payung.apps.accounts.actions import OneTimePassword, renew_by_letter
from payung.apps.accounts.models import AccountLetter, User
from payung.apps.accounts.roles import ROLES, Lurah
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.notify.actions import Whom, tell
from payung.apps.notify.kinds import Kind
from payung.apps.territory import queries, scope
from payung.apps.territory.codes import Level, ancestor, level_of, span
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import Area, City, Holding, HoldingQuerySet
from payung.apps.territory.scope import Scope
from payung.integrations.letters.account import AccountLetters, AccountPage, account_letters

LOCALE = "id_ID"  # the letter is for an Indonesian office, whatever language its sender reads
AT_ONCE = 250
OFFICES = [code for code, role in ROLES.items() if role.office]


class Used(StrEnum):
    """What became of somebody's account, as far as letters go."""

    NEVER = "never"  # never signed in, and no letter
    SENT = "sent"  # a letter that still opens the account, not used yet
    EXPIRED = "expired"  # a letter that was not used in time
    IN = "in"  # signed in, since the latest letter
    SHUT = "shut"  # nobody signs in with it


WITHOUT = frozenset({Used.NEVER, Used.EXPIRED})  # who needs a letter


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds or will hold, in words."""

    area: int
    role: str
    acting: bool
    starts: dt.date


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody in office. `at`: of the latest letter, or of the sign-in since. `ours`: this city may renew it."""

    user: User
    offices: tuple[Office, ...]
    used: Used
    at: dt.datetime | None
    until: dt.datetime | None
    ours: bool

    @property
    def writable(self) -> bool:
        return self.ours and self.used is not Used.SHUT

    @property
    def wanting(self) -> bool:
        """Whether a letter is due: nobody has signed in, and no letter is on its way."""
        return self.writable and self.used in WITHOUT


@dataclass(frozen=True, slots=True)
class Printed:
    """The letters as PDF. They are kept nowhere: made again, they hold other passwords."""

    content: bytes
    count: int

    def __repr__(self) -> str:
        return f"Printed({self.count})"


def recipients(mine: Scope, area: int, *, on: dt.date) -> list[Recipient]:
    """Everybody who holds or will hold an office in the area, in the order of the areas, each once."""
    lo, hi = span(queries.area(mine, area).pk)
    found: dict[int, list[Holding]] = {}
    for each in _lasting(lo, hi, on=on).select_related("user").order_by("area_id", "starts"):
        found.setdefault(each.user_id, []).append(each)
    letters = _latest(found)
    elsewhere = _elsewhere(mine, found, on=on)
    return [
        _recipient(held, letters.get(user), ours=user != mine.actor and user not in elsewhere)
        for user, held in found.items()
    ]


def unused(mine: Scope, *, on: dt.date) -> dict[int, tuple[int, int]]:
    """Under each kecamatan of the territory: how many people hold an office, and how many have never signed in."""
    held = _lasting(mine.lo, mine.hi, on=on).exclude(role="mayor")
    pairs = {
        (ancestor(area, Level.KECAMATAN), user): seen
        for area, user, seen in held.values_list("area_id", "user_id", "user__last_login")
    }
    every = Counter(area for area, _user in pairs)
    never = Counter(area for (area, _user), seen in pairs.items() if seen is None)
    return {area: (count, never[area]) for area, count in every.items()}


def make(*, area: int, users: Collection[int], address: str, ask: str) -> Printed:
    """New one-time passwords for those chosen in the area, as letters; all earlier letters of theirs open nothing.

    `address` is the sign-in page, `ask` whom to ask. Logged before it leaves. Inside an open scope; raises
    `OfficeError` when nobody is chosen who can get one, or too many at once.
    """
    opened = scope.current()
    chosen = [
        each for each in recipients(opened.scope, area, on=opened.today) if each.user.pk in users and each.writable
    ]
    if not chosen:
        raise OfficeError(_("Belum ada yang dipilih. Centang paling sedikit satu orang."))
    if len(chosen) > AT_ONCE:
        raise OfficeError(_("Paling banyak %(most)s surat sekali cetak. Cetak per kelurahan.") % {"most": AT_ONCE})
    with transaction.atomic():
        made = renew_by_letter(by=opened.scope.actor, users=[each.user for each in chosen])
        _log(opened.scope, area, len(made))
        if level_of(area) is Level.KELURAHAN:
            tell(opened.scope, Whom(area=area, role=Lurah.code), Kind.LETTERS_PRINTED, count=len(made))
        return Printed(_printed(opened.scope, chosen, made, address=address, ask=ask), len(made))


def _log(mine: Scope, area: int, count: int) -> None:
    record_disclosure(
        mine,
        kind=Disclosure.Kind.EXPORT,
        subject="surat akun",
        rows=count,
        purpose="surat akun dengan kata sandi sekali pakai",
        area=area,
    )


def _lasting(lo: int, hi: int, *, on: dt.date) -> HoldingQuerySet:
    return Holding.objects.filter(role__in=OFFICES, area__id__range=(lo, hi)).exclude(ends__lt=on)


def _latest(users: Iterable[int]) -> dict[int, AccountLetter]:
    letters = AccountLetter.objects.filter(user_id__in=list(users)).order_by("made_at", "id")
    return {each.user_id: each for each in letters}


def _elsewhere(mine: Scope, users: Iterable[int], *, on: dt.date) -> set[int]:
    """Those whose password opens another city too."""
    outside = Holding.objects.filter(user_id__in=list(users)).exclude(area__id__range=(mine.lo, mine.hi))
    return set(outside.exclude(ends__lt=on).values_list("user_id", flat=True))


def _recipient(held: list[Holding], letter: AccountLetter | None, *, ours: bool) -> Recipient:
    user = held[0].user
    shown = settings.PAYUNG_DEMO and demo.is_shown(user.username)
    used, at = _used(user, letter)
    offices = tuple(Office(each.area_id, each.role, each.acting, each.starts) for each in held)
    return Recipient(user, offices, used, at, letter.until if letter else None, ours and not shown)


def _used(user: User, letter: AccountLetter | None) -> tuple[Used, dt.datetime | None]:
    if not user.is_active:
        return Used.SHUT, None
    if user.last_login and (letter is None or user.last_login > letter.made_at):
        return Used.IN, user.last_login
    if letter is None:
        return Used.NEVER, None
    return (Used.SENT if letter.until > timezone.now() else Used.EXPIRED), letter.made_at


def _printed(mine: Scope, chosen: list[Recipient], made: list[OneTimePassword], *, address: str, ask: str) -> bytes:
    city = City.objects.get(pk=mine.city)
    names = _names(office.area for each in chosen for office in each.offices)
    passwords = {each.user.pk: each.password for each in made}
    until = min(each.until for each in made if each.until)
    shared = AccountLetters(
        sender_place=city.name,
        date=format_date(timezone.localdate(), "d MMMM y", locale=LOCALE),
        address=address,
        until=format_datetime(timezone.localtime(until), "d MMMM y 'pukul' HH.mm", locale=LOCALE),
        ask=ask,
        specimen=city.is_demo,
    )
    with override("id"):
        pages = [_page(each, passwords[each.user.pk], names, address) for each in chosen]
    return account_letters(shared, pages)


def _page(each: Recipient, password: str, names: dict[int, str], address: str) -> AccountPage:
    return AccountPage(
        name=each.user.full_name,
        offices=[_office(office, names) for office in each.offices],
        username=each.user.username,
        password=password,
        link=f"{address}#{each.user.username}",
        second_factor=any(ROLES[office.role].needs_second_factor() for office in each.offices),
    )


def _office(office: Office, names: dict[int, str]) -> str:
    """`Kepala lingkungan: Lingkungan I, Kelurahan Pasar Baru, Kecamatan Medan Kota`."""
    acting = f" ({_('pelaksana tugas')})" if office.acting else ""
    return f"{ROLES[office.role].label}{acting}: {names[office.area]}"


def _names(areas: Iterable[int]) -> dict[int, str]:
    """Each area with what it lies in, up to the kecamatan."""
    wanted = set(areas)
    levels = (Level.KELURAHAN, Level.KECAMATAN)
    above = {ancestor(area, level) for area in wanted for level in levels}
    named = dict(Area.objects.filter(pk__in=wanted | above).values_list("pk", "name"))
    return {area: ", ".join(_steps(area, named)) for area in wanted}


def _steps(area: int, named: dict[int, str]) -> list[str]:
    own = level_of(area)
    steps = [named[area] if own is Level.LINGKUNGAN else _called(area, named)]
    wider = {Level.LINGKUNGAN: (Level.KELURAHAN, Level.KECAMATAN), Level.KELURAHAN: (Level.KECAMATAN,)}
    return steps + [_called(ancestor(area, level), named) for level in wider.get(own, ())]


def _called(area: int, named: dict[int, str]) -> str:
    """The name with its kind before it, unless it says so already."""
    kind = {Level.KELURAHAN: "Kelurahan", Level.KECAMATAN: "Kecamatan"}.get(level_of(area), "")
    name = named[area]
    return name if not kind or name.startswith(kind) else f"{kind} {name}"
