"""What the first page of a role is made of: what to do today, the most pressing first, then the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.campaigns import queries
from payung.apps.campaigns.queries import Overview
from payung.apps.coverage.file_queries import EndedMonth, last_ended_month
from payung.apps.territory.errors import TerritoryError
from payung.web.city import campaign_charts as charts
from payung.web.city import campaign_page as words
from payung.web.city.campaign_rows import RowLinks


@dataclass(frozen=True, slots=True)
class Mention:
    """One of those that a task is about; `note` is the reason or the age."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do today. `url` leads to all of it; `button` is the verb on the large button, where it comes first,
    which leads to `first` (the page where it begins)."""

    title: str
    url: str
    button: str
    tone: str = "wait"
    icon: str = "clock"
    text: str = ""
    first: str = ""
    mentions: Sequence[Mention] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the components; `url` leads to more."""

    title: str
    columns: Sequence[dict[str, str]]
    rows: Sequence[Sequence[dict[str, Any]]]
    note: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`done` is said where there is nothing to do: what that means, and what comes next."""

    title: str
    lead: str
    tasks: Sequence[Task] = ()
    done: tuple[str, str] = ("", "")
    buttons: Sequence[dict[str, str]] = ()
    tables: Sequence[Table] = ()
    tiles: Sequence[dict[str, Any]] = ()
    protection: dict[str, Any] | None = None
    note: str = ""
    counted: "Counted | None" = None

    @property
    def next(self) -> dict[str, str] | None:
        """The one large button: where the most pressing task begins, else the role's everyday work."""
        if self.tasks:
            first = self.tasks[0]
            return {"label": first.button, "url": first.first or first.url, "icon": first.icon}
        return self.buttons[0] if self.buttons else None

    @property
    def others(self) -> list[dict[str, str]]:
        """The everyday work beside it."""
        following = self.next
        return [each for each in self.buttons if following and each["url"] != following["url"]]


@dataclass(frozen=True, slots=True)
class Counted:
    """The campaign's figures of the reader's territory, and the last month whose payments are known."""

    seen: Overview
    ended: EndedMonth | None
    links: RowLinks

    @property
    def tiles(self) -> list[dict[str, Any]]:
        return words.tiles(self.seen, self.links, self.ended)

    @property
    def protection(self) -> dict[str, Any] | None:
        return charts.protection(self.seen, self.links, self.ended)

    @property
    def page(self) -> str:
        return words.address(self.seen.campaign, None)


def counted(request: HttpRequest) -> Counted | None:
    """The figures of the campaign that runs; None in a city without one, or in a place that is not valid any more."""
    scope, today = request.scope, request.today
    campaign = queries.chosen(list(queries.campaigns(scope)), today=today)
    if campaign is None:
        return None
    ended = last_ended_month(scope, today)
    asked = queries.question(campaign, month=ended.month if ended else None, today=today)
    try:
        seen = queries.overview(scope, scope.area, campaign, asked)
    except TerritoryError:
        return None
    return Counted(seen, ended, RowLinks(scope, asked, scope.area))


def figures(found: Counted | None, *, makes: bool = False) -> dict[str, Any]:
    """The figures as parts of a `Home`; without a campaign what is missing, and who `makes` it."""
    if found is None and makes:
        return {
            "note": _("Belum ada kampanye di kota ini. Buatlah satu: namanya, waktunya, dan target tiap lingkungan.")
        }
    if found is None:
        return {"note": _("Belum ada kampanye di kota ini, jadi belum ada target. Pengelola program yang membuatnya.")}
    return {"tiles": found.tiles, "protection": found.protection, "counted": found}


def everyday(*pages: tuple[str, str, str]) -> list[dict[str, str]]:
    """Buttons of the everyday work: name of the page, label, sign."""
    return [{"url": reverse(name), "label": label, "icon": icon} for name, label, icon in pages]
