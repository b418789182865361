"""Migration operations that make the database keep every version of a table's rows."""

from django.db.migrations import RunSQL

FUNCTION = """
CREATE FUNCTION payung_record_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- a rotation of keys seals the same values anew, here and in history; only the owner can do that
    IF pg_has_role(session_user, current_user, 'MEMBER') AND current_setting('payung.rotation', true) = 'on' THEN
        RETURN NULL;
    END IF;
    -- current_setting without missing_ok: a change outside a scope raises instead of going unrecorded
    INSERT INTO audit_history (at, actor_id, reason, "table", row_id, operation, city_id, area_id, "row")
    SELECT clock_timestamp(), current_setting('payung.actor')::bigint, current_setting('payung.reason'),
           TG_TABLE_NAME, version.j ->> TG_ARGV[0], lower(TG_OP),
           (version.j ->> 'city_id')::bigint, (version.j ->> 'area_id')::bigint, version.j
    FROM (SELECT to_jsonb(changed) AS j FROM changed) AS version;
    RETURN NULL;
END $$;
"""
DROP_FUNCTION = "DROP FUNCTION payung_record_history();"

# places and offices are also set up outside a scope (by the program itself, actor 0); they name nobody's worker
PLACE_FUNCTION = """
CREATE FUNCTION payung_record_place_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_history (at, actor_id, reason, "table", row_id, operation, city_id, area_id, "row")
    SELECT clock_timestamp(), coalesce(nullif(current_setting('payung.actor', true), '')::bigint, 0),
           coalesce(current_setting('payung.reason', true), ''), TG_TABLE_NAME, version.j ->> 'id', lower(TG_OP),
           (version.j ->> TG_ARGV[0])::bigint / 10000000000 * 10000000000, (version.j ->> TG_ARGV[0])::bigint,
           version.j
    FROM (SELECT to_jsonb(changed) AS j FROM changed) AS version;
    RETURN NULL;
END $$;
"""
DROP_PLACE_FUNCTION = "DROP FUNCTION payung_record_place_history();"

TRIGGER = """
CREATE TRIGGER {table}_history_{name} AFTER {event} ON {table}
REFERENCING {kind} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}('{key}');
"""

EVENTS = {"insert": ("INSERT", "NEW"), "update": ("UPDATE", "NEW"), "delete": ("DELETE", "OLD")}


class RecordHistory(RunSQL):
    """Statement triggers, so that a bulk change of 50,000 rows costs one insert. `key` is the primary key's column."""

    def __init__(self, table: str, key: str = "id", function: str = "payung_record_history") -> None:
        create = "".join(
            TRIGGER.format(table=table, name=name, event=event, kind=kind, key=key, function=function)
            for name, (event, kind) in EVENTS.items()
        )
        drop = "".join(f"DROP TRIGGER {table}_history_{name} ON {table};" for name in EVENTS)
        super().__init__(create, drop)


class RecordPlaceHistory(RecordHistory):
    """The same for a table of places or offices, whose area is named by the column `area`."""

    def __init__(self, table: str, area: str = "area_id") -> None:
        super().__init__(table, key=area, function="payung_record_place_history")
