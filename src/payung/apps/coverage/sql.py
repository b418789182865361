"""The trigger that keeps `coverage_protection` in step with memberships and payments."""

from payung.apps.audit.history import EVENTS

# A month before the membership's own protects nobody (`payung.rules.protection.counted`), and so is not held here.
# In a new city nothing is known about the size of the tables: the planner would read all payments once a person.
REFRESH = """
CREATE FUNCTION payung_refresh_protection() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
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
        FROM coverage_payment AS y
        WHERE y.person_id = c.person_id AND y.month >= date_trunc('month', member.starts)) AS paid ON true
    ON CONFLICT (person_id) DO UPDATE
    SET starts = excluded.starts, paid_months = excluded.paid_months, area_id = excluded.area_id,
        branch_id = excluded.branch_id, registered_by_id = excluded.registered_by_id
    WHERE (p.starts, p.paid_months, p.area_id, p.branch_id, p.registered_by_id) IS DISTINCT FROM
          (excluded.starts, excluded.paid_months, excluded.area_id, excluded.branch_id, excluded.registered_by_id);
    RETURN NULL;
END $$;
"""

# For databases made before a line of the function was changed; and for what stands in them since.
REPLACE = REFRESH.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
COUNT_AGAIN = """
UPDATE coverage_protection AS p
SET paid_months = ARRAY(
    SELECT each FROM unnest(p.paid_months) AS each
    WHERE each >= extract(year FROM p.starts) * 12 + extract(month FROM p.starts) - 1 ORDER BY each)
WHERE p.paid_months[1] < extract(year FROM p.starts) * 12 + extract(month FROM p.starts) - 1;
"""

TRIGGER = """
CREATE TRIGGER {table}_protection_{name} AFTER {event} ON {table}
REFERENCING {kind} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_refresh_protection();
"""

TABLES = ("coverage_membership", "coverage_payment")

CREATE = REFRESH + "".join(
    TRIGGER.format(table=table, name=name, event=event, kind=kind)
    for table in TABLES
    for name, (event, kind) in EVENTS.items()
)
DROP = "".join(f"DROP TRIGGER {table}_protection_{name} ON {table};" for table in TABLES for name in EVENTS)
DROP += "DROP FUNCTION payung_refresh_protection();"

# The city's files lie above a kelurahan's territory, yet every page needs to know up to which month they reach. A file
# counts for a month when it says so and its day is not before the month's end; where several branches send files, the
# month is in once each of them has sent it (or one file for all branches has), and the day is the earliest of theirs.
ENDED_MONTH = """
CREATE FUNCTION payung_last_ended_month(today date)
RETURNS TABLE (month date, as_of date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH files AS (
        SELECT f.month, f.branch_id, f.as_of FROM coverage_insurerfile AS f
        WHERE f.city_id = current_setting('payung.city')::bigint AND f.kind = 'payments' AND f.state = 'taken_in'
          AND f.month IS NOT NULL AND f.as_of >= f.month + interval '1 month' - interval '1 day'
          AND f.month + interval '1 month' <= today),
    senders AS (
        SELECT DISTINCT f.branch_id FROM coverage_insurerfile AS f
        WHERE f.city_id = current_setting('payung.city')::bigint AND f.state = 'taken_in' AND f.branch_id IS NOT NULL),
    latest AS (
        SELECT files.month, senders.branch_id, max(files.as_of) AS as_of
        FROM files LEFT JOIN senders ON files.branch_id IS NULL OR files.branch_id = senders.branch_id
        GROUP BY files.month, senders.branch_id)
    SELECT latest.month, min(latest.as_of) FROM latest
    GROUP BY latest.month HAVING count(latest.branch_id) = (SELECT count(*) FROM senders)
    ORDER BY latest.month DESC LIMIT 1
$$;
"""
DROP_ENDED_MONTH = "DROP FUNCTION payung_last_ended_month(date);"

# All such months, each with its day: what a figure over several months may speak of.
ENDED_MONTHS = ENDED_MONTH.replace("payung_last_ended_month", "payung_ended_months").replace(" LIMIT 1", "")
DROP_ENDED_MONTHS = "DROP FUNCTION payung_ended_months(date);"

# Text of an array of whole numbers is the same under every setting, so that a column may be generated from it.
MONTHS_KEY = """
CREATE FUNCTION payung_months_key(months integer[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN months::text;
"""
DROP_MONTHS_KEY = "DROP FUNCTION payung_months_key(integer[]);"
