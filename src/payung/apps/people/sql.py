"""The guarded question that looks past one's own territory: does somebody like this stand elsewhere in the city?

It names nobody: a few times yes or no. Every question is logged before its answer. Who asked 600 times within an hour,
more than a quick typist can, gets no answer for a while.
"""

from payung.apps.people.agreement_sql import ENOUGH

CREATE = """
CREATE FUNCTION payung_look_elsewhere(
    asker text, wanted_key text, born date, wanted_phone bytea, wanted_mother bytea, known uuid)
RETURNS TABLE (same_name boolean, same_phone boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here bigint := current_setting('payung.city')::bigint;
    lo bigint := current_setting('payung.lo')::bigint;
    hi bigint := current_setting('payung.hi')::bigint;
    branch bigint := current_setting('payung.branch')::bigint;
    own bigint := current_setting('payung.own')::bigint;
    who bigint := current_setting('payung.actor')::bigint;
BEGIN
    IF (SELECT count(*) FROM audit_disclosure AS d WHERE d.city_id = here AND d.at > now() - interval '1 hour'
        AND d.actor_id = who AND d.kind = 'lookup') >= 600 THEN
        RETURN QUERY SELECT NULL::boolean, NULL::boolean;
        RETURN;
    END IF;
    INSERT INTO audit_disclosure (at, actor_id, role, kind, subject, rows, purpose, city_id, area_id)
    VALUES (now(), who, asker, 'lookup', 'possible_duplicates', 1, 'possible_duplicates', here, lo);
    RETURN QUERY SELECT
        EXISTS (SELECT 1 FROM people_person AS p WHERE p.city_id = here AND p.name_key = wanted_key
                AND p.birth_date = born AND p.id <> known
                AND NOT (p.area_id BETWEEN lo AND hi AND branch IN (0, coalesce(p.branch_id, -1))
                         AND own IN (0, p.registered_by_id))),
        EXISTS (SELECT 1 FROM people_person AS p WHERE p.city_id = here AND p.phone = wanted_phone
                AND p.mother_name = wanted_mother AND p.id <> known
                AND NOT (p.area_id BETWEEN lo AND hi AND branch IN (0, coalesce(p.branch_id, -1))
                         AND own IN (0, p.registered_by_id)));
END $$;
"""

# Somebody who was merged into another person is that person, who is asked about by their own keys.
UNMERGED = CREATE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "AND p.id <> known", "AND p.id <> known AND p.merged_into_id IS NULL"
)
MERGED = CREATE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")  # as it was before

# A name that is only like the wanted one (a slip, an initial, other order) is told apart from the same name.
AGREEING = f"""
        EXISTS (SELECT 1 FROM people_person AS p WHERE p.city_id = here AND p.birth_date = born
                AND p.name_key <> wanted_key AND p.id <> known AND p.merged_into_id IS NULL
                AND NOT (p.area_id BETWEEN lo AND hi AND branch IN (0, coalesce(p.branch_id, -1))
                         AND own IN (0, p.registered_by_id))
                AND payung_names_agree(p.name_key, wanted_key) >= {ENOUGH}),"""  # noqa: S608 - a constant
BY_PHONE = "\n        EXISTS (SELECT 1 FROM people_person AS p WHERE p.city_id = here AND p.phone"
ALIKE = (
    UNMERGED.replace("RETURNS TABLE (same_name boolean, ", "RETURNS TABLE (same_name boolean, alike_name boolean, ")
    .replace("NULL::boolean, NULL::boolean;", "NULL::boolean, NULL::boolean, NULL::boolean;")
    .replace(BY_PHONE, AGREEING + BY_PHONE)
)

DROP = "DROP FUNCTION payung_look_elsewhere(text, text, date, bytea, bytea, uuid);"
