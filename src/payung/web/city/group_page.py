"""What the pages of groups say: how many of a group are protected, of how many, by which source and day."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.histories import Period
from payung.apps.coverage.file_queries import EndedMonth
from payung.apps.enrolment import group_kinds
from payung.apps.enrolment.group_queries import Others
from payung.apps.enrolment.models import Group
from payung.apps.territory.scope import Scope
from payung.web.city.campaign_rows import RowLinks
from payung.web.days import FIRST
from payung.web.templatetags.payung_format import month_name, number, percent_of

PARAMETER = "kelompok"


@dataclass(frozen=True, slots=True)
class MemberLinks(RowLinks):
    """The way from a figure of a group to its rows."""

    group: UUID | None = None

    def _url(self, **narrowed: str) -> str | None:
        return f"{reverse('registrations')}?{urlencode({PARAMETER: str(self.group), **narrowed})}"


@dataclass(frozen=True, slots=True)
class Members:
    """A group's figures; as `campaign_charts` takes them."""

    total: Figures


NONE = Others()


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of one group: its own rows, whom somebody else registered, and how many its lists name."""

    figures: Figures
    others: Others = NONE
    rostered: int | None = None


def question(ended: EndedMonth | None, today: dt.date) -> Question:
    """Every registration of a group counts, whenever it was made."""
    return Question(Period(FIRST, today), ended.month if ended else None, today)


def covered(figures: Figures, others: Others) -> int:
    """How many of a group are protected: its own rows that are paid, and whom somebody else registered."""
    return figures.paid + others.active


def line(found: Group, figures: Figures, ended: EndedMonth | None, others: Others = NONE) -> dict[str, Any]:
    """One row of the list: unknown is shown as unknown."""
    protected = covered(figures, others)
    return {
        "group": found,
        "kind": group_kinds.label(found.kind),
        "registered": figures.submitted + others.registered,
        "protected": protected if ended else None,
        "share": percent_of(protected, found.size) if ended and found.size else None,
    }


def answer(found: Group, protected: int, ended: EndedMonth | None) -> str:
    """The first line: how many are protected, of how many."""
    if ended is None:
        return _("Siapa yang terlindungi belum dapat dikatakan: belum ada data iuran BPJS.")
    values = {"paid": number(protected), "month": month_name(ended.month), "size": number(found.size)}
    if not found.size:
        return _("%(paid)s orang terlindungi pada %(month)s; jumlah anggotanya belum diketahui.") % values
    values["share"] = percent_of(protected, found.size)
    return _("%(paid)s dari %(size)s anggota terlindungi pada %(month)s: %(share)s") % values


def buttons(scope: Scope, found: Group) -> list[dict[str, str]]:
    """The next step first: a list of names, one worker, what is known of the group."""
    query = urlencode({PARAMETER: str(found.pk)})
    steps = (
        (Permission.ROSTER_UPLOAD, _("Unggah daftar nama"), f"{reverse('rosters')}?{query}", "upload"),
        (Permission.REGISTRATION_CREATE, _("Daftarkan pekerja"), f"{reverse('register')}?{query}", ""),
        (Permission.REGISTRATION_SEE, _("Lihat anggota"), f"{reverse('registrations')}?{query}", ""),
        (Permission.GROUP_EDIT, _("Ubah kelompok"), reverse("group_edit", args=[found.pk]), ""),
    )
    return [{"label": label, "url": url, "icon": icon} for needed, label, url, icon in steps if scope.may(needed)]


def elsewhere(others: Others, ended: EndedMonth | None) -> str:
    """Whom somebody else registered, in one sentence; empty where there is none."""
    if not others.registered:
        return ""
    text = ngettext(
        "%(count)s anggota didaftarkan pihak lain; %(active)s di antaranya peserta aktif "
        "(iurannya dibayar atau dalam masa tenggang) dan ikut dihitung terlindungi. Namanya tidak ditampilkan di sini.",
        "%(count)s anggota didaftarkan pihak lain; %(active)s di antaranya peserta aktif "
        "(iurannya dibayar atau dalam masa tenggang) dan ikut dihitung terlindungi. Namanya tidak ditampilkan di sini.",
        others.registered,
    )
    return text % {"count": number(others.registered), "active": number(others.active if ended else None)}


def tiles(links: MemberLinks, found: Group, counted: Counted, *, ended: EndedMonth | None) -> list[dict[str, Any]]:
    """Each figure with its source and its day; a share names what it is a part of."""
    rostered, figures = counted.rostered, counted.figures
    register, today = _("catatan pendaftaran kota"), links.question.today
    size = {
        "label": _("Jumlah anggota"),
        "value": number(found.size) if found.size else None,
        "unknown": _("Belum diketahui"),
        "source": found.size_source,
        "as_of": found.size_on,
    }
    listed = {
        "label": _("Di daftar nama"),
        "value": number(rostered) if rostered else None,
        "unknown": _("Belum ada daftar"),
        "url": "#daftar" if rostered else None,
        "source": _("daftar nama kelompok"),
        "as_of": today if rostered else None,
    }
    registered = [
        {"label": label, "value": number(count), "url": url if count else None, "source": register, "as_of": today}
        for label, count, url in (
            (_("Didaftarkan"), figures.submitted, links.submitted),
            (_("Diterima BPJS"), figures.accepted, links.accepted),
        )
    ]
    return [size, listed, *registered, *_by_others(counted), protected(links, found, counted, ended=ended)]


def _by_others(counted: Counted) -> list[dict[str, Any]]:
    if not counted.others.registered:
        return []
    value = number(counted.others.registered)
    return [{"label": _("Didaftarkan pihak lain"), "value": value, "source": _("catatan pendaftaran kota")}]


def protected(links: MemberLinks, found: Group, counted: Counted, *, ended: EndedMonth | None) -> dict[str, Any]:
    """The covered share: the protected as a part of the declared size, and of those on the group's lists."""
    if ended is None:
        return {"label": _("Terlindungi"), "value": None, "unknown": _("Belum ada data iuran")}
    shares = [
        (_("%(share)s dari jumlah anggota"), found.size),
        (_("%(share)s dari yang ada di daftar nama"), counted.rostered),
    ]
    own, whole_group = counted.figures.paid, covered(counted.figures, counted.others)
    told = [text % {"share": percent_of(whole_group, whole)} for text, whole in shares if whole]
    return {
        "label": _("Terlindungi %(month)s") % {"month": month_name(ended.month)},
        "value": number(whole_group),
        "detail": "; ".join(told) or _("Bagiannya belum diketahui: belum ada jumlah anggota dan daftar nama."),
        "url": links.paid if own and own == whole_group else None,
        "tone": "good",
        "as_of": ended.as_of,
        "source": _("data iuran BPJS"),
    }
