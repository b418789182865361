"""Tasks about rosters, for whoever brings them and for the programme manager."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.roster_tally import Tally, by_state, to_decide, to_mend
from payung.apps.territory.scope import Scope
from payung.web.templatetags.payung_format import long_date, number
from payung.web.today.frame import Task


def roster_tasks(request: HttpRequest) -> tuple[list[Task], dict[RosterState, Tally]]:
    """What waits for a decision, what could not be read; and the counts themselves."""
    found, page = by_state(request.scope), reverse("rosters")
    tasks = []
    if failed := found.get(RosterState.FAILED):
        tasks.append(
            Task(
                title=_("%(count)s daftar nama tidak terbaca") % {"count": number(failed.rosters)},
                url=page,
                button=_("Lihat sebabnya"),
                text=_("Simpan ulang berkasnya, lalu unggah lagi."),
                icon="warning",
                tone="bad",
            )
        )
    return tasks + (_checked(request.scope) if RosterState.CHECKED in found else []), found


def _checked(scope: Scope) -> list[Task]:
    """Rosters to decide on, and those of which nothing can be taken in yet; of people who are all registered, none."""
    decide, mend, page, tasks = to_decide(scope), to_mend(scope), reverse("rosters"), []
    if decide:
        tasks.append(
            Task(
                title=_("%(count)s daftar nama menunggu keputusan") % {"count": number(decide.rosters)},
                url=page,
                button=_("Putuskan daftar nama"),
                text=_rows(decide),
                icon="pencil",
            )
        )
    if mend:
        tasks.append(
            Task(
                title=_("%(count)s daftar nama harus diperbaiki dahulu") % {"count": number(mend.rosters)},
                url=page,
                button=_("Lihat yang harus diperbaiki"),
                text=_("Belum ada baris baru yang dapat dimasukkan. %(rows)s") % {"rows": _rows(mend)},
                icon="pencil",
            )
        )
    return tasks


def _rows(found: Tally) -> str:
    text = _("%(rows)s baris, %(errors)s di antaranya harus diperbaiki; yang terlama diunggah %(day)s.")
    values = {"rows": number(found.rows), "errors": number(found.errors), "day": long_date(found.since.date())}
    return text % values
