"""Renders the reference of problem codes and of occupations: `python -m tests.spec.rosters.reference_pages` writes both."""

from pathlib import Path

from payung.identity import occupations
from payung.rosters.messages import message
from payung.rosters.problems import ERRORS, WARNINGS, Problem

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"
BEGIN, END = "<!-- codes: begin -->", "<!-- codes: end -->"
_PARAMS = {
    "found": 15, "given": "17-08-1979", "from_nik": "18-08-1979", "first": "05-01-1966", "second": "01-05-1966", "age": 65, "limit": 66,
    "place": "Marindal I", "city": "Kota Medan", "where": "baris 7",
}  # fmt: skip


def codes_table() -> str:
    """The problem codes with their severity and what each says, in both languages."""
    lines = ["| code | severity | what is said (Indonesian) | (English) |", "|---|---|---|---|"]
    for code in sorted(ERRORS | WARNINGS, key=lambda code: (code in WARNINGS, code)):
        params = {**_PARAMS, "limit": 17, "age": 15} if code == "too_young" else _PARAMS
        problem = Problem(code, "nik", "C12", params)
        lines.append(f"| `{code}` | {problem.severity} | {message(problem)} | {message(problem, language='en')} |")
    return "\n".join(lines)


def roster_page(page: str) -> str:
    """The page with its table of codes rendered anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{codes_table()}\n{END}{rest.split(END)[1]}"


def occupations_page() -> str:
    """All known jobs with group, class and the spellings under which they are recognised."""
    spellings: dict[occupations.Occupation, list[str]] = {}
    for spelling, job in occupations.table().items():
        spellings.setdefault(job, []).append(spelling)
    rows = [
        f"| {job.name} | {job.name_en} | {job.kbji} | {job.klass} | {job.check} | {', '.join(known)} |"
        for job, known in spellings.items()
    ]
    head = ["| job | in English | KBJI 2014 | class | look at | recognised as |", "|---|---|---|---|---|---|"]
    return "\n".join([_INTRODUCTION, *head, *rows, ""])


_INTRODUCTION = """# Occupations

Jobs that a roster's *pekerjaan* column is compared with, and that the registration form finds while a job is typed: the
88 occupations of the national identity card first, then jobs as people name them in Medan. The list is
`src/payung/identity/data/occupations.csv`; words that begin the name of a job (*tukang*, *jualan*, *petugas* …) stand in
`job_words.csv` beside it. Sources: `SOURCES.md` in the same folder.

Classes: **transport** (dues of transport workers: who drives or delivers, and who works on the vehicle), **other**,
**civil_servant** (insured elsewhere, an error in a roster), **not_working** (an occupation of the identity card, but no
work). Retired servants, *PPPK paruh waktu* and *non-ASN* are not civil servants.

KBJI is the national classification of occupations of 2014. It follows ISCO-08; four digits stand where the group is
certain, two or three where only the wider group is, none where not even that.

*Look at* marks jobs that a person should look at before somebody is registered as self-employed: **employee** (mostly
has an employer, who registers them), **servant** (serves the state), **may_serve** (may be a civil servant), **office**
(holds a public office), **not_working**, **vague** (says too little), **abroad** (migrant workers have a programme of
their own), **transport** (treated as transport; the insurer may see it otherwise).

This page is rendered: `python -m tests.spec.rosters.reference_pages`.
"""


def main() -> None:
    """Writes both pages."""
    page = REFERENCE / "roster-check.md"
    page.write_text(roster_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    (REFERENCE / "occupations.md").write_text(occupations_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
