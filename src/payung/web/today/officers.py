"""Who sees no worker: the data protection officer, and the administrator."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.apps.audit import queue
from payung.apps.audit.models import Disclosure
from payung.apps.audit.queries import disclosures, rows_by_kind
from payung.apps.enrolment.queries import user_names
from payung.apps.territory.account_letters import unused
from payung.apps.territory.codes import Level
from payung.apps.territory.seats import counted as seats_counted
from payung.web.account.office_page import import_command
from payung.web.log_words import KINDS
from payung.web.templatetags.payung_format import moment, number
from payung.web.today.frame import Home, Table, Task, everyday

DAYS = 7
SHOWN = 5


def protection_officer(request: HttpRequest) -> Home:
    """What was opened in the last days, and the latest downloads and openings with their purposes."""
    told = rows_by_kind(request.scope, since=timezone.now() - dt.timedelta(days=DAYS))
    times = sum(count for count, _rows in told.values())
    lead = _("%(count)s kali data pribadi dibuka, diunduh, atau ditanyakan dalam 7 hari terakhir.")
    latest = list(disclosures(request.scope).exclude(kind=Disclosure.Kind.LOOKUP)[:SHOWN])
    return Home(
        title=_("Hari ini"),
        lead=lead % {"count": number(times)} if times else "",
        done=(
            _("Dalam 7 hari terakhir tidak ada data pribadi yang dibuka"),
            _("Setiap pembukaan dan unduhan tampil di sini dengan nama, waktu, dan tujuannya."),
        )
        if not times
        else ("", ""),
        buttons=everyday(("log", _("Baca catatan pembukaan data"), "shield")),
        tables=[_latest(latest)] if latest else [],
        tiles=[_tile(kind, *told.get(kind.value, (0, 0))) for kind in Disclosure.Kind] if times else [],
    )


def _tile(kind: Disclosure.Kind, times: int, rows: int) -> dict[str, Any]:
    return {
        "label": str(KINDS[kind]),
        "value": _("%(count)s kali") % {"count": number(times)},
        "detail": _("%(count)s orang seluruhnya") % {"count": number(rows)},
        "url": f"{reverse('log')}?jenis={kind.value}",
        "source": _("7 hari terakhir"),
    }


def _latest(rows: list[Disclosure]) -> Table:
    names = user_names(row.actor_id for row in rows)
    labels = (_("Waktu"), _("Siapa"), _("Jenis"), _("Jumlah orang"), _("Untuk apa"))
    return Table(
        title=_("Yang terakhir dibuka atau diunduh"),
        columns=[{"label": label, "kind": "number" if at == 3 else ""} for at, label in enumerate(labels)],
        rows=[
            [
                {"text": moment(row.at)},
                {"text": names.get(row.actor_id, _("Sistem"))},
                {"text": str(KINDS[Disclosure.Kind(row.kind)])},
                {"text": number(row.rows)},
                {"text": row.purpose},
            ]
            for row in rows
        ],
        url=reverse("log"),
        url_label=_("Baca semua catatan"),
    )


def administrator(request: HttpRequest) -> Home:
    """Whether the work runs, who has no account yet in use, which offices nobody holds."""
    counts = seats_counted(request.scope, request.scope.area, Level.CITY, on=request.today)
    vacant, heads = sum(each.vacant for each in counts.values()), sum(each.seats for each in counts.values())
    letters = unused(request.scope, on=request.today)
    people, never = (sum(each[at] for each in letters.values()) for at in (0, 1))
    tasks = [*stopped(), *_none(request.scope.city, heads), *_letters(never, people), *_vacant(vacant, heads)]
    return Home(
        title=_("Hari ini"),
        lead="",
        tasks=tasks,
        done=(_("Semua berjalan"), _("Proses bekerja, setiap jabatan terisi, dan setiap akun sudah dipakai.")),
        buttons=everyday(("offices", _("Pejabat dan akun"), "person"), ("settings_in_effect", _("Setelan"), "forward")),
    )


def stopped() -> list[Task]:
    """Jobs that gave up, or no worker that runs them."""
    failed = sum(each.failed for each in queue.by_task())
    tasks = []
    if not queue.worker_lives():
        title = _("Tidak ada pekerja proses yang hidup")
        text = _("Daftar nama dan berkas BPJS tidak akan diproses sebelum layanan dijalankan lagi.")
        tasks.append(
            Task(title=title, text=text, url=reverse("work"), button=_("Lihat proses"), icon="stop", tone="bad")
        )
    if failed:
        title = _("%(count)s proses gagal") % {"count": number(failed)}
        tasks.append(Task(title=title, url=reverse("work"), button=_("Lihat proses"), icon="warning", tone="bad"))
    return tasks


def _none(city: int, heads: int) -> list[Task]:
    """A city without lingkungan: nothing else can begin before, and no page brings them in."""
    if heads:
        return []
    text = _(
        "Pengelola server memasukkan daftar lingkungan dengan perintah: %(command)s. "
        "Sesudah itu tunjuk kepala-kepalanya di halaman pejabat, satu per satu atau dari daftar."
    )
    return [
        Task(
            title=_("Kota ini belum punya lingkungan"),
            text=text % {"command": import_command(city)},
            url=reverse("offices"),
            button=_("Lihat pejabat dan wilayah"),
            icon="person",
        )
    ]


def _letters(never: int, people: int) -> list[Task]:
    if not never:
        return []
    text = _("Dari %(people)s pemegang jabatan. Cetak surat akunnya per kelurahan.")
    return [
        Task(
            title=_("%(count)s pemegang jabatan belum pernah masuk") % {"count": number(never)},
            url=reverse("offices"),
            button=_("Cetak surat akun"),
            text=text % {"people": number(people)},
            icon="key",
        )
    ]


def _vacant(vacant: int, heads: int) -> list[Task]:
    if not vacant:
        return []
    return [
        Task(
            title=_("%(count)s dari %(all)s jabatan kepala lingkungan kosong")
            % {"count": number(vacant), "all": number(heads)},
            url=reverse("heads"),
            button=_("Lihat jabatan yang kosong"),
            icon="person",
            tone="plain",
        )
    ]
