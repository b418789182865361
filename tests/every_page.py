"""Every page of ours, as somebody in each role would ask for it: all addresses, with keys of rows that stand in them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from payung.apps.accounts.models import User
from payung.apps.campaigns.models import Campaign
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.coverage.models import InsurerFile, UnfitLine
from payung.apps.enrolment.models import Batch, Group, Registration, Roster, RosterRow, SavedFilter
from payung.apps.linkage.models import MatchRun, Merge, Pair
from payung.apps.notify.models import Notice
from payung.apps.people.models import Person
from payung.apps.territory.models import Agency, Area, City, Holding

PLACES = {
    "kepling": ("12.71.01.1001", 1),
    "helper": ("12.71.01.1001", 1),
    "lurah": ("12.71.01.1001", 0),
    "camat": ("12.71.01", 0),
    "clerk": ("12.71", 0),
    "agency_officer": ("12.71", 0),
    "manager": ("12.71", 0),
    "insurer_officer": ("12.71", 0),
    "mayor": ("12.71", 0),
    "data_protection_officer": ("12.71", 0),
    "administrator": ("12.71", 0),
}
# which rows a parameter of an address names
PARAMETERS: dict[str, type[Any]] = {
    "roster_id": Roster,
    "registration_id": Registration,
    "person_id": Person,
    "batch_id": Batch,
    "file_id": InsurerFile,
    "line_id": UnfitLine,
    "contribution_id": Contribution,
    "handover_id": Handover,
    "pair_id": Pair,
    "merge_id": Merge,
    "match_id": MatchRun,
    "row_id": RosterRow,
    "notice_id": Notice,
    "area": Area,
    "campaign": Campaign,
    "agency_id": Agency,
    "group_id": Group,
    "saved_id": SavedFilter,
    "holding": Holding,
    "user": User,
    "city": City,
}
WORDS = {
    "form": "xlsx",
    "content": "daftar",
    "kind": "xlsx",
    "file_format": "xlsx",
    "document": "xlsx",
    "step": "tutup",
    "proof": "00000000-0000-4000-8000-000000000000",
    "version": "1",
    "path": "bpu.payment.due_day",
}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Our own pages; allauth's stand outside every scope."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        elif entry.name and entry.callback.__module__.startswith("payung.web"):
            yield entry


def addresses(pattern: URLPattern) -> Iterator[tuple[str, type[Any] | None, object]]:
    """The page's address for every row that its parameter can name; the last parameter that names rows decides."""
    names = list(pattern.pattern.converters)
    rows = [name for name in names if name in PARAMETERS]
    unknown = [name for name in names if name not in PARAMETERS and name not in WORDS]
    assert not unknown, f"Say in PARAMETERS or WORDS what {unknown} of {pattern.name} is."
    words = {name: WORDS[name] for name in names if name in WORDS}
    if not rows:
        yield reverse(pattern.name, kwargs=words), None, None
        return
    assert len(rows) == 1, pattern.name
    model = PARAMETERS[rows[0]]
    for key in some_of(model):
        yield reverse(pattern.name, kwargs={rows[0]: key, **words}), model, key


@cache
def some_of(model: type[Any]) -> list[object]:
    """Keys from several places: the first and last rows of both cities, in the order of their areas."""
    columns = {field.column for field in model._meta.concrete_fields}
    order = ("area_id", "pk") if "area_id" in columns else ("pk",)
    keys = list(model._base_manager.using("owner").order_by(*order).values_list("pk", flat=True))
    middle = len(keys) // 2
    return list(dict.fromkeys([*keys[:2], *keys[middle - 2 : middle + 1], *keys[-1:]]))
