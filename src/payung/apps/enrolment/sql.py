"""The guarded question that looks past one's own territory: is this NIK known in the city?"""

CREATE = """
CREATE FUNCTION payung_known_niks(niks bytea[])
RETURNS TABLE (nik bytea, in_scope boolean, member boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.nik,
           p.area_id BETWEEN current_setting('payung.lo')::bigint AND current_setting('payung.hi')::bigint
           AND current_setting('payung.branch')::bigint IN (0, coalesce(p.branch_id, -1))
           AND current_setting('payung.own')::bigint IN (0, p.registered_by_id),
           EXISTS (SELECT 1 FROM coverage_membership AS m WHERE m.person_id = p.id)
    FROM unnest(niks) AS asked(nik)
    JOIN people_person AS p ON p.nik = asked.nik AND p.city_id = current_setting('payung.city')::bigint
$$;
"""

# A number of somebody who was merged into another person leads to that person.
AS = CREATE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
FOLLOWED = (
    AS.replace("p.area_id", "kept.area_id")
    .replace("p.branch_id", "kept.branch_id")
    .replace("p.registered_by_id", "kept.registered_by_id")
    .replace("m.person_id = p.id", "m.person_id = kept.id")
    .replace(
        "::bigint\n$$;", "::bigint\n    JOIN people_person AS kept ON kept.id = coalesce(p.merged_into_id, p.id)\n$$;"
    )
)

DROP = "DROP FUNCTION payung_known_niks(bytea[]);"
