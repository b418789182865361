"""Migration operations for row-level security: who may see a row is decided by the database, not by a query.

A policy reads the settings that `territory.scope.Scope` makes for one transaction. `current_setting` is called without
`missing_ok`, so an unset scope raises; after a transaction the setting is an empty string, whose cast raises too.
The territory stands in the condition as it is: the planner then knows how many rows it holds, and joins a city's
hundred thousand rows otherwise than a lingkungan's twenty-five. The two limits are sub-selects, read once a query
instead of once a row, inside a CASE, which the planner takes for neither rare nor common.
"""

from django.db.migrations import RunSQL


def setting(name: str) -> str:
    return f"current_setting('payung.{name}')::bigint"


def condition(*, area: str, branch: str | None, owner: str | None) -> str:
    """The row lies in the territory, and the insurer's branch and an own-rows-only role see theirs alone."""
    inside = f"{area} BETWEEN {setting('lo')} AND {setting('hi')}"
    return f"{inside} AND {limit('branch', branch)} AND {limit('own', owner)}"


def limit(name: str, column: str | None) -> str:
    """None where the setting is 0; otherwise the column must equal it, and a table without the column shows nothing."""
    allowed = f"{column} = (SELECT {setting(name)})" if column else "false"
    return f"CASE (SELECT {setting(name)}) WHEN 0 THEN true ELSE {allowed} END"


class GuardTable(RunSQL):
    """Row-level security on a table; `branch` and `owner` name its columns where they have them."""

    def __init__(
        self, table: str, *, area: str = "area_id", branch: str | None = None, owner: str | None = None
    ) -> None:
        rule = condition(area=area, branch=branch, owner=owner)
        super().__init__(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY {table}_scope ON {table} USING ({rule}) WITH CHECK ({rule});",
            f"DROP POLICY {table}_scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        )
        self.table = table
