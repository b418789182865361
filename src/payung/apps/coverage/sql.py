"""The trigger that keeps `coverage_protection` in step with memberships and payments."""

REFRESH = """
CREATE FUNCTION payung_refresh_protection() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM coverage_protection AS p USING (SELECT DISTINCT person_id FROM changed) AS c
    WHERE p.person_id = c.person_id
      AND NOT EXISTS (SELECT 1 FROM coverage_membership AS m WHERE m.person_id = c.person_id);
    INSERT INTO coverage_protection AS p
        (person_id, city_id, area_id, branch_id, registered_by_id, starts, paid_months)
    SELECT person.id, person.city_id, person.area_id, person.branch_id, person.registered_by_id, member.starts,
           coalesce(paid.months, '{}')
    FROM (SELECT DISTINCT person_id FROM changed) AS c
    JOIN people_person AS person ON person.id = c.person_id
    JOIN LATERAL (SELECT min(m.starts) AS starts FROM coverage_membership AS m
                  WHERE m.person_id = c.person_id) AS member ON member.starts IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT (extract(year FROM y.month) * 12 + extract(month FROM y.month) - 1)::int
                         ORDER BY (extract(year FROM y.month) * 12 + extract(month FROM y.month) - 1)::int) AS months
        FROM coverage_payment AS y WHERE y.person_id = c.person_id) AS paid ON true
    ON CONFLICT (person_id) DO UPDATE
    SET starts = excluded.starts, paid_months = excluded.paid_months, area_id = excluded.area_id,
        branch_id = excluded.branch_id, registered_by_id = excluded.registered_by_id
    WHERE (p.starts, p.paid_months, p.area_id, p.branch_id, p.registered_by_id) IS DISTINCT FROM
          (excluded.starts, excluded.paid_months, excluded.area_id, excluded.branch_id, excluded.registered_by_id);
    RETURN NULL;
END $$;
"""

TRIGGER = """
CREATE TRIGGER {table}_protection_{name} AFTER {event} ON {table}
REFERENCING {kind} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_refresh_protection();
"""

EVENTS = {"insert": ("INSERT", "NEW"), "update": ("UPDATE", "NEW"), "delete": ("DELETE", "OLD")}
TABLES = ("coverage_membership", "coverage_payment")

CREATE = REFRESH + "".join(
    TRIGGER.format(table=table, name=name, event=event, kind=kind)
    for table in TABLES
    for name, (event, kind) in EVENTS.items()
)
DROP = "".join(f"DROP TRIGGER {table}_protection_{name} ON {table};" for table in TABLES for name in EVENTS)
DROP += "DROP FUNCTION payung_refresh_protection();"
