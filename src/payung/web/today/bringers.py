"""An agency's officer, or a clerk: one's own rosters, the rows to mend, and what became of everybody brought."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.enrolment import listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.roster_tally import Tally
from payung.web.city.registrations import capped
from payung.web.templatetags.payung_format import number
from payung.web.today import head
from payung.web.today.frame import Home, Task, everyday
from payung.web.today.rosters import roster_tasks

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
        buttons=everyday(("rosters", _("Unggah daftar nama"), "upload"), ("register", _("Daftarkan pekerja"), "plus")),
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


def _tile(state: State, count: int) -> dict[str, Any]:
    return {
        "label": state.label,
        "value": capped(count),
        "url": f"{reverse('registrations')}?keadaan={state.value}",
        "tone": "good" if state is State.ACCEPTED else "plain",
        "source": _("catatan pendaftaran kota"),
    }
