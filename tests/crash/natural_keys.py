"""Each table about people as one text a row, without the ids and times that differ from run to run."""

PERSON = "JOIN people_person AS p ON p.id = t.person_id"
REGISTRATION = (
    "JOIN enrolment_registration AS g ON g.id = t.registration_id JOIN people_person AS p ON p.id = g.person_id"
)
ROSTER = "JOIN enrolment_roster AS r ON r.id = t.roster_id"
FILE = "JOIN coverage_insurerfile AS f ON f.id = t.file_id"


def _saying(table: str, without: str, joins: str = "", *keys: str) -> str:
    left_out = ", ".join(f"'{name}'" for name in without.split())
    key = f" || concat_ws('|', {', '.join(keys)})" if keys else ""
    return f"SELECT (to_jsonb(t) - ARRAY[{left_out}]::text[])::text{key} FROM {table} AS t {joins}"


SAYINGS = {
    "persons": _saying("people_person", "id created_at"),
    "registrations": _saying(
        "enrolment_registration",
        "id person_id roster_id",
        f"{PERSON} LEFT {ROSTER}",
        "p.nik",
        "r.digest",
    ),
    "state changes": _saying("enrolment_statechange", "id registration_id at", REGISTRATION, "p.nik"),
    "rosters": _saying("enrolment_roster", "id uploaded_at"),
    "roster rows": _saying(
        "enrolment_rosterrow", "id roster_id person_id", f"{ROSTER} LEFT {PERSON}", "r.digest", "p.nik"
    ),
    "files that go back": f"SELECT r.digest FROM enrolment_rosterreturn AS t {ROSTER}",
    "batches": _saying("enrolment_batch", "id created_at"),
    "batch lines": _saying(
        "enrolment_batchline",
        "id batch_id registration_id",
        f"JOIN enrolment_batch AS b ON b.id = t.batch_id {REGISTRATION}",
        "b.number",
        "p.nik",
    ),
    "answers": _saying(
        "enrolment_answer",
        "id file_id batch_line_id",
        f"{FILE} JOIN enrolment_batchline AS l ON l.id = t.batch_line_id JOIN enrolment_batch AS b ON b.id = l.batch_id",
        "f.digest",
        "b.number",
        "l.line",
    ),
    "insurer's files": _saying("coverage_insurerfile", "id received_at"),
    "unfit lines": _saying("coverage_unfitline", "id file_id", FILE, "f.digest"),
    "people of two branches": _saying("coverage_branchshare", "id person_id", PERSON, "p.nik"),
    "members": _saying("coverage_membership", "id person_id", PERSON, "p.nik"),
    "payments": _saying(
        "coverage_payment",
        "id person_id membership_id file_id",
        f"{PERSON} {FILE} JOIN coverage_membership AS m ON m.id = t.membership_id",
        "p.nik",
        "f.digest",
        "m.member_number",
    ),
    "protection": _saying("coverage_protection", "person_id", PERSON, "p.nik"),
    "matchings": _saying("linkage_matchrun", "id asked_at left_file_id left_roster_id right_file_id right_roster_id"),
    "files of matchings": _saying("linkage_matchfile", "id uploaded_at"),
    "rows of matchings": _saying("linkage_matchrow", "id run_id"),
    "pairs of matchings": _saying("linkage_matchpair", "id run_id"),
    "notices": _saying("notify_notice", "id at subject"),
    "disclosures": _saying("audit_disclosure", "id at"),
    "history": "SELECT t.table || ' ' || t.operation FROM audit_history AS t",
}
