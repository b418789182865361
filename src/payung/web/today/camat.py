"""A camat: the kelurahan beside each other, in order of their codes, and what waits where."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.campaigns.queries import Line
from payung.apps.enrolment.enums import State
from payung.apps.territory.codes import Level
from payung.apps.territory.seats import Count
from payung.apps.territory.seats import counted as seats_counted
from payung.web.city.campaign_page import address
from payung.web.templatetags.payung_format import month_name, number, percent_of
from payung.web.today.frame import Counted, Home, Mention, Table, Task, counted, everyday, figures

SHOWN = 5


def home(request: HttpRequest) -> Home:
    """Where registrations wait, where nobody heads a lingkungan, and who is about to lose protection."""
    found = counted(request)
    seats = seats_counted(request.scope, request.scope.area, Level.KELURAHAN, on=request.today)
    lines = [line for line in found.seen.lines if not line.whole] if found else []
    tasks = [*waiting(found, lines), *vacant(lines, seats), *lapsing(found)] if found else []
    return Home(
        title=_("Hari ini"),
        lead=lead(found),
        tasks=tasks,
        done=done(found, seats),
        buttons=everyday(("campaign", _("Buka kampanye"), "forward")),
        tables=[table(found, lines, seats)] if found and lines else [],
        **figures(found),
    )


def done(found: Counted | None, seats: dict[int, Count]) -> tuple[str, str]:
    """What is said where nothing is to do, as far as it is known."""
    if not seats:
        return (
            _("Belum ada lingkungan di sini"),
            _(
                "Pengelola server memasukkan daftar lingkungan, lalu administrator kota menunjuk kepala-kepalanya; "
                "sesudah itu mereka mendaftarkan pekerja."
            ),
        )
    if found is None:
        return "", ""
    return (
        _("Tidak ada yang tertahan"),
        _("Tidak ada pendaftaran yang menunggu lurah, dan setiap lingkungan punya kepala lingkungan."),
    )


def lead(found: Counted | None) -> str:
    if found is None:
        return ""
    whole = found.seen.total
    text = _("%(count)s dari %(target)s pekerja %(place)s sudah diterima BPJS (%(share)s).")
    share = percent_of(whole.accepted, whole.target)
    place = found.seen.place.name
    return text % {"count": number(whole.accepted), "target": number(whole.target), "place": place, "share": share}


def waiting(found: Counted, lines: list[Line]) -> list[Task]:
    """Registrations that a lurah has not verified, by kelurahan."""
    total = found.seen.total.states[State.SUBMITTED]
    if not total:
        return []
    most = sorted(lines, key=lambda line: -line.figures.states[State.SUBMITTED])[:SHOWN]
    mentions = [
        Mention(line.place.name, _list(line), number(line.figures.states[State.SUBMITTED]))
        for line in most
        if line.figures.states[State.SUBMITTED]
    ]
    return [
        Task(
            title=_("%(count)s pendaftaran menunggu diperiksa lurah") % {"count": number(total)},
            url=f"{reverse('registrations')}?keadaan={State.SUBMITTED.value}",
            button=_("Lihat yang menunggu"),
            text=_("Ingatkan lurahnya: sebelum diperiksa, tidak ada yang dikirim ke BPJS."),
            mentions=mentions,
        )
    ]


def _list(line: Line) -> str:
    return f"{reverse('registrations')}?tempat={line.place.id}&keadaan={State.SUBMITTED.value}"


def vacant(lines: list[Line], seats: dict[int, Count]) -> list[Task]:
    empty = [(line.place, seats[line.place.id].vacant) for line in lines if line.place.id in seats]
    total = sum(count for _place, count in empty)
    if not total:
        return []
    named = [
        Mention(place.name, reverse("heads_place", args=[place.id]), number(count)) for place, count in empty if count
    ]
    return [
        Task(
            title=_("%(count)s lingkungan tanpa kepala lingkungan") % {"count": number(total)},
            url=reverse("heads"),
            button=_("Lihat jabatan yang kosong"),
            icon="person",
            mentions=named[:SHOWN],
        )
    ]


def lapsing(found: Counted) -> list[Task]:
    count = found.seen.total.lapses
    if not count:
        return []
    return [
        Task(
            title=_("%(count)s orang akan nonaktif dalam 30 hari") % {"count": number(count)},
            url=found.links.lapses or found.page,
            button=_("Lihat siapa mereka"),
            icon="warning",
            tone="bad",
        )
    ]


def table(found: Counted, lines: list[Line], seats: dict[int, Count]) -> Table:
    """In order of the codes: places of different size are no ranking; the fair comparison stands on its own page."""
    paid = _("Lunas %(month)s") % {"month": month_name(found.ended.month)} if found.ended else _("Lunas")
    labels = (_("Kelurahan"), _("Diterima"), _("Dari target"), _("Menunggu lurah"), paid, _("Jabatan kosong"))
    columns = [{"label": label, "kind": "number" if at else ""} for at, label in enumerate(labels)]
    return Table(
        title=_("Kelurahan Anda"),
        columns=columns,
        rows=[_row(found, line, seats.get(line.place.id, Count(0, 0, 0))) for line in lines],
        note=_("Urutannya menurut kode wilayah."),
        url=found.page,
        url_label=_("Lihat kampanye dan bandingkan dengan adil"),
    )


def _row(found: Counted, line: Line, seats: Count) -> list[dict[str, object]]:
    figures = line.figures
    return [
        {"text": line.place.name, "url": address(found.seen.campaign, line.place.id)},
        {"text": number(figures.accepted)},
        {"text": percent_of(figures.accepted, figures.target)},
        {"text": number(figures.states[State.SUBMITTED])},
        {"text": number(figures.paid) if found.ended else "–"},
        {"text": number(seats.vacant)},
    ]
