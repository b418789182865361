"""What the application's role may do: everything with rows, nothing with tables, and no writing of history."""

from typing import Any, LiteralString

from psycopg import sql

READ_ONLY = ("audit_history", "coverage_protection", "django_migrations")

STATEMENTS: tuple[LiteralString, ...] = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {role}",
)


def grant(cursor: Any, role: str) -> None:
    """Give `role` its rights on the schema as it stands; run by the owner after every migration."""
    tables = sql.SQL(", ").join(sql.Identifier(table) for table in READ_ONLY)
    for statement in STATEMENTS:
        cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role), read_only=tables))
