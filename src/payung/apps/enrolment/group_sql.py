"""How many of a group were registered by somebody else: listed by it, or given to it, but not among the asker's rows.

It names nobody: three numbers a group. `active` is what the question about one NIK calls so (`nik_sql`).
"""

CREATE = """
CREATE FUNCTION payung_group_others(groups uuid[], protected_by int[], ended_before date)
RETURNS TABLE (group_id uuid, registered bigint, members bigint, active bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    here bigint := current_setting('payung.city')::bigint;
    lo bigint := current_setting('payung.lo')::bigint;
    hi bigint := current_setting('payung.hi')::bigint;
    of_branch bigint := current_setting('payung.branch')::bigint;
    own bigint := current_setting('payung.own')::bigint;
BEGIN
    RETURN QUERY
    WITH wanted AS (
        SELECT g.id FROM enrolment_group AS g
        WHERE g.id = ANY(groups) AND g.city_id = here AND g.area_id BETWEEN lo AND hi AND of_branch = 0
              AND own IN (0, g.registered_by_id)),
    named AS (
        SELECT w.id, coalesce(p.merged_into_id, p.id) AS person
        FROM wanted AS w JOIN enrolment_roster AS roster ON roster.group_id = w.id
        JOIN enrolment_rosterrow AS row ON row.roster_id = roster.id
        JOIN people_person AS p ON p.city_id = here AND p.nik = row.nik
        WHERE roster.state IN ('checked', 'taking_in', 'taken_in') AND (row.decision = 'take' OR row.status = 'error')
        UNION
        SELECT w.id, r.person_id FROM wanted AS w JOIN enrolment_registration AS r ON r.group_id = w.id),
    others AS (
        SELECT n.id, n.person, EXISTS (SELECT 1 FROM coverage_membership AS m WHERE m.person_id = n.person) AS member
        FROM named AS n
        WHERE NOT EXISTS (SELECT 1 FROM enrolment_registration AS r
                          WHERE r.person_id = n.person AND r.group_id = n.id AND own IN (0, r.registered_by_id)))
    SELECT o.id, count(*), count(*) FILTER (WHERE o.member),
           count(*) FILTER (WHERE EXISTS (
               SELECT 1 FROM coverage_protection AS c WHERE c.person_id = o.person AND c.paid_months && protected_by
               AND coalesce(c.ended_on >= ended_before, true)))
    FROM others AS o
    WHERE o.member OR EXISTS (SELECT 1 FROM enrolment_registration AS r
                              WHERE r.person_id = o.person AND r.state NOT IN ('refused', 'merged'))
    GROUP BY o.id;
END $$;
"""

DROP = "DROP FUNCTION payung_group_others(uuid[], int[], date);"
