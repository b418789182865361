"""The guarded question about one NIK that is being typed: does the city know it, and is its bearer protected?

It names nobody: yes or no. Every question is logged before its answer. Who asked about 300 numbers within an hour, one
each twelve seconds, gets no answer for a while: nobody can walk through the numbers of a day's births.
"""

CREATE = """
CREATE FUNCTION payung_ask_nik(asker text, wanted bytea, protected_by int[], ended_before date)
RETURNS TABLE (asked boolean, known boolean, in_scope boolean, active boolean, refused boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here bigint := current_setting('payung.city')::bigint;
    lo bigint := current_setting('payung.lo')::bigint;
    hi bigint := current_setting('payung.hi')::bigint;
    of_branch bigint := current_setting('payung.branch')::bigint;
    own bigint := current_setting('payung.own')::bigint;
    who bigint := current_setting('payung.actor')::bigint;
BEGIN
    IF (SELECT count(*) FROM audit_disclosure AS d WHERE d.city_id = here AND d.at > now() - interval '1 hour'
        AND d.actor_id = who AND d.kind = 'lookup' AND d.subject = 'nik_asked') >= 300 THEN
        RETURN QUERY SELECT false, false, false, false, false;
        RETURN;
    END IF;
    INSERT INTO audit_disclosure (at, actor_id, role, kind, subject, rows, purpose, city_id, area_id)
    VALUES (now(), who, asker, 'lookup', 'nik_asked', 1, 'nik_asked', here, lo);
    RETURN QUERY SELECT
        true,
        p.id IS NOT NULL,
        coalesce(p.area_id BETWEEN lo AND hi AND of_branch IN (0, coalesce(p.branch_id, -1))
                 AND own IN (0, p.registered_by_id), false),
        EXISTS (SELECT 1 FROM coverage_protection AS c WHERE c.person_id = p.id AND c.paid_months && protected_by
                AND coalesce(c.ended_on >= ended_before, true)),
        NOT EXISTS (SELECT 1 FROM enrolment_registration AS r WHERE r.person_id = p.id AND r.state <> 'refused')
        AND EXISTS (SELECT 1 FROM enrolment_registration AS r WHERE r.person_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM coverage_membership AS m WHERE m.person_id = p.id)
    FROM (SELECT 1) AS one LEFT JOIN people_person AS p ON p.city_id = here AND p.nik = wanted;
END $$;
"""

# A number of somebody who was merged into another person leads to that person, and is not registered anew.
BEFORE = CREATE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
FOLLOWED = (
    BEFORE.replace("r.state <> 'refused')", "r.state NOT IN ('refused', 'merged')) AND bearer.id = p.id")
    .replace("people_person AS p ON p.city_id = here AND p.nik = wanted",
             "people_person AS bearer ON bearer.city_id = here AND bearer.nik = wanted\n"
             "    LEFT JOIN people_person AS p ON p.id = coalesce(bearer.merged_into_id, bearer.id)")
)  # fmt: skip

# A member who stopped paying is a member still, whoever asks: the form's question and its refusal say the same.
MEMBER = (
    FOLLOWED.replace("CREATE OR REPLACE FUNCTION", "CREATE FUNCTION")
    .replace("refused boolean)", "refused boolean, member boolean)")
    .replace("SELECT false, false, false, false, false;", "SELECT false, false, false, false, false, false;")
    .replace(
        "WHERE m.person_id = p.id)\n    FROM",
        "WHERE m.person_id = p.id),\n"
        "        EXISTS (SELECT 1 FROM coverage_membership AS m WHERE m.person_id = p.id)\n    FROM",
    )
)

DROP = "DROP FUNCTION payung_ask_nik(text, bytea, int[], date);"
