"""What the database itself does for first payments: numbers, the public word on a receipt, and rows kept in place."""

# Whoever writes a receipt sees their own territory alone; numbers run through the city. Called while its lock is held.
NEXT_NUMBER = """
CREATE FUNCTION payung_next_receipt_number() RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(max(c.number), 0) + 1 FROM contributions_contribution AS c
    WHERE c.city_id = current_setting('payung.city')::bigint
$$;
"""
# Asked outside every scope by whoever scans a receipt: what stands on the paper and what became of the money, nobody's
# name. A proof is a random number of 122 bits, so it is held by those alone who hold the receipt.
TOLD = """
CREATE FUNCTION payung_receipt_told(asked uuid)
RETURNS TABLE (code text, city text, number integer, amount_idr bigint, received_on date, state text,
               void_on date, arrived boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT city.code::text, city.name::text, c.number, c.amount_idr, c.received_on, c.state::text,
           (SELECT max(change."on") FROM contributions_contributionchange AS change
            WHERE change.contribution_id = c.id AND change.state = 'void'),
           coalesce(p.paid_months @> c.months, false)
    FROM contributions_contribution AS c JOIN territory_city AS city ON city.area_id = c.city_id
    LEFT JOIN coverage_protection AS p ON p.person_id = c.person_id
    WHERE c.proof = asked
$$;
"""
# A registration that moves, or goes to a branch, takes what is known of its payment along.
FOLLOW = """
CREATE FUNCTION payung_contributions_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE contributions_contribution AS t
    SET area_id = r.area_id, branch_id = r.branch_id, registered_by_id = r.registered_by_id
    FROM changed AS r WHERE t.registration_id = r.id AND (t.area_id, t.branch_id, t.registered_by_id)
        IS DISTINCT FROM (r.area_id, r.branch_id, r.registered_by_id);
    IF NOT FOUND AND NOT EXISTS (
        SELECT 1 FROM contributions_contact AS t JOIN changed AS r ON r.id = t.registration_id) THEN
        RETURN NULL;
    END IF;
    UPDATE contributions_contact AS t
    SET area_id = r.area_id, branch_id = r.branch_id, registered_by_id = r.registered_by_id
    FROM changed AS r WHERE t.registration_id = r.id AND (t.area_id, t.branch_id, t.registered_by_id)
        IS DISTINCT FROM (r.area_id, r.branch_id, r.registered_by_id);
    UPDATE contributions_contributionmonth AS t
    SET area_id = r.area_id, branch_id = r.branch_id, registered_by_id = r.registered_by_id
    FROM changed AS r JOIN contributions_contribution AS c ON c.registration_id = r.id
    WHERE t.contribution_id = c.id AND (t.area_id, t.branch_id, t.registered_by_id)
        IS DISTINCT FROM (r.area_id, r.branch_id, r.registered_by_id);
    UPDATE contributions_contributionchange AS t
    SET area_id = r.area_id, branch_id = r.branch_id, registered_by_id = r.registered_by_id
    FROM changed AS r JOIN contributions_contribution AS c ON c.registration_id = r.id
    WHERE t.contribution_id = c.id AND (t.area_id, t.branch_id, t.registered_by_id)
        IS DISTINCT FROM (r.area_id, r.branch_id, r.registered_by_id);
    RETURN NULL;
END $$;
CREATE TRIGGER enrolment_registration_contributions AFTER UPDATE ON enrolment_registration
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payung_contributions_follow();
"""

CREATE = NEXT_NUMBER + TOLD + FOLLOW
DROP = """
DROP TRIGGER enrolment_registration_contributions ON enrolment_registration;
DROP FUNCTION payung_contributions_follow();
DROP FUNCTION payung_receipt_told(uuid);
DROP FUNCTION payung_next_receipt_number();
"""
