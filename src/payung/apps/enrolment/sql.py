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

DROP = "DROP FUNCTION payung_known_niks(bytea[]);"
