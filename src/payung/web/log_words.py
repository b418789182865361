"""What the log of disclosures names by keys, in words."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.places import labels
from payung.apps.territory.scope import Scope
from payung.web.city.registration_filters import asked_of
from payung.web.city.registration_words import narrowed_by
from payung.web.neighbourhood.pairs import OPENED

Cell = dict[str, str]
KINDS = {
    Disclosure.Kind.REVEAL: gettext_lazy("Dibuka"),
    Disclosure.Kind.EXPORT: gettext_lazy("Diunduh"),
    Disclosure.Kind.LOOKUP: gettext_lazy("Ditanyakan ke seluruh kota"),
}
PARTS = dict(OPENED)
SUBJECTS = {
    "registrations": gettext_lazy("Daftar pendaftaran"),
    "possible_duplicates": gettext_lazy("Kemungkinan pendaftaran ganda"),
    "nik_asked": gettext_lazy("Satu NIK, saat mendaftarkan"),
    "daftar nama dengan catatan": gettext_lazy("Daftar nama dengan catatan"),
    "NIK di daftar nama": gettext_lazy("NIK di daftar nama"),
    "pencocokan": gettext_lazy("Pendaftaran, untuk dicocokkan dengan sebuah daftar"),
    "pencocokan daftar": gettext_lazy("Hasil pencocokan: daftar pertama"),
    "pencocokan pasangan": gettext_lazy("Hasil pencocokan: pasangan"),
    "pencocokan ganda": gettext_lazy("Hasil pencocokan: yang ganda"),
    "surat akun": gettext_lazy("Surat akun"),
    "lembar serah terima": gettext_lazy("Lembar serah terima"),
}
FILES = {
    "xlsx": gettext_lazy("Daftar pekerja (.xlsx) berkas %(number)s"),
    "csv": gettext_lazy("Daftar pekerja (.csv) berkas %(number)s"),
    "pdf": gettext_lazy("Surat pengantar berkas %(number)s"),
}
LISTS = {
    "xlsx": gettext_lazy("Daftar pendaftaran (.xlsx)"),
    "csv": gettext_lazy("Daftar pendaftaran (.csv)"),
    "cetak": gettext_lazy("Daftar pendaftaran, dicetak"),
}


def subjects(rows: Sequence[Disclosure], scope: Scope, *, today: dt.date) -> list[Cell]:
    """What each row of the log is about: `person <id>: <keys>`, `batch <number> <format>`, `registrations <format>
    <address>`, or the name of a list or file."""
    places = labels({row.area_id for row in rows}, on=today)
    narrowed = cache(lambda query: "; ".join(narrowed_by(asked_of(scope, dict(parse_qsl(query)), today=today))))

    def cell(row: Disclosure) -> Cell:
        kind, _space, rest = row.subject.partition(" ")
        if kind == "person":
            return _opened(rest)
        named, _space, more = rest.partition(" ")
        if kind == "batch" and more in FILES:
            return {"text": str(FILES[more]) % {"number": named}}
        if kind == "registrations" and named in LISTS:
            held = narrowed(more.removeprefix("?")) or _("tanpa saringan")
            return {"text": str(LISTS[named]), "note": f"{places[row.area_id]}; {held}"}
        return {"text": str(SUBJECTS.get(row.subject, row.subject)), "note": places[row.area_id]}

    return [cell(row) for row in rows]


def _opened(said: str) -> Cell:
    person_id, _colon, keys = said.partition(": ")
    opened = [str(PARTS.get(key, key)) for key in keys.split(", ")]
    return {"text": ", ".join(opened), "note": _("Pekerja %(id)s") % {"id": person_id[:8]}}
