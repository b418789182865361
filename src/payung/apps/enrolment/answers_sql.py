"""The statements that turn the insurer's answers into outcomes, members and states: all lines at once.

Everything is derived from all answers known so far, never from the order in which they came (ADR 4).
"""

from payung.apps.coverage.branch_shares import note_sql, shared_with

COLUMNS = {
    "file_id": "uuid",
    "branch_id": "bigint",
    "line": "integer",
    "batch": "integer",
    "batch_line": "integer",
    "nik": "bytea",
    "accepted": "boolean",
    "member_number": "text",
    "starts": "date",
    "said_on": "date",
    "reason": "text",
    "content": "bytea",
    "fault": "text",
}
CREATE = f"""
DROP TABLE IF EXISTS answers_in, claims_in, holders_in, lines_in, registrations_in;
CREATE TEMP TABLE answers_in
    ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}, batch_line_id bigint) ON COMMIT DROP;
"""
COPY = f"COPY answers_in ({', '.join(COLUMNS)}) FROM STDIN (FORMAT BINARY)"

# A file of one branch can answer that branch's batches alone, and whomever it was decided that both branches know. By
# line number where there is one, else by NIK.
REACHES = """(a.branch_id IS NULL OR b.branch_id = a.branch_id OR EXISTS (
    SELECT 1 FROM enrolment_registration AS r WHERE r.id = l.registration_id AND {shared}))
""".replace("{shared}", shared_with("a.branch_id", "r.person_id"))
MATCH_LINE = """
UPDATE answers_in AS a SET batch_line_id = l.id
FROM enrolment_batch AS b JOIN enrolment_batchline AS l ON l.batch_id = b.id
WHERE a.fault = '' AND b.city_id = %(city)s AND b.number = a.batch AND l.line = a.batch_line
  AND {reaches}
""".replace("{reaches}", REACHES)
MATCH_NIK = """
UPDATE answers_in AS a SET batch_line_id = l.id
FROM enrolment_batch AS b JOIN enrolment_batchline AS l ON l.batch_id = b.id
WHERE a.fault = '' AND a.batch_line IS NULL AND b.city_id = %(city)s AND b.number = a.batch AND l.nik = a.nik
  AND {reaches}
""".replace("{reaches}", REACHES)
MISMATCH = """
UPDATE answers_in AS a SET fault = 'line_of_another', batch_line_id = NULL
FROM enrolment_batchline AS l WHERE l.id = a.batch_line_id AND a.nik IS NOT NULL AND a.nik <> l.nik
"""
UNMATCHED = """
UPDATE answers_in AS a SET fault = CASE WHEN EXISTS (
    SELECT 1 FROM enrolment_batch AS b WHERE b.city_id = %(city)s AND b.number = a.batch
    AND (a.branch_id IS NULL OR b.branch_id = a.branch_id)) THEN 'unknown_line' ELSE 'unknown_batch' END
WHERE a.fault = '' AND a.batch_line_id IS NULL
"""
# Only a line that names the NIK says that it is about somebody of another branch: numbers alone can be guessed.
OF_ANOTHER_BRANCH = """
UPDATE answers_in AS a SET fault = 'batch_of_another_branch'
FROM enrolment_batch AS b JOIN enrolment_batchline AS l ON l.batch_id = b.id
WHERE a.fault = 'unknown_batch' AND b.city_id = %(city)s AND b.number = a.batch AND l.nik = a.nik
  AND b.branch_id <> a.branch_id AND (a.batch_line IS NULL OR l.line = a.batch_line)
"""
SHARED_BATCHES = """
SELECT r.person_id, a.branch_id AS mine, b.branch_id AS theirs, min(a.member_number) AS member_number,
       NULL::date AS first_month
FROM answers_in AS a JOIN enrolment_batch AS b ON b.city_id = %(city)s AND b.number = a.batch
JOIN enrolment_batchline AS l ON l.batch_id = b.id AND l.nik = a.nik
JOIN enrolment_registration AS r ON r.id = l.registration_id
WHERE a.fault = 'batch_of_another_branch' GROUP BY r.person_id, a.branch_id, b.branch_id
"""
FORGET = """
DELETE FROM coverage_unfitline AS u USING answers_in AS a WHERE u.file_id = a.file_id AND u.line = a.line
"""
KEEP_UNFIT = """
INSERT INTO coverage_unfitline (file_id, city_id, area_id, branch_id, line, code, content)
SELECT file_id, %(city)s, %(city)s, branch_id, line, fault, content FROM answers_in WHERE fault <> ''
"""
KEEP = """
INSERT INTO enrolment_answer (file_id, line, city_id, area_id, branch_id, batch_line_id, accepted, member_number,
                              starts, said_on, reason, content)
SELECT file_id, line, %(city)s, %(city)s, branch_id, batch_line_id, accepted, member_number, starts, said_on, reason,
       content
FROM answers_in WHERE batch_line_id IS NOT NULL
ON CONFLICT ON CONSTRAINT answer_once DO NOTHING
"""

