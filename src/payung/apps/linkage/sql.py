"""The triggers on people that keep the pairs of those who may be one: found when a row comes, not searched for later.

Two keys draw a pair, the same name with the same birth date and the same phone with the same mother, each along its
index. A person is paired with five others for each key at most, so that one value in many rows does not make pairs by
the square of their number.
"""

COMMON = """
CREATE FUNCTION payung_common_area(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN a = b THEN a
                WHEN a / 10000 = b / 10000 THEN a / 10000 * 10000
                WHEN a / 100000000 = b / 100000000 THEN a / 100000000 * 100000000
                ELSE a / 10000000000 * 10000000000 END
$$;
"""

FIND = """
CREATE FUNCTION payung_find_pairs(wanted uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO linkage_pair AS known (city_id, area_id, low_id, high_id, reasons, found_at, outcome, reason)
    SELECT f.city_id, payung_common_area(min(f.area_id), max(f.area_id)), f.low, f.high,
           array_agg(DISTINCT f.why ORDER BY f.why), clock_timestamp(), '', ''
    FROM (
        SELECT p.city_id, unnest(ARRAY[p.area_id, o.area_id]) AS area_id, least(p.id, o.id) AS low,
               greatest(p.id, o.id) AS high, o.why
        FROM unnest(wanted) AS w(id) JOIN people_person AS p ON p.id = w.id AND p.merged_into_id IS NULL
        CROSS JOIN LATERAL (
            (SELECT q.id, q.area_id, 'name_and_birth' AS why FROM people_person AS q
             WHERE q.city_id = p.city_id AND q.name_key = p.name_key AND q.birth_date = p.birth_date
               AND p.name_key <> '' AND q.id <> p.id AND q.merged_into_id IS NULL LIMIT 5)
            UNION ALL
            (SELECT q.id, q.area_id, 'phone_and_mother' FROM people_person AS q
             WHERE q.city_id = p.city_id AND q.phone = p.phone AND q.mother_name = p.mother_name
               AND q.id <> p.id AND q.merged_into_id IS NULL LIMIT 5)) AS o) AS f
    GROUP BY f.city_id, f.low, f.high
    ON CONFLICT (low_id, high_id) DO UPDATE SET reasons = excluded.reasons, area_id = excluded.area_id
    WHERE (known.reasons, known.area_id) IS DISTINCT FROM (excluded.reasons, excluded.area_id);
END $$;
"""

# Nothing is asked for rows whose keys and place stay as they are: a batch of fifty thousand costs one comparison.
KEEP = """
CREATE FUNCTION payung_people_came() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM payung_find_pairs((SELECT array_agg(id) FROM changed));
    RETURN NULL;
END $$;
CREATE FUNCTION payung_people_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched uuid[];
BEGIN
    IF pg_has_role(session_user, current_user, 'MEMBER') AND current_setting('payung.rotation', true) = 'on' THEN
        RETURN NULL;  -- sealed anew, all values stay as equal as they were
    END IF;
    SELECT array_agg(now.id) INTO touched FROM changed AS now JOIN was ON was.id = now.id
    WHERE (now.name_key, now.birth_date, now.phone, now.mother_name, now.area_id, now.merged_into_id)
          IS DISTINCT FROM (was.name_key, was.birth_date, was.phone, was.mother_name, was.area_id, was.merged_into_id);
    IF touched IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM payung_find_pairs(touched);
    DELETE FROM linkage_pair AS pair USING people_person AS a, people_person AS b
    WHERE (pair.low_id = ANY(touched) OR pair.high_id = ANY(touched)) AND pair.outcome = ''
      AND a.id = pair.low_id AND b.id = pair.high_id
      AND (a.merged_into_id IS NOT NULL OR b.merged_into_id IS NOT NULL
           OR NOT (a.name_key = b.name_key AND a.birth_date = b.birth_date
                   OR coalesce(a.phone = b.phone AND a.mother_name = b.mother_name, false)));
    UPDATE linkage_pair AS pair SET area_id = payung_common_area(a.area_id, b.area_id)
    FROM people_person AS a, people_person AS b
    WHERE (pair.low_id = ANY(touched) OR pair.high_id = ANY(touched))
      AND a.id = pair.low_id AND b.id = pair.high_id AND pair.area_id <> payung_common_area(a.area_id, b.area_id);
    RETURN NULL;
END $$;
CREATE TRIGGER people_person_pairs_insert AFTER INSERT ON people_person
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_people_came();
CREATE TRIGGER people_person_pairs_update AFTER UPDATE ON people_person
REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_people_changed();
"""
# Those who were there before the triggers.
BACKFILL = """
SELECT set_config('payung.actor', '0', true), set_config('payung.reason', 'kemungkinan ganda', true);
SELECT payung_find_pairs(array_agg(id)) FROM people_person;
"""

CREATE = COMMON + FIND + KEEP
DROP = """
DROP TRIGGER people_person_pairs_insert ON people_person;
DROP TRIGGER people_person_pairs_update ON people_person;
DROP FUNCTION payung_people_changed();
DROP FUNCTION payung_people_came();
DROP FUNCTION payung_find_pairs(uuid[]);
DROP FUNCTION payung_common_area(bigint, bigint);
"""
