"""What must agree in the register at every moment: each statement counts the rows that do not."""

HISTORY_KEPT = """
SELECT c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS f ON f.oid = t.tgfoid
WHERE f.proname = 'payung_record_history' AND t.tgname LIKE '%_history_insert' AND c.relname NOT LIKE 'campaigns_%'
ORDER BY 1
"""
HISTORY = """
SELECT count(*) FROM {table} AS t FULL JOIN (
    SELECT DISTINCT ON (row_id) row_id, operation, row FROM audit_history WHERE "table" = '{table}'
    ORDER BY row_id, id DESC) AS h ON h.row_id = t.id::text
WHERE (t.id IS NULL) <> (coalesce(h.operation, 'none') = 'delete')
   OR t.id IS NOT NULL AND h.row IS DISTINCT FROM to_jsonb(t)
"""
VERSIONS = """
SELECT count(*) FROM (
    SELECT row_id, array_agg((row ->> 'version')::int ORDER BY id) AS versions, count(*)::int AS count
    FROM audit_history WHERE "table" = 'enrolment_registration' GROUP BY row_id) AS h
WHERE versions <> (SELECT array_agg(n) FROM generate_series(1, h.count) AS n)
"""

AGREEMENTS = {
    "versions of registrations, each once": VERSIONS,
    "numbers of batches, without a gap": """
SELECT count(*) FROM (SELECT number, row_number() OVER (ORDER BY number) AS nth FROM enrolment_batch) AS b
WHERE number <> nth
""",
    "lines of batches, without a gap": """
SELECT count(*) FROM (SELECT line, row_number() OVER (PARTITION BY batch_id ORDER BY line) AS nth
                      FROM enrolment_batchline) AS l
WHERE line <> nth
""",
    "open lines and registrations in a batch": """
SELECT count(*) FROM (SELECT registration_id AS id FROM enrolment_batchline WHERE outcome = 'open') AS l
FULL JOIN (SELECT id FROM enrolment_registration WHERE state = 'batched') AS r USING (id)
WHERE l IS NULL OR r IS NULL
""",
    "answered batches": """
SELECT count(*) FROM enrolment_batch AS b
WHERE (state = 'answered') = EXISTS (
    SELECT 1 FROM enrolment_batchline AS l WHERE l.batch_id = b.id AND l.outcome = 'open')
""",
    "registrations and their last change": """
SELECT count(*) FROM enrolment_registration AS r LEFT JOIN (
    SELECT DISTINCT ON (registration_id) registration_id, state FROM enrolment_statechange
    ORDER BY registration_id, id DESC) AS c ON c.registration_id = r.id
WHERE c.state IS DISTINCT FROM r.state
""",
    "workers and their registrations": """
SELECT count(*) FROM people_person AS p
WHERE (SELECT count(*) FROM enrolment_registration AS r WHERE r.person_id = p.id) <> 1
""",
    "rows taken in and workers": """
SELECT count(*) FROM (SELECT person_id AS id FROM enrolment_rosterrow WHERE outcome = 'taken') AS t
FULL JOIN (SELECT person_id AS id FROM enrolment_registration WHERE roster_id IS NOT NULL) AS r USING (id)
WHERE t IS NULL OR r IS NULL
""",
    "rows counted on rosters": """
SELECT count(*) FROM enrolment_roster AS r
WHERE state <> 'uploaded' AND rows_total <> (SELECT count(*) FROM enrolment_rosterrow AS w WHERE w.roster_id = r.id)
   OR rows_taken <> (SELECT count(*) FROM enrolment_rosterrow AS w WHERE w.roster_id = r.id AND outcome = 'taken')
""",
    "members and accepted registrations": """
SELECT count(*) FROM (SELECT person_id AS id FROM coverage_membership) AS m
FULL JOIN (SELECT person_id AS id FROM enrolment_registration WHERE state = 'accepted') AS r USING (id)
WHERE m IS NULL OR r IS NULL
""",
    "lines counted on the insurer's files": """
SELECT count(*) FROM coverage_insurerfile AS f
WHERE unfit <> (SELECT count(*) FROM coverage_unfitline AS u WHERE u.file_id = f.id)
   OR applied <> (SELECT count(*) FROM coverage_payment AS p WHERE p.file_id = f.id)
               + (SELECT count(*) FROM enrolment_answer AS s WHERE s.file_id = f.id)
""",
    "months paid and payments": """
SELECT count(*) FROM coverage_protection AS p FULL JOIN (
    SELECT m.person_id, count(DISTINCT y.month) AS months
    FROM coverage_membership AS m LEFT JOIN coverage_payment AS y ON y.membership_id = m.id
    GROUP BY m.person_id) AS m USING (person_id)
WHERE cardinality(p.paid_months) IS DISTINCT FROM m.months
""",
    "rows and pairs of matchings, none before it is done": """
SELECT count(*) FROM linkage_matchrun AS m
WHERE left_rows <> (SELECT count(*) FROM linkage_matchrow AS r WHERE r.run_id = m.id)
   OR waiting <> (SELECT count(*) FROM linkage_matchpair AS p WHERE p.run_id = m.id AND p.waiting)
   OR (state = 'done') <> EXISTS (SELECT 1 FROM linkage_matchrow AS r WHERE r.run_id = m.id)
""",
}