# Who claims the numbers that this file speaks of. A membership that no answer backs was there before all answers.
CLAIMS = """
CREATE TEMP TABLE claims_in ON COMMIT DROP AS
WITH spoken AS (SELECT DISTINCT member_number FROM answers_in WHERE batch_line_id IS NOT NULL AND accepted),
backed AS (
    SELECT s.id AS answer_id, s.member_number, r.person_id, s.starts, b.number AS batch, l.line, l.id AS batch_line_id
    FROM spoken JOIN enrolment_answer AS s ON s.city_id = %(city)s AND s.member_number = spoken.member_number
    JOIN enrolment_batchline AS l ON l.id = s.batch_line_id JOIN enrolment_batch AS b ON b.id = l.batch_id
    JOIN enrolment_registration AS r ON r.id = l.registration_id
    WHERE s.member_number <> '' AND s.accepted)
SELECT *, false AS first FROM backed
UNION ALL
SELECT NULL, m.member_number, m.person_id, m.starts, 0, 0, NULL, true
FROM spoken JOIN coverage_membership AS m ON m.city_id = %(city)s AND m.member_number = spoken.member_number
WHERE NOT EXISTS (SELECT 1 FROM backed AS k WHERE k.member_number = m.member_number AND k.person_id = m.person_id)
"""
# The earliest start holds the number; of equal ones the smallest batch number, then the smallest line.
HOLDERS = """
CREATE TEMP TABLE holders_in ON COMMIT DROP AS
WITH winner AS (
    SELECT DISTINCT ON (member_number) member_number, person_id FROM claims_in
    ORDER BY member_number, first DESC, starts, batch, line)
SELECT w.member_number, w.person_id, min(c.starts) AS starts
FROM winner AS w JOIN claims_in AS c USING (member_number, person_id) GROUP BY w.member_number, w.person_id
"""
FORGET_LOST = """
DELETE FROM coverage_unfitline AS u USING enrolment_answer AS s, claims_in AS c
WHERE s.id = c.answer_id AND u.file_id = s.file_id AND u.line = s.line
"""
KEEP_LOST = """
INSERT INTO coverage_unfitline (file_id, city_id, area_id, branch_id, line, code, content)
SELECT s.file_id, s.city_id, s.area_id, s.branch_id, s.line, 'number_of_another', s.content
FROM claims_in AS c JOIN holders_in AS h USING (member_number) JOIN enrolment_answer AS s ON s.id = c.answer_id
WHERE c.person_id <> h.person_id
"""
# The insurer may change its mind on a later day. A line rejected and accepted in data of one day is a contradiction: it
# stays accepted, for a member number came with that, and the rejection is listed.
FORGET_CONTRADICTED = """
DELETE FROM coverage_unfitline AS u USING enrolment_answer AS s, lines_in AS i
WHERE s.batch_line_id = i.id AND u.file_id = s.file_id AND u.line = s.line AND u.code = 'contradicted'
"""
KEEP_CONTRADICTED = """
INSERT INTO coverage_unfitline (file_id, city_id, area_id, branch_id, line, code, content)
SELECT s.file_id, s.city_id, s.area_id, s.branch_id, s.line, 'contradicted', s.content
FROM lines_in AS i JOIN enrolment_answer AS s ON s.batch_line_id = i.id AND NOT s.accepted
JOIN coverage_insurerfile AS f ON f.id = s.file_id
WHERE i.outcome = 'accepted' AND EXISTS (
    SELECT 1 FROM enrolment_answer AS y JOIN coverage_insurerfile AS g ON g.id = y.file_id
    JOIN enrolment_batchline AS l ON l.id = y.batch_line_id
    JOIN enrolment_registration AS r ON r.id = l.registration_id
    JOIN coverage_membership AS m ON m.city_id = y.city_id AND m.member_number = y.member_number
    WHERE y.batch_line_id = i.id AND y.accepted AND g.as_of = f.as_of AND m.person_id = r.person_id)
"""

