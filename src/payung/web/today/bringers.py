"""An agency's officer, or a clerk: one's own rosters, the rows to mend, and what became of everybody brought."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import counting
from payung.apps.campaigns.figures import Figures
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment import group_queries, listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Group
from payung.apps.enrolment.roster_tally import Tally
from payung.web.city import group_page
from payung.web.city.group_page import NONE
from payung.web.city.registrations import capped
from payung.web.templatetags.payung_format import month_name, number
from payung.web.today import head
from payung.web.today.frame import Home, Table, Task, everyday
from payung.web.today.rosters import roster_tasks

MOST_GROUPS = 10
TILES = (State.SUBMITTED, State.VERIFIED, State.BATCHED, State.ACCEPTED)


def home(request: HttpRequest) -> Home:
    """Registrations that came back, then files, then who has not paid."""
    rosters, tally = roster_tasks(request)
    states = listing.state_counts(request.scope)
    tasks: list[Task] = [*head.came_back(request), *rosters, *head.unpaid(request), *head.cash(request)]
    return Home(
        title=_("Hari ini"),
        lead=lead(sum(states.values()), list(tally.values())),
        tasks=tasks,
        done=(
            _("Tidak ada yang menunggu Anda"),
            _("Unggah daftar nama berikutnya; baris yang salah ditunjukkan satu per satu sebelum apa pun masuk."),
        ),
        buttons=everyday(
            ("rosters", _("Unggah daftar nama"), "upload"),
            ("register", _("Daftarkan pekerja"), "plus"),
            ("matching", _("Cocokkan daftar"), "search"),
        ),
        tables=groups(request),
        tiles=[_tile(state, states[state]) for state in TILES] if sum(states.values()) else [],
    )


def lead(registrations: int, rosters: list[Tally]) -> str:
    brought = sum(each.rosters for each in rosters)
    if not brought and not registrations:
        return _(
            "Belum ada yang Anda bawa. Mulailah dengan daftar nama yang sudah Anda miliki, dalam bentuk apa pun: "
            "Excel, LibreOffice, atau CSV."
        )
    text = _("%(rosters)s daftar nama dan %(people)s pendaftaran atas nama Anda atau instansi Anda.")
    return text % {"rosters": number(brought), "people": number(registrations)}


def groups(request: HttpRequest) -> list[Table]:
    """The agency's groups with how many of their members are protected; who has none, or may see none, has no table."""
    scope = request.scope
    found = list(group_queries.groups(scope)[:MOST_GROUPS]) if scope.may(Permission.GROUP_SEE) else []
    if not found:
        return []
    ended = last_ended_month(scope, request.today)
    figures = counting.by_group(scope, group_page.question(ended, request.today), [each.pk for each in found])
    others = group_queries.others(scope, [each.pk for each in found], today=request.today)
    paid = _("Terlindungi %(month)s") % {"month": month_name(ended.month)} if ended else _("Terlindungi")
    labels = (_("Kelompok"), _("Jumlah anggota"), _("Didaftarkan"), paid)
    return [
        Table(
            title=_("Kelompok Anda"),
            columns=[{"label": label, "kind": "number" if at else ""} for at, label in enumerate(labels)],
            rows=[
                _group(each, group_page.line(each, figures.get(each.pk, Figures()), ended, others.get(each.pk, NONE)))
                for each in found
            ],
            note=_("Garis (–) berarti belum diketahui."),
            url=reverse("groups"),
            url_label=_("Lihat semua kelompok"),
        )
    ]


def _group(found: Group, line: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"text": found.name, "url": reverse("group", args=[found.pk])},
        {"text": number(found.size)},
        {"text": number(line["registered"])},
        {"text": number(line["protected"])},
    ]


def _tile(state: State, count: int) -> dict[str, Any]:
    return {
        "label": state.label,
        "value": capped(count),
        "url": f"{reverse('registrations')}?keadaan={state.value}",
        "tone": "good" if state is State.ACCEPTED else "plain",
        "source": _("catatan pendaftaran kota"),
    }
