"""Migration operations for row-level security: who may see a row is decided by the database, not by a query.

A policy reads the settings that `territory.scope.Scope` makes for one transaction. `current_setting` is called without
`missing_ok`, so an unset scope raises; after a transaction the setting is an empty string, whose cast raises too.
Each is wrapped in a sub-select, so that it is read once a query and can be used with an index on `area_id`.
"""

from django.db.migrations import RunSQL


def setting(name: str) -> str:
    return f"(SELECT current_setting('payung.{name}')::bigint)"


def condition(*, area: str, branch: str | None, owner: str | None) -> str:
    """The row lies in the territory, and the insurer's branch and an own-rows-only role see theirs alone."""
    parts = [f"{area} BETWEEN {setting('lo')} AND {setting('hi')}"]
    parts.append(f"({setting('branch')} = 0" + (f" OR {branch} = {setting('branch')})" if branch else ")"))
    parts.append(f"({setting('own')} = 0" + (f" OR {owner} = {setting('own')})" if owner else ")"))
    return " AND ".join(parts)


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