LINES = """
CREATE TEMP TABLE lines_in ON COMMIT DROP AS
WITH touched AS (
    SELECT batch_line_id AS id FROM answers_in WHERE batch_line_id IS NOT NULL
    UNION SELECT batch_line_id FROM claims_in WHERE batch_line_id IS NOT NULL),
said AS (
    SELECT s.batch_line_id, s.accepted, s.said_on, s.reason
    FROM touched JOIN enrolment_answer AS s ON s.batch_line_id = touched.id
    JOIN enrolment_batchline AS l ON l.id = touched.id JOIN enrolment_registration AS r ON r.id = l.registration_id
    LEFT JOIN coverage_membership AS m ON m.city_id = %(city)s AND m.member_number = s.member_number AND s.accepted
    WHERE NOT s.accepted OR m.person_id = r.person_id),
verdict AS (
    SELECT DISTINCT ON (batch_line_id) batch_line_id, accepted, said_on, reason FROM said
    ORDER BY batch_line_id, accepted DESC, CASE WHEN accepted THEN said_on END, said_on DESC, reason)
SELECT touched.id, v.said_on AS answered_on, coalesce(v.reason, '') AS reason,
       CASE WHEN v.accepted THEN 'accepted' WHEN v.accepted IS NULL THEN 'open' ELSE 'rejected' END AS outcome
FROM touched LEFT JOIN verdict AS v ON v.batch_line_id = touched.id
"""
# Accepted otherwise than by an answer (loaded with the register): a rejection does not undo it.
OUTCOMES = """
UPDATE enrolment_batchline AS l SET outcome = i.outcome, reason = i.reason, answered_on = i.answered_on
FROM lines_in AS i
WHERE l.id = i.id AND (l.outcome, l.reason, l.answered_on) IS DISTINCT FROM (i.outcome, i.reason, i.answered_on)
  AND NOT (l.outcome = 'accepted' AND NOT EXISTS (
      SELECT 1 FROM enrolment_answer AS s WHERE s.batch_line_id = l.id AND s.accepted))
"""
# What is said of a registration that was merged is said of the one that stands for its person since.
REGISTRATIONS = """
CREATE TEMP TABLE registrations_in ON COMMIT DROP AS
WITH spoken AS (
    SELECT DISTINCT l.registration_id AS id FROM lines_in AS i JOIN enrolment_batchline AS l ON l.id = i.id),
touched AS (
    SELECT DISTINCT coalesce(stands.id, r.id) AS id
    FROM spoken JOIN enrolment_registration AS r ON r.id = spoken.id
    LEFT JOIN enrolment_registration AS stands ON r.state = 'merged' AND stands.person_id = r.person_id
         AND stands.state NOT IN ('merged', 'refused')),
parts AS (
    SELECT id, id AS part FROM touched
    UNION ALL SELECT touched.id, m.id FROM touched JOIN enrolment_registration AS r ON r.id = touched.id
    JOIN enrolment_registration AS m ON m.person_id = r.person_id AND m.state = 'merged' AND m.id <> r.id
    WHERE r.state NOT IN ('merged', 'refused')),
answered AS (
    SELECT parts.id, min(l.answered_on) FILTER (WHERE l.outcome = 'accepted') AS accepted_on,
           bool_or(l.outcome = 'open') AS waiting,
           (array_agg(l.answered_on ORDER BY b.number DESC) FILTER (WHERE l.outcome = 'rejected'))[1] AS rejected_on,
           (array_agg(l.reason ORDER BY b.number DESC) FILTER (WHERE l.outcome = 'rejected'))[1] AS reason
    FROM parts JOIN enrolment_batchline AS l ON l.registration_id = parts.part
    JOIN enrolment_batch AS b ON b.id = l.batch_id GROUP BY parts.id),
judged AS (
    SELECT a.*, r.state AS was, CASE
        WHEN a.accepted_on IS NOT NULL AND r.state = ANY(%(acceptable)s) THEN 'accepted'
        WHEN a.accepted_on IS NULL AND r.state = ANY(%(answerable)s)
            THEN CASE WHEN a.waiting THEN 'batched' ELSE 'rejected' END
        ELSE r.state END AS state
    FROM answered AS a JOIN enrolment_registration AS r ON r.id = a.id)
SELECT id, was, state, CASE WHEN state = 'accepted' THEN accepted_on END AS accepted_on,
       CASE state WHEN 'accepted' THEN accepted_on WHEN 'rejected' THEN rejected_on ELSE %(today)s END AS on,
       CASE state WHEN 'rejected' THEN reason WHEN 'batched' THEN %(taken_back)s ELSE '' END AS reason
FROM judged
"""
STATES = """
UPDATE enrolment_registration AS r SET state = i.state, accepted_on = i.accepted_on, version = r.version + 1
FROM registrations_in AS i
WHERE r.id = i.id AND (r.state, r.accepted_on) IS DISTINCT FROM (i.state, i.accepted_on)
"""
CHANGES = """
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, branch_id, registered_by_id, state, "on", at, by_id, reason)
SELECT r.id, r.city_id, r.area_id, r.branch_id, r.registered_by_id, i.state, i.on, clock_timestamp(), %(by)s, i.reason
FROM registrations_in AS i JOIN enrolment_registration AS r ON r.id = i.id WHERE i.state <> i.was
"""
# Accepted by one branch while the person stands under another: sent there after a rejection that was taken back, say.
SHARED_ACCEPTED = """
SELECT p.id AS person_id, l.branch_id AS mine, p.branch_id AS theirs, '' AS member_number, NULL::date AS first_month
FROM lines_in AS i JOIN enrolment_batchline AS l ON l.id = i.id
JOIN enrolment_registration AS r ON r.id = l.registration_id JOIN people_person AS p ON p.id = r.person_id
WHERE l.outcome = 'accepted' AND l.branch_id <> p.branch_id GROUP BY p.id, l.branch_id, p.branch_id
"""
BATCHES = """
WITH touched AS MATERIALIZED (
    SELECT DISTINCT l.batch_id AS id FROM lines_in AS i JOIN enrolment_batchline AS l ON l.id = i.id),
told AS (
    SELECT touched.id, CASE WHEN EXISTS (
        SELECT 1 FROM enrolment_batchline AS l WHERE l.batch_id = touched.id AND l.outcome = 'open')
        THEN 'sent' ELSE 'answered' END AS state
    FROM touched)
UPDATE enrolment_batch AS b SET state = told.state FROM told WHERE b.id = told.id AND b.state <> told.state
"""
# A line counts as applied where no earlier line said the same. Numbered in one pass: asking for each line whether there
# is an earlier one takes the square of their number where these answers are the first.
RECOUNT = """
WITH files AS (
    SELECT file_id AS id FROM answers_in
    UNION SELECT s.file_id FROM claims_in AS c JOIN enrolment_answer AS s ON s.id = c.answer_id
    UNION SELECT s.file_id FROM lines_in AS i JOIN enrolment_answer AS s ON s.batch_line_id = i.id AND NOT s.accepted),
spoken AS (
    SELECT DISTINCT s.batch_line_id AS id FROM files JOIN enrolment_answer AS s ON s.file_id = files.id),
said AS (
    SELECT s.file_id, s.line, row_number() OVER (
        PARTITION BY s.batch_line_id, s.accepted, s.member_number, s.starts, s.said_on, s.reason
        ORDER BY g.received_at, s.file_id, s.line) AS nth
    FROM spoken JOIN enrolment_answer AS s ON s.batch_line_id = spoken.id
    JOIN coverage_insurerfile AS g ON g.id = s.file_id),
counted AS (
    SELECT files.id, count(said.line) FILTER (WHERE said.nth = 1 AND u.line IS NULL) AS applied
    FROM files LEFT JOIN said ON said.file_id = files.id
    LEFT JOIN coverage_unfitline AS u ON u.file_id = said.file_id AND u.line = said.line GROUP BY files.id),
kept AS (
    SELECT files.id, count(u.id) AS unfit
    FROM files LEFT JOIN coverage_unfitline AS u ON u.file_id = files.id GROUP BY files.id)
UPDATE coverage_insurerfile AS f
SET applied = c.applied, unfit = k.unfit, repeated = greatest(f.applied + f.repeated + f.unfit - c.applied - k.unfit, 0)
FROM counted AS c JOIN kept AS k ON k.id = c.id
WHERE f.id = c.id
"""
# The tables' own sizes may be known wrongly in a young city, so that of the temporary ones must not be.
MEASURE_CLAIMS, MEASURE_HOLDERS, MEASURE_LINES, MEASURE_REGISTRATIONS = (
    f"ANALYZE {table}" for table in ("claims_in", "holders_in", "lines_in", "registrations_in")
)
IN_ORDER_MATCH = (
    MATCH_LINE, MATCH_NIK, MISMATCH, UNMATCHED, OF_ANOTHER_BRANCH, note_sql(SHARED_BATCHES), FORGET, KEEP_UNFIT, KEEP,
    CLAIMS, MEASURE_CLAIMS, HOLDERS, MEASURE_HOLDERS,
)  # fmt: skip
IN_ORDER_STATES = (
    FORGET_LOST, KEEP_LOST, LINES, MEASURE_LINES, FORGET_CONTRADICTED, KEEP_CONTRADICTED, OUTCOMES, REGISTRATIONS,
    MEASURE_REGISTRATIONS, STATES, CHANGES, note_sql(SHARED_ACCEPTED), BATCHES, RECOUNT,
)  # fmt: skip
