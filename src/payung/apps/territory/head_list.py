"""Fills the offices of heads from a list: checked line by line first, taken in when it is confirmed.

Between the check and the confirmation nothing is stored: what was read travels sealed with the page (`Checked.sealed`).
"""

import base64
import binascii
import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.apps.accounts.actions import LONGEST_NAME, open_accounts
from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.models import User
from payung.apps.territory import holders, scope
from payung.apps.territory.codes import Level
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.head_list_file import Line, asked, read
from payung.apps.territory.holders import Holder
from payung.apps.territory.models import Area, Holding
from payung.apps.territory.queries import valid_during
from payung.apps.territory.resolving import Places, places
from payung.apps.territory.scope import Opened
from payung.apps.territory.terms import check_start
from payung.apps.territory.user_names import Namer
from payung.identity.names import search_key
from payung.rosters import Limits
from payung.shared.vault import VaultError

FIELD = "head_list"
HEAD = "kepling"
Wanted = tuple[str, int, str]  # name, area, telephone


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"  # an office is filled
    SAME = "same"  # the same person holds it already
    VACANT = "vacant"  # the list says that nobody heads there
    WRONG = "wrong"  # must be mended in the file


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the list: who, where, what becomes of it, and a sentence where something is wrong or worth a look."""

    sheet: str
    row: int
    name: str
    area: int
    place: str
    phone: str
    fate: Fate
    problem: str = ""

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return f"Judged({self.row}, {self.fate})"


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole list as it stands today. `sealed` is what `take_in` wants back; empty while there is nothing to take."""

    lines: tuple[Judged, ...]
    starts: dt.date
    sealed: str

    def count(self, fate: Fate) -> int:
        return sum(line.fate is fate for line in self.lines)

    @property
    def new(self) -> int:
        return self.count(Fate.NEW)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many offices were filled, with how many new accounts (one person may head two lingkungan)."""

    offices: int
    accounts: int


def check(*, content: bytes, name: str, starts: dt.date, limits: Limits) -> Checked:
    """Judge a file; nothing is written. Inside an open scope; raises `rosters.UnreadableFile`."""
    opened = scope.current()
    check_start(starts)
    known = places(opened.scope, on=max(starts, opened.today))
    lines = read(content, name=name, territory=known.territory, limits=limits)
    judged = _judged(lines, known, opened, starts)
    return Checked(judged, starts, _seal(judged, starts, opened) if any(x.fate is Fate.NEW for x in judged) else "")


def take_in(*, sealed: str) -> TakenIn:
    """Fill the offices that a check found free, with an account each that nobody can open before a letter is made.

    Everything or nothing: raises `OfficeError` when one of them was filled meanwhile, or for what no check has given.
    """
    opened = scope.current()
    starts, wanted = _unseal(sealed, opened)
    _refuse_filled(starts, [area for _name, area, _phone in wanted])
    try:
        with transaction.atomic():
            return TakenIn(len(wanted), _fill(opened, starts, wanted))
    except AccountError as error:
        raise OfficeError(str(error)) from error
    except IntegrityError as error:
        raise OfficeError(_("Ada yang berubah saat daftar dimasukkan. Periksa daftarnya sekali lagi.")) from error


def _fill(opened: Opened, starts: dt.date, wanted: Sequence[Wanted]) -> int:
    """Make the accounts and give them their offices; answers how many accounts."""
    people: dict[tuple[str, str], str] = {}
    for name, area, phone in wanted:
        people.setdefault(_person(name, phone, area), name)
    made = open_accounts(by=opened.scope.actor, names=_user_names(list(people.values())))
    users = {key: user.pk for key, user in zip(people, made, strict=True)}
    Holding.objects.bulk_create(
        Holding(user_id=users[_person(name, phone, area)], role=HEAD, area_id=area, starts=starts)
        for name, area, phone in wanted
    )
    return len(made)


def _person(name: str, phone: str, area: int) -> tuple[str, str]:
    """Who is one person in a list: the same name with the same telephone; without one, each line is somebody."""
    return search_key(name), phone or str(area)


def _user_names(people: Sequence[str]) -> list[tuple[str, str]]:
    namer = Namer(User.objects.values_list("username", flat=True))
    return [(namer.name(person), person) for person in people]


def _refuse_filled(starts: dt.date, areas: Sequence[int]) -> None:
    filled = _seated(starts, areas)
    if filled:
        raise OfficeError(
            _("%(count)s jabatan sudah terisi sesudah daftar ini diperiksa. Periksa daftarnya sekali lagi.")
            % {"count": len(filled)}
        )


def _seated(starts: dt.date, areas: Sequence[int]) -> dict[int, Holder]:
    """Who holds one of the offices on the first day or later, by area."""
    held = Holding.objects.filter(role=HEAD, area_id__in=areas).exclude(ends__lt=starts)
    return {each.area: each for each in holders.as_holders(held.order_by("-starts"))}


def _judged(lines: Sequence[Line], known: Places, opened: Opened, starts: dt.date) -> tuple[Judged, ...]:
    found = [known.resolve(**{field: line.places.get(field, "") for field in ("kecamatan", "kelurahan", "lingkungan")})
             for line in lines]  # fmt: skip
    areas = [each.area if each.level is Level.LINGKUNGAN else 0 for each in found]
    judging = _Judging(
        opened=opened,
        seated=_seated(starts, [area for area in areas if area]),
        phones=Counter(line.phone for line in lines if line.phone),
        names=Counter(search_key(line.name) for line in lines if line.name and not line.phone),
        valid=_valid([area for area in areas if area], starts),
        first={},
    )
    return tuple(judging.judge(line, area) for line, area in zip(lines, areas, strict=True))


def _valid(areas: Sequence[int], day: dt.date) -> set[int]:
    return set(Area.objects.filter(valid_during(day, day), pk__in=areas).values_list("id", flat=True))


@dataclass(slots=True)
class _Judging:
    """What a line is judged against: the offices as they stand, and the lines before it."""

    opened: Opened
    seated: dict[int, Holder]
    phones: Counter[str]
    names: Counter[str]
    valid: set[int]
    first: dict[int, int]

    def judge(self, line: Line, area: int) -> Judged:
        if line.vacant:
            return self._judged(line, area, Fate.VACANT)
        if problem := self._wrong(line, area):
            return self._judged(line, area, Fate.WRONG, problem)
        self.first[area] = line.row
        if area in self.seated:
            return self._judged(line, area, Fate.SAME)
        return self._judged(line, area, Fate.NEW, self._doubt(line))

    def _judged(self, line: Line, area: int, fate: Fate, problem: str = "") -> Judged:
        return Judged(line.sheet, line.row, line.name, area, ", ".join(asked(line)), line.phone, fate, problem)

    def _wrong(self, line: Line, area: int) -> str:
        mine = self.opened.scope
        if not area:
            return _("Lingkungan ini tidak dikenal. Tulis kelurahan dan lingkungannya seperti di daftar kota.")
        if not mine.lo <= area <= mine.hi:
            return _("Lingkungan ini di luar wilayah Anda.")
        if area not in self.valid:
            return _("Lingkungan ini belum berlaku pada tanggal mulai.")
        if len(line.name) > LONGEST_NAME:
            return _("Namanya lebih dari %(most)s huruf.") % {"most": LONGEST_NAME}
        if line.suspicious or not line.name:
            return _("Namanya berisi angka atau tanda yang bukan bagian nama.")
        if area in self.first:
            return _("Lingkungan ini sudah ada di baris %(row)s.") % {"row": self.first[area]}
        held = self.seated.get(area)
        if held and search_key(held.name) != search_key(line.name):
            return _("Sudah dipegang %(name)s. Ganti lewat halaman serah terima.") % {"name": held.name}
        return ""

    def _doubt(self, line: Line) -> str:
        """Worth a look, but taken in."""
        if line.phone_typed and not line.phone:
            return _("Nomor teleponnya tidak terbaca.")
        if not line.phone and self.names[search_key(line.name)] > 1:
            return _("Nama ini ada lebih dari sekali tanpa nomor telepon: dibuatkan akun masing-masing.")
        if self.phones[line.phone] > 1:
            return _("Nomor telepon ini ada di baris lain: nama yang sama mendapat satu akun.")
        return ""


def _seal(lines: Sequence[Judged], starts: dt.date, opened: Opened) -> str:
    wanted = [[line.name, line.area, line.phone] for line in lines if line.fate is Fate.NEW]
    said = {"by": opened.scope.actor, "area": opened.scope.area, "starts": str(starts), "wanted": wanted}
    return base64.b64encode(opened.vault.seal_bytes(FIELD, json.dumps(said).encode())).decode()


def _unseal(sealed: str, opened: Opened) -> tuple[dt.date, list[Wanted]]:
    """What a check of the same person in the same territory sealed."""
    try:
        said = json.loads(opened.vault.open_bytes(FIELD, base64.b64decode(sealed, validate=True)))
    except (binascii.Error, VaultError, ValueError):
        said = {}
    if (said.get("by"), said.get("area")) != (opened.scope.actor, opened.scope.area):
        raise OfficeError(_("Daftar ini harus diperiksa sekali lagi sebelum dimasukkan."))
    return dt.date.fromisoformat(said["starts"]), [(name, area, phone) for name, area, phone in said["wanted"]]
