"""The statements that move a roster's rows into the register, all rows at a time."""

COLUMNS = {
    "row_id": "bigint",
    "person_id": "uuid",
    "registration_id": "uuid",
    "area_id": "bigint",
    "nik": "bytea",
    "nik_region": "text",
    "family_card": "bytea",
    "name": "text",
    "name_key": "text",
    "birth_place": "text",
    "birth_date": "date",
    "sex": "text",
    "mother_name": "bytea",
    "phone": "bytea",
    "email": "bytea",
    "address": "text",
    "postcode": "text",
    "marital_status": "text",
    "home_regency": "text",
    "programmes": "text",
    "payer": "text",
    "payment_months": "integer",
    "monthly_income_idr": "bigint",
    "occupation": "text",
    "occupation_code": "text",
    "occupation_2": "text",
    "transport": "boolean",
    "work_place": "text",
    "work_hours": "text",
    "heir": "bytea",
    "group_id": "uuid",
}
CREATE = f"""
CREATE TEMP TABLE intake ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}) ON COMMIT DROP;
CREATE TEMP TABLE intake_known (nik bytea PRIMARY KEY, member boolean NOT NULL) ON COMMIT DROP;
CREATE TEMP TABLE intake_made (person_id uuid PRIMARY KEY) ON COMMIT DROP;
"""
COPY = f"COPY intake ({', '.join(COLUMNS)}) FROM STDIN (FORMAT BINARY)"

# Asked past one's own territory: a NIK that somebody else registered is seen as known, and never silently lost.
KNOWN = """
INSERT INTO intake_known
SELECT k.nik, k.member
FROM payung_known_niks((SELECT coalesce(array_agg(i.nik), '{}') FROM intake AS i
                        WHERE NOT EXISTS (SELECT 1 FROM intake_made AS m WHERE m.person_id = i.person_id))) AS k
ON CONFLICT DO NOTHING
"""

PEOPLE = """
WITH made AS (
    INSERT INTO people_person
        (id, city_id, area_id, registered_by_id, created_at, nik, nik_region, family_card, name, name_key, birth_place,
         birth_date, sex, mother_name, phone, email, address, postcode, marital_status, home_regency)
    SELECT person_id, %(city)s, area_id, %(owner)s, now(), nik, nik_region, family_card, name, name_key, birth_place,
           birth_date, sex, mother_name, phone, email, address, postcode, marital_status, home_regency
    FROM intake AS i
    WHERE NOT EXISTS (SELECT 1 FROM intake_known AS k WHERE k.nik = i.nik)
    ON CONFLICT (city_id, nik) DO NOTHING
    RETURNING id
) INSERT INTO intake_made SELECT id FROM made
"""

REGISTRATIONS = """
INSERT INTO enrolment_registration
    (id, city_id, area_id, registered_by_id, person_id, state, source, registered_on, roster_id, version,
     programmes, payer, payment_months, monthly_income_idr, occupation, occupation_code, occupation_2, transport,
     work_place, work_hours, heir, group_id, consent_version, consent_on, consent_by_id)
SELECT registration_id, %(city)s, area_id, %(owner)s, person_id, 'submitted', 'file', %(on)s, %(roster)s, 1,
       programmes, payer, payment_months, monthly_income_idr, occupation, occupation_code, occupation_2, transport,
       work_place, work_hours, heir, group_id, %(consent_version)s::int, %(consent_on)s::date, %(consent_by)s::bigint
FROM intake JOIN intake_made USING (person_id)
"""

CHANGES = """
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, registered_by_id, state, "on", at, by_id, reason)
SELECT registration_id, %(city)s, area_id, %(owner)s, 'submitted', %(on)s, clock_timestamp(), %(by)s, ''
FROM intake JOIN intake_made USING (person_id)
"""

TAKEN = """
UPDATE enrolment_rosterrow AS r SET outcome = 'taken', person_id = i.person_id
FROM intake AS i JOIN intake_made USING (person_id) WHERE r.id = i.row_id
"""

IDENTICAL = """
UPDATE enrolment_rosterrow AS r
SET outcome = 'identical', codes = array_append(array_remove(r.codes, k.code), k.code)
FROM (SELECT i.row_id, CASE WHEN k.member THEN 'already_active' ELSE 'duplicate_existing' END AS code
      FROM intake AS i LEFT JOIN intake_known AS k ON k.nik = i.nik
      WHERE NOT EXISTS (SELECT 1 FROM intake_made AS m WHERE m.person_id = i.person_id)) AS k
WHERE r.id = k.row_id
"""

REST = """
UPDATE enrolment_rosterrow
SET outcome = CASE WHEN codes && ARRAY['duplicate_existing', 'already_active']::varchar[]
                   THEN 'identical' ELSE 'left' END
WHERE roster_id = %(roster)s AND outcome = ''
"""

DONE = """
UPDATE enrolment_roster
SET state = 'taken_in',
    rows_taken = (SELECT count(*) FROM enrolment_rosterrow WHERE roster_id = %(roster)s AND outcome = 'taken')
WHERE id = %(roster)s
"""
