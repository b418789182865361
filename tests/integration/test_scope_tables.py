"""Every guarded table shows each role exactly its own rows, and the probe goes red when any one guard is taken away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connections, models

from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Branch
from tests import factories
from tests.filled import Filled, fill

# Places, offices and campaigns are public facts about officials and offices; they hold nobody's personal data.
OPEN = {
    "territory_city", "territory_area", "territory_areaname", "territory_holding", "territory_brancharea",
    "campaigns_campaign",
}  # fmt: skip


def guarded() -> list[type[models.Model]]:
    """Every model that says where a row belongs."""
    found = [m for m in apps.get_models() if any(f.column == "area_id" for f in m._meta.concrete_fields)]
    return [model for model in found if model._meta.db_table not in OPEN]


@dataclass(frozen=True)
class Case:
    role: str
    place: str
    serial: int = 0


CASES = (
    Case("kepling", "12.71.01.1001", 1),
    Case("lurah", "12.71.01.1001"),
    Case("camat", "12.71.01"),
    Case("manager", "12.71"),
    Case("insurer_officer", "12.71"),
    Case("clerk", "12.71"),
    Case("agency_officer", "12.71"),
    Case("manager", "12.76"),
)


@pytest.fixture
def cities(database: None) -> dict[str, Filled]:
    return {code: fill(factories.open_city(code)) for code in ("12.71", "12.76")}


@pytest.fixture
def scopes(cities: dict[str, Filled]) -> list[scope.Scope]:
    return [scope_of(case, cities[case.place[:5]]) for case in CASES]


def scope_of(case: Case, filled: Filled) -> scope.Scope:
    branch: Branch | None = filled.branches[0] if case.role == "insurer_officer" else None
    by = filled.clerk if case.role == "clerk" else None
    agency = filled.agency if case.role == "agency_officer" else None
    holding = factories.hold(case.role, area_id(case.place, case.serial), by=by, branch=branch, agency=agency)
    return scope.of_holding(holding)


def expected(model: type[models.Model], mine: scope.Scope) -> set[object]:
    """Who may see what, said once more in Python over all rows as the owner reads them."""
    columns = {field.column for field in model._meta.concrete_fields}
    seen = set()
    for row in model._base_manager.using("owner").all():
        inside = mine.lo <= row.area_id <= mine.hi
        of_branch = not mine.branch or ("branch_id" in columns and row.branch_id == mine.branch)
        own = not mine.own or ("registered_by_id" in columns and row.registered_by_id == mine.own)
        if inside and of_branch and own:
            seen.add(row.pk)
    return seen


def leaks(scopes: list[scope.Scope], *tables: type[models.Model]) -> list[str]:
    """Each table and role where what is seen is not exactly what may be seen."""
    return [f"{model._meta.db_table} as {mine.role}" for mine in scopes for model in wrong_tables(mine, tables)]


def wrong_tables(mine: scope.Scope, tables: Iterable[type[models.Model]]) -> Iterator[type[models.Model]]:
    for model in tables:
        with scope.opened(mine, reason="probe", read_only=True):
            seen = set(model._base_manager.values_list("pk", flat=True))
        if seen != expected(model, mine):
            yield model


def test_each_role_sees_exactly_its_rows(scopes: list[scope.Scope]) -> None:
    assert leaks(scopes, *guarded()) == []


def test_every_table_holds_rows_inside_and_outside(scopes: list[scope.Scope]) -> None:
    """Otherwise the probe would prove nothing."""
    lurah = next(mine for mine in scopes if mine.role == "lurah")
    for model in guarded():
        inside, every = expected(model, lurah), model._base_manager.using("owner").count()
        assert inside, model
        assert len(inside) < every, model


@pytest.mark.usefixtures("cluster")
def test_every_such_table_has_row_level_security() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE schemaname = 'public'")
        assert {table for (table,) in cursor.fetchall()} == {model._meta.db_table for model in guarded()}


@pytest.mark.parametrize(
    "how", ["DROP POLICY {table}_scope ON {table}", "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
)
def test_the_probe_goes_red_when_any_guard_is_taken_away(scopes: list[scope.Scope], how: str) -> None:
    for model in guarded():
        table = model._meta.db_table
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = %s", [f"{table}_scope"]
            )
            rule = cursor.fetchone()[0]
            cursor.execute(how.format(table=table))
            try:
                assert leaks(scopes, model), table
            finally:
                restore(cursor, table, rule)


def restore(cursor: object, table: str, rule: str) -> None:
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"DROP POLICY IF EXISTS {table}_scope ON {table}")
    cursor.execute(f"CREATE POLICY {table}_scope ON {table} USING ({rule}) WITH CHECK ({rule})")
