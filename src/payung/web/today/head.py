"""A head of a lingkungan, and whoever helps: mend what came back, keep people protected, reach the number."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import worklist
from payung.apps.contributions.handover_queries import held_by
from payung.apps.contributions.worklist import Group
from payung.apps.enrolment import listing, queries
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters, Soon
from payung.web.neighbourhood.payment_words import days_words
from payung.web.templatetags.payung_format import number, percent_of, rupiah
from payung.web.today.frame import Counted, Home, Mention, Task, counted, everyday, figures

SHOWN = 5


def home(request: HttpRequest) -> Home:
    """What came back first, for somebody waits for it; the number to reach last."""
    scope, found = request.scope, counted(request)
    tasks = [*came_back(request)]
    if found:
        tasks += lapsing(request, found)
    if scope.may(Permission.CONTRIBUTION_SEE):
        tasks += [*unpaid(request), *cash(request)]
    if found:
        tasks += still_to_register(found)
    return Home(
        title=_("Hari ini"),
        lead=lead(request, found),
        tasks=tasks,
        done=nothing_to_do(found),
        buttons=everyday(("register", _("Daftarkan pekerja"), "plus")),
        **figures(found),
    )


def nothing_to_do(found: Counted | None) -> tuple[str, str]:
    """What an empty list of tasks means; without a campaign, or without a target, there is none to have reached."""
    title = _("Tidak ada yang mendesak hari ini")
    if found is None or not found.seen.total.target:
        return title, _("Tidak ada yang kembali, jatuh tempo, atau belum disetor. Pendaftaran pekerja dapat dimulai.")
    return (
        title,
        _("Target lingkungan Anda sudah tercapai, dan tidak ada yang kembali, jatuh tempo, atau belum disetor."),
    )


def lead(request: HttpRequest, found: Counted | None) -> str:
    """How far the lingkungan is."""
    if found is None:
        return ""
    whole = found.seen.total
    if not whole.submitted:
        text = _(
            "Belum ada pekerja %(place)s yang didaftarkan. Mulailah dari satu orang yang Anda kenal: isi NIK, nama, "
            "dan pekerjaannya; kurang dari satu menit."
        )
        return text % {"place": found.seen.place.name}
    text = _("%(count)s dari %(target)s pekerja %(place)s sudah didaftarkan (%(share)s).")
    return text % {
        "count": number(whole.submitted),
        "target": number(whole.target),
        "place": found.seen.place.name,
        "share": percent_of(whole.submitted, whole.target),
    }


def came_back(request: HttpRequest) -> list[Task]:
    """Registrations that were returned or rejected, with the reason of each."""
    found, count = queries.came_back(request.scope, size=SHOWN)
    if not found:
        return []
    mentions = [
        Mention(each.name, reverse("registration_mend", args=[each.registration_id]), each.reason) for each in found
    ]
    state = found[0].state if len({each.state for each in found}) == 1 else State.RETURNED
    return [
        Task(
            title=_("%(count)s pendaftaran kembali untuk diperbaiki") % {"count": number(count)},
            url=f"{reverse('registrations')}?keadaan={state.value}",
            first=mentions[0].url,
            button=_("Perbaiki yang pertama"),
            icon="return",
            tone="bad",
            mentions=mentions,
        )
    ]


def lapsing(request: HttpRequest, found: Counted) -> list[Task]:
    """Members who lose their protection within thirty days unless they pay."""
    if not found.seen.total.lapses:
        return []
    period = found.seen.question.period
    asked = Filters(today=request.today, soon=Soon.LAPSE, state=State.ACCEPTED, since=period.starts, until=period.ends)
    rows = listing.page(request.scope, asked, size=SHOWN).rows
    mentions = [Mention(each.name, reverse("person", args=[each.person_id])) for each in rows]
    title = _("%(count)s orang akan nonaktif dalam 30 hari") % {"count": number(found.seen.total.lapses)}
    return [
        Task(
            title=title,
            url=found.links.lapses or found.page,
            button=_("Ingatkan mereka"),
            text=_("Temui mereka sebelum perlindungannya berhenti."),
            icon="warning",
            tone="bad",
            mentions=mentions,
        )
    ]


def unpaid(request: HttpRequest) -> list[Task]:
    """Accepted, and nothing paid yet."""
    counts = worklist.counts(request.scope, request.today)
    waiting = counts[Group.DUE]
    if not waiting:
        return []
    later = counts[Group.LATER] + counts[Group.ON_ITS_WAY] + counts[Group.OTHERS]
    text = _("Sudah diterima BPJS, tetapi belum terlindungi sebelum iuran pertama dibayar.")
    if later:
        text += " " + _("%(count)s lainnya sudah diingatkan atau uangnya di jalan.") % {"count": number(later)}
    return [
        Task(
            title=_("%(count)s orang diterima tetapi belum membayar iuran pertama") % {"count": number(waiting)},
            url=reverse("first_payments"),
            button=_("Ingatkan yang belum membayar"),
            text=text,
            icon="umbrella-outline",
        )
    ]


def cash(request: HttpRequest) -> list[Task]:
    """Money of workers that is still in one's own hands."""
    held = held_by(request.scope, request.scope.actor)
    if not held:
        return []
    days = (request.today - held[0].received_on).days
    text = (
        _("%(count)s kuitansi; yang terlama diterima %(days)s lalu.")
        if days
        else _("%(count)s kuitansi, semuanya hari ini.")
    )
    return [
        Task(
            title=_("%(amount)s uang iuran belum Anda setor")
            % {"amount": rupiah(sum(each.amount_idr for each in held))},
            url=reverse("handover_new"),
            button=_("Setorkan uangnya"),
            text=text % {"count": number(len(held)), "days": days_words(days)},
            icon="send",
        )
    ]


def still_to_register(found: Counted) -> list[Task]:
    """How many the target leaves."""
    whole = found.seen.total
    left = whole.target - whole.submitted
    if left <= 0:
        return []
    return [
        Task(
            title=_("Masih %(count)s pekerja lagi sampai target") % {"count": number(left)},
            url=reverse("register"),
            button=_("Daftarkan pekerja"),
            text=_("Siapkan KTP-nya; pendaftaran dapat dilanjutkan nanti bila ada yang belum lengkap."),
            icon="plus",
            tone="plain",
        )
    ]
