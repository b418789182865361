"""Matchings in the list of files and the jobs on them."""

from payung.apps.enrolment.work import Part
from payung.apps.linkage.runs.asking import TASK

MATCHINGS = Part(
    """
    SELECT 'match', run.id, run.state, coalesce(file.name, roster.name), run.asked_by_id, run.asked_at, run.left_rows,
           run.left_rows, run.waiting
    FROM linkage_matchrun AS run LEFT JOIN linkage_matchfile AS file ON file.id = run.left_file_id
    LEFT JOIN enrolment_roster AS roster ON roster.id = run.left_roster_id
    WHERE run.area_id BETWEEN %(lo)s AND %(hi)s""",
    tasks=(TASK,),
    argument="run_id",
)
