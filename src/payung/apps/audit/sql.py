"""The one way to write the log of disclosures.

Roles that see only their own rows, or a branch's, may not read the log, yet everything they open is written to it.
"""

CREATE = """
CREATE FUNCTION payung_record_disclosure(
    who bigint, acting_role text, what text, about text, how_many integer, why text, city bigint, area bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made bigint;
BEGIN
    IF who <> current_setting('payung.actor')::bigint OR city <> current_setting('payung.city')::bigint
       OR area NOT BETWEEN current_setting('payung.lo')::bigint AND current_setting('payung.hi')::bigint THEN
        RAISE EXCEPTION 'A disclosure is logged by whoever acts, for a place in their territory.';
    END IF;
    INSERT INTO audit_disclosure (at, actor_id, role, kind, subject, rows, purpose, city_id, area_id)
    VALUES (clock_timestamp(), who, acting_role, what, about, how_many, why, city, area) RETURNING id INTO made;
    RETURN made;
END $$;
"""
DROP = "DROP FUNCTION payung_record_disclosure(bigint, text, text, text, integer, text, bigint, bigint);"
