"""Tasks about rosters, for whoever brings them and for the programme manager."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.roster_tally import Tally, by_state
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
    if checked := found.get(RosterState.CHECKED):
        tasks.append(
            Task(
                title=_("%(count)s daftar nama menunggu keputusan") % {"count": number(checked.rosters)},
                url=page,
                button=_("Putuskan daftar nama"),
                text=_rows(checked),
                icon="pencil",
            )
        )
    return tasks, found


def _rows(found: Tally) -> str:
    text = _("%(rows)s baris, %(errors)s di antaranya harus diperbaiki; yang terlama diunggah %(day)s.")
    values = {"rows": number(found.rows), "errors": number(found.errors), "day": long_date(found.since.date())}
    return text % values
