"""Migration operation that makes the database keep every version of a table's rows."""

from django.db.migrations import RunSQL

FUNCTION = """
CREATE FUNCTION payung_record_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- current_setting without missing_ok: a change outside a scope raises instead of going unrecorded
    INSERT INTO audit_history (at, actor_id, reason, "table", row_id, operation, city_id, area_id, "row")
    SELECT clock_timestamp(), current_setting('payung.actor')::bigint, current_setting('payung.reason'),
           TG_TABLE_NAME, version.j ->> TG_ARGV[0], lower(TG_OP),
           (version.j ->> 'city_id')::bigint, (version.j ->> 'area_id')::bigint, version.j
    FROM (SELECT to_jsonb(changed) AS j FROM changed) AS version;
    RETURN NULL;
END $$;
"""

TRIGGER = """
CREATE TRIGGER {table}_history_{name} AFTER {event} ON {table}
REFERENCING {kind} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_record_history('{key}');
"""

EVENTS = {"insert": ("INSERT", "NEW"), "update": ("UPDATE", "NEW"), "delete": ("DELETE", "OLD")}


class CreateHistoryFunction(RunSQL):
    """The one trigger function behind all history."""

    def __init__(self) -> None:
        super().__init__(FUNCTION, "DROP FUNCTION payung_record_history();")


class RecordHistory(RunSQL):
    """Statement triggers, so that a bulk change of 50,000 rows costs one insert. `key` is the primary key's column."""

    def __init__(self, table: str, key: str = "id") -> None:
        create = "".join(
            TRIGGER.format(table=table, name=name, event=event, kind=kind, key=key)
            for name, (event, kind) in EVENTS.items()
        )
        drop = "".join(f"DROP TRIGGER {table}_history_{name} ON {table};" for name in EVENTS)
        super().__init__(create, drop)
        self.table = table
