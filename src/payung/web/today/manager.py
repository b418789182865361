"""The programme manager: what holds the city up, from rosters through batches to the insurer's figures."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.coverage import branch_shares, file_queries
from payung.apps.enrolment import batch_queries, queries
from payung.apps.enrolment.enums import State
from payung.shared.months import Month
from payung.web.neighbourhood.payment_words import days_words
from payung.web.templatetags.payung_format import long_date, month_name, number
from payung.web.today.camat import lapsing
from payung.web.today.frame import Counted, Home, Task, counted, everyday, figures
from payung.web.today.lurah import handed_over
from payung.web.today.rosters import roster_tasks

LONG_DAYS = 14


def home(request: HttpRequest) -> Home:
    """In the order in which work waits on the manager."""
    found = counted(request)
    rosters, _tally = roster_tasks(request)
    tasks = [
        *payments_missing(request, found),
        *rosters,
        *outside(request),
        *ready(found),
        *unanswered(request),
        *two_branches(request),
        *unfit(request),
        *handed_over(request),
        *(lapsing(found) if found else []),
    ]
    return Home(
        title=_("Hari ini"),
        lead=_("%(count)s hal menunggu, yang paling mendesak di atas.") % {"count": number(len(tasks))}
        if tasks
        else "",
        tasks=tasks,
        done=(
            _("Tidak ada yang menunggu Anda"),
            _("Daftar nama, berkas ke BPJS, dan data iuran yang perlu Anda tangani tampil di sini."),
        ),
        buttons=_buttons(found),
        **figures(found, makes=True),
    )


def _buttons(found: Counted | None) -> list[dict[str, str]]:
    """A city without a campaign begins with one."""
    if found is None:
        return everyday(("campaign_new", _("Buat kampanye"), "plus"), ("rosters", _("Unggah daftar nama"), "upload"))
    return everyday(
        ("campaign", _("Buka kampanye"), "forward"),
        ("rosters", _("Unggah daftar nama"), "upload"),
        ("matching", _("Cocokkan daftar"), "search"),
    )


def payments_missing(request: HttpRequest, found: Counted | None) -> list[Task]:
    """The payment file of the month that has ended, in a city that has members."""
    known = found.ended if found else file_queries.last_ended_month(request.scope, request.today)
    wanted = Month.of(request.today) - 1
    if known and known.month >= wanted:
        return []
    if not queries.registrations(request.scope).filter(state=State.ACCEPTED).exists():
        return []
    last = (
        _("Yang terakhir diketahui: %(month)s, per %(day)s.")
        % {"month": month_name(known.month), "day": long_date(known.as_of)}
        if known
        else _("Belum pernah ada data iuran.")
    )
    return [
        Task(
            title=_("Data iuran %(month)s belum masuk") % {"month": month_name(wanted)},
            url=reverse("insurer_payments"),
            button=_("Unggah data iuran"),
            text=last + " " + _("Tanpa data ini kota belum tahu siapa yang masih terlindungi."),
            icon="upload",
            tone="bad",
        )
    ]


def outside(request: HttpRequest) -> list[Task]:
    """Workers who live outside the city, whom no lurah verifies."""
    count = queries.waiting(request.scope).order_by().count()
    if not count:
        return []
    return [
        Task(
            title=ngettext(
                "%(count)s pekerja dari luar kota menunggu Anda periksa",
                "%(count)s pekerja dari luar kota menunggu Anda periksa",
                count,
            )
            % {"count": number(count)},
            url=reverse("verification"),
            button=_("Periksa pendaftaran"),
            icon="check",
        )
    ]


def ready(found: Counted | None) -> list[Task]:
    """Verified, and in no batch yet."""
    count = found.seen.total.states[State.VERIFIED] if found else 0
    if not count:
        return []
    return [
        Task(
            title=_("%(count)s pendaftaran terverifikasi belum dikirim ke BPJS") % {"count": number(count)},
            url=reverse("batch_new"),
            button=_("Buat berkas baru"),
            icon="send",
        )
    ]


def two_branches(request: HttpRequest) -> list[Task]:
    """People whom two branches of the insurer know, and of whom nobody has said which one answers for them."""
    count = branch_shares.undecided(request.scope)
    if not count:
        return []
    return [
        Task(
            title=_("%(count)s pekerja tercatat di dua kantor cabang BPJS") % {"count": number(count)},
            url=reverse("two_branches"),
            button=_("Putuskan cabangnya"),
            icon="warning",
        )
    ]


def unanswered(request: HttpRequest) -> list[Task]:
    """Batches that the insurer has not answered, with the age of the oldest."""
    found = batch_queries.waiting(request.scope)
    if not found.lines or found.since is None:
        return []
    days = (request.today - found.since).days
    text = _("%(lines)s pekerja; berkas terlama dikirim %(day)s (%(days)s).")
    return [
        Task(
            title=_("%(count)s berkas menunggu jawaban BPJS") % {"count": number(found.batches)},
            url=reverse("batches"),
            button=_("Lihat berkas yang belum dijawab"),
            text=text % {"lines": number(found.lines), "day": long_date(found.since), "days": days_words(days)},
            tone="bad" if days > LONG_DAYS else "wait",
        )
    ]


def unfit(request: HttpRequest) -> list[Task]:
    """Lines of the insurer that fit nothing."""
    count = file_queries.unfit_lines(request.scope)
    if not count:
        return []
    return [
        Task(
            title=_("%(count)s baris dari BPJS tidak cocok dengan siapa pun") % {"count": number(count)},
            url=reverse("insurer_files"),
            button=_("Lihat baris yang tidak cocok"),
            icon="question",
            tone="plain",
        )
    ]
