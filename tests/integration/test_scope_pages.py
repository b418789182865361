"""Every page as every role, with ids from inside and outside: nothing from outside is shown, answered or changed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from payung.apps.campaigns.models import Campaign
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.coverage.models import BranchShare, InsurerFile, Membership, UnfitLine
from payung.apps.enrolment.models import Batch, BatchLine, Group, Registration, Roster, RosterRow, SavedFilter
from payung.apps.linkage.models import MatchFile, MatchPair, MatchRow, MatchRun, Merge, Pair
from payung.apps.notify.models import Notice
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from tests import factories, testing_database
from tests.every_page import PLACES, addresses, patterns, some_of
from tests.filled import Filled, fill

# what a person would send: each form takes the fields it knows
POSTED: dict[str, object] = {
    "purpose": "pemeriksaan uji",
    "tujuan": "pemeriksaan uji",
    "reason": "alasan uji",
    "client_id": "00000000-0000-4000-8000-000000000001",
    "first": f"{timezone.localdate():%Y-%m}",
    "reach": "visit",
    "reply": "will_pay",
    "counted": "10000",
    "channel": "pos",
    "reference": "UJI",
    "amount": "10000",
    "dari": "1",
    "name": "REKAAN",
    "nama": "REKAAN",
    "bentuk": "csv",
    "fields_wanted": ["nik", "mother_name", "phone"],
    "action": "all_usable",
    "fate": "left",
    "agreed": "on",
    "starts": "2025-10-01",
    "ends": "2025-10-30",
    "on": "2025-10-15",
}
FORBIDDEN, NOT_ALLOWED = 403, 405
FOREIGN = {FORBIDDEN, 404, NOT_ALLOWED}


@pytest.fixture(scope="module")
def visitors(cluster: None) -> Iterator[dict[str, "Visitor"]]:
    """Somebody in each role, in two filled cities that stand for the whole module."""
    filled = {code: fill(factories.open_city(code)) for code in ("12.71", "12.76")}
    for each in filled.values():
        with factories.as_system(each.city):
            Campaign.objects.create(
                city=each.city, area_id=each.city.area_id, name="Kampanye uji", starts=factories.OPENED_ON, quota=2
            )
    some_of.cache_clear()
    yield {role: Visitor(role, filled["12.71"]) for role in PLACES}
    testing_database.clear()


class Visitor:
    """Somebody in a role, what they may see, and everything that they may not."""

    def __init__(self, role: str, medan: Filled) -> None:
        code, serial = PLACES[role]
        by = medan.clerk if role == "clerk" else None
        branch = medan.branches[0] if role == "insurer_officer" else None
        agency = medan.agency if role == "agency_officer" else None
        holding = factories.hold(role, area_id(code, serial), by=by, branch=branch, agency=agency)
        self.client: Client = factories.client_of(holding)
        self.permissions = holding.kind.permissions
        with scope.opened(scope.of_holding(holding), reason="test", read_only=True):
            self.seen = {model: set(model._base_manager.values_list("pk", flat=True)) for model in GUARDED}
        self.foreign = foreign_words(self.seen)
        self.digests = digests(self.seen)

    def owns(self, model: type[Any], key: object) -> bool:
        return model not in self.seen or key in self.seen[model]

    def is_shut_out(self, pattern: URLPattern) -> bool:
        """The guard turns the role away before the view runs, whatever row is named: one row shows it."""
        asked = getattr(pattern.callback, "permissions", None)
        return bool(asked) and self.permissions.isdisjoint(asked)


GUARDED = (
    Group, Roster, Registration, Person, Batch, BatchLine, InsurerFile, UnfitLine, RosterRow, Membership,
    Contribution, Handover, Notice, Pair, Merge, BranchShare, SavedFilter, MatchFile, MatchRun, MatchRow, MatchPair,
)  # fmt: skip


def foreign_words(seen: dict[type[Any], set[object]]) -> set[str]:
    """Names and member numbers of everybody whom the visitor may not see."""
    names = {p.name for p in Person._base_manager.using("owner").all() if p.pk not in seen[Person]}
    numbers = {m.member_number for m in Membership._base_manager.using("owner").all() if m.pk not in seen[Membership]}
    return names | numbers


def text_of(response: HttpResponse) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace")


def words_in(text: str, foreign: set[str]) -> set[str]:
    """Which foreign names stand in the text as whole words: REKAAN AB is not REKAAN ABC."""
    return {word for word in foreign if word in text and re.search(rf"\b{re.escape(word)}\b", text)}


@pytest.mark.parametrize("role", PLACES)
def test_pages_show_nothing_from_outside(visitors: dict[str, Visitor], role: str) -> None:
    visitor = visitors[role]
    for pattern in patterns():
        for address, model, key in addresses(pattern):
            response = visitor.client.get(address)
            assert response.status_code < 500 or address == reverse("readyz"), address  # no jobs run in a test
            assert not words_in(text_of(response), visitor.foreign), (role, address)
            if model and not visitor.owns(model, key):
                assert response.status_code in FOREIGN, (role, address, response.status_code)
            if ends_here(visitor, pattern, response):
                break


@pytest.mark.parametrize("role", PLACES)
def test_nothing_outside_is_answered_or_changed(visitors: dict[str, Visitor], role: str) -> None:
    visitor = visitors[role]
    before = fingerprint(visitor)
    for pattern in patterns():
        for address, model, key in addresses(pattern):
            if model is not None and visitor.owns(model, key):
                continue
            response = visitor.client.post(address, POSTED)
            assert response.status_code < 500 or address == reverse("readyz"), address
            assert not words_in(text_of(response), visitor.foreign), (role, address)
            assert fingerprint(visitor) == before, (role, address)
            assert model is None or response.status_code in {*FOREIGN, 302}, (role, address, response.status_code)
            if ends_here(visitor, pattern, response):
                break


def ends_here(visitor: Visitor, pattern: URLPattern, response: HttpResponse) -> bool:
    """Whether other rows get the same answer: the role may not open the page, or nobody asks for it in this way."""
    if visitor.is_shut_out(pattern):
        assert response.status_code in {NOT_ALLOWED, FORBIDDEN}, (pattern.name, response.status_code)
        return True
    return response.status_code == NOT_ALLOWED


@pytest.mark.parametrize("step", ["terima", "kembalikan", "tolak"])
def test_a_decision_about_foreign_registrations_changes_nothing(visitors: dict[str, Visitor], step: str) -> None:
    """Their ids stand in the body here, ticked among many or one by one."""
    visitor = visitors["lurah"]
    foreign = Registration._base_manager.using("owner").exclude(pk__in=visitor.seen[Registration])
    ids = [f"{row.pk}:{row.version}" for row in foreign]
    before = fingerprint(visitor)
    visitor.client.post(reverse("verification"), {"langkah": step, "terpilih": ids})
    for each in ids[:5]:
        reason = {f"alasan-{each.partition(':')[0]}": "alasan uji"}
        visitor.client.post(reverse("verification"), {"langkah": f"{step}:{each}", **reason})
    assert fingerprint(visitor) == before


def digests(seen: dict[type[Any], set[object]]) -> tuple[str, list[list[object]]]:
    """One question for a digest of every row that the visitor may not see, table by table, and its values."""
    parts = ["SELECT 'jobs', count(*)::text FROM procrastinate_jobs"]
    for model in seen:
        table, key = model._meta.db_table, model._meta.pk.column
        rows = f"md5(string_agg(t::text, '' ORDER BY t.{key})) FROM {table} AS t WHERE NOT t.{key} = ANY(%s)"
        parts.append(f"SELECT '{table}', {rows}")
    return " UNION ALL ".join(parts), [list(keys) for keys in seen.values()]


def fingerprint(visitor: Visitor) -> dict[str, str]:
    """A digest of every row that the visitor may not see, and how many jobs wait: none may be for such a row."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(*visitor.digests)
        return dict(cursor.fetchall())


@pytest.mark.parametrize(
    "role", ["kepling", "helper", "lurah", "camat", "clerk", "agency_officer", "manager", "insurer_officer"]
)
def test_the_list_shows_exactly_everybody_inside(visitors: dict[str, Visitor], role: str) -> None:
    visitor = visitors[role]
    shown = text_of(visitor.client.get(reverse("registrations")))
    inside = set(Person._base_manager.using("owner").filter(pk__in=visitor.seen[Person]).values_list("name", flat=True))
    assert words_in(shown, inside) == inside
