"""Whose name holds these words: the index of words cannot be used under row-level security, so a function asks it.

`@@` is not leakproof, so under a policy the database would look at every name. The function runs as the owner and asks
for the open scope's territory, branch and own rows itself; who reads the people found does so under the policies again.
Each call is planned with the words at hand: a rare word and a common one are not found in the same way.
"""

CREATE = """
CREATE FUNCTION payung_people_named(wanted tsquery, first_area bigint, last_area bigint, most integer)
RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    here bigint := current_setting('payung.city')::bigint;
    lo bigint := greatest(first_area, current_setting('payung.lo')::bigint);
    hi bigint := least(last_area, current_setting('payung.hi')::bigint);
    branch bigint := current_setting('payung.branch')::bigint;
    own bigint := current_setting('payung.own')::bigint;
BEGIN
    RETURN QUERY SELECT p.id FROM people_person AS p
    WHERE to_tsvector('simple', p.name_key) @@ wanted AND p.city_id = here AND p.area_id BETWEEN lo AND hi
      AND (branch = 0 OR p.branch_id = branch) AND (own = 0 OR p.registered_by_id = own) AND p.merged_into_id IS NULL
    LIMIT most;
END $$;
"""
DROP = "DROP FUNCTION payung_people_named(tsquery, bigint, bigint, integer);"
