"""A lurah: who waits to be verified, the longest first; whose money waits; which heads need help."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.campaigns import pace
from payung.apps.campaigns.queries import Line
from payung.apps.contributions import handover_queries
from payung.apps.enrolment import queries
from payung.web.neighbourhood.payment_words import ago_words, days_words
from payung.web.templatetags.payung_format import number
from payung.web.today.frame import Counted, Home, Mention, Table, Task, counted, everyday, figures

SHOWN = 5
MOST_HEADS = 10


def home(request: HttpRequest) -> Home:
    """Verifying comes first: until then nobody is sent to the insurer."""
    found = counted(request)
    tasks = [*to_verify(request), *handed_over(request), *vacant(found)]
    return Home(
        title=_("Hari ini"),
        lead="" if tasks else _("Tidak ada pendaftaran yang menunggu Anda."),
        tasks=tasks,
        done=(
            _("Tidak ada yang menunggu diperiksa"),
            _("Pendaftaran baru dari kepala lingkungan Anda tampil di sini, yang terlama di atas."),
        ),
        buttons=everyday(
            ("verification", _("Periksa pendaftaran"), "check"), ("register", _("Daftarkan pekerja"), "plus")
        ),
        tables=behind(found),
        **figures(found),
    )


def to_verify(request: HttpRequest) -> list[Task]:
    """What waits, with the age of the oldest."""
    waiting = queries.waiting(request.scope)
    oldest = list(waiting.select_related("person")[:SHOWN])
    if not oldest:
        return []
    page = reverse("verification")
    days = (request.today - oldest[0].registered_on).days
    count = waiting.order_by().count()
    return [
        Task(
            title=_("%(count)s pendaftaran menunggu diperiksa") % {"count": number(count)},
            url=page,
            button=_("Periksa yang terlama"),
            text=_("Yang terlama menunggu %(days)s.") % {"days": days_words(days)}
            if days
            else _("Semuanya masuk hari ini."),
            icon="check",
            tone="bad" if days > 7 else "wait",
            mentions=[
                Mention(
                    each.person.name,
                    reverse("person", args=[each.person_id]),
                    _("didaftarkan %(ago)s") % {"ago": ago_words((request.today - each.registered_on).days)},
                )
                for each in oldest
            ],
        )
    ]


def handed_over(request: HttpRequest) -> list[Task]:
    """Hand-overs that wait for the second pair of eyes."""
    count = handover_queries.waiting(request.scope)
    if not count:
        return []
    return [
        Task(
            title=_("%(count)s setoran iuran menunggu konfirmasi") % {"count": number(count)},
            url=reverse("handovers"),
            button=_("Cocokkan dengan bukti setor"),
            icon="inbox",
        )
    ]


def vacant(found: Counted | None) -> list[Task]:
    """Lingkungan without a head: nobody registers there."""
    lines = [line for line in found.seen.lines if not line.whole and line.head is None] if found else []
    if not lines:
        return []
    return [
        Task(
            title=_("%(count)s lingkungan tanpa kepala lingkungan") % {"count": number(len(lines))},
            url=reverse("heads"),
            button=_("Lihat jabatan yang kosong"),
            text=", ".join(line.place.name for line in lines[:SHOWN]),
            icon="person",
            tone="plain",
        )
    ]


def behind(found: Counted | None) -> list[Table]:
    """Heads with fewer registrations than an even path to the target would have by today, the furthest behind first."""
    if found is None:
        return []
    late = [(expected(found, line) - line.figures.submitted, line) for line in found.seen.lines if not line.whole]
    late = sorted((each for each in late if each[0] > 0), key=lambda each: -each[0])[:MOST_HEADS]
    if not late:
        return []
    columns = (
        {"label": _("Lingkungan"), "kind": ""},
        {"label": _("Diajukan"), "kind": "number"},
        {"label": _("Kurang"), "kind": "number"},
    )
    return [
        Table(
            title=_("Yang perlu ditemani"),
            columns=columns,
            rows=[_row(found, gap, line) for gap, line in late],
            note=_("Kurang: selisih dari jumlah yang seharusnya sudah diajukan sampai hari ini bila jalannya rata."),
            url=reverse("heads"),
            url_label=_("Lihat semua kepala lingkungan"),
        )
    ]


def expected(found: Counted, line: Line) -> int:
    """By today on an even path; the whole target where the last day is open or past."""
    campaign, today = found.seen.campaign, found.seen.question.today
    if campaign.ends is None or today < campaign.starts:
        return line.figures.target if campaign.ends is None else 0
    return pace.straight(line.figures.target, starts=campaign.starts, ends=campaign.ends, day=today)


def _row(found: Counted, gap: int, line: Line) -> list[dict[str, object]]:
    of = _("%(count)s dari %(target)s")
    return [
        {
            "text": line.place.name,
            "url": reverse("heads_place", args=[line.place.id]),
            "note": line.head.name if line.head else _("kosong"),
        },
        {"text": of % {"count": number(line.figures.submitted), "target": number(line.figures.target)}},
        {"text": number(gap)},
    ]
