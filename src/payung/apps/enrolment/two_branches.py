"""Decides which of two branches answers for somebody, from which month on; all rows about them follow."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from payung.apps.coverage.models import BranchShare
from payung.apps.enrolment import answers
from payung.apps.territory import locks, scope
from payung.shared.months import Month

REASON_LENGTH, SHORTEST = 300, 5
# Members are written even where they stand right: the trigger on them carries the protection along.
FOLLOW = (
    """UPDATE enrolment_registration SET branch_id = %(branch)s, version = version + 1
    WHERE person_id = %(person)s AND branch_id IS DISTINCT FROM %(branch)s""",
    "UPDATE people_person SET branch_id = %(branch)s WHERE id = %(person)s AND branch_id IS DISTINCT FROM %(branch)s",
    """UPDATE enrolment_statechange AS t SET branch_id = %(branch)s FROM enrolment_registration AS r
    WHERE r.id = t.registration_id AND r.person_id = %(person)s AND t.branch_id IS DISTINCT FROM %(branch)s""",
    "UPDATE coverage_membership SET branch_id = %(branch)s WHERE person_id = %(person)s",
    """UPDATE coverage_payment SET branch_id = %(branch)s
    WHERE person_id = %(person)s AND branch_id IS DISTINCT FROM %(branch)s""",
)


class TwoBranchesError(Exception):
    """A decision that cannot be taken; its text says why."""


def decide(*, by: int, person_id: UUID, branch_id: int, since: Month, reason: str) -> None:
    """`branch_id` answers for the person from `since` on, one of the branches under which they stand.

    Nothing that was paid goes away, and a month paid through both counts once. Lines of either branch that were kept
    are tried again by a job. A later decision takes the place of an earlier one, which stays in the history. Raises
    `TwoBranchesError`.
    """
    opened = scope.current()
    try:
        locks.hold_insurer(opened.scope.city)
    except locks.Busy as error:
        raise TwoBranchesError(str(error)) from error
    sides = BranchShare.objects.filter(person_id=person_id, city_id=opened.scope.city)
    branches = {each.branch_id for each in sides}
    reason = reason.strip()[:REASON_LENGTH]
    if not branches:
        raise TwoBranchesError(_("Orang ini tidak tercatat di dua kantor cabang."))
    if branch_id not in branches:
        raise TwoBranchesError(_("Pilih salah satu kantor cabang yang mencatat orang ini."))
    if since > Month.of(opened.today):
        raise TwoBranchesError(_("Bulan mulainya belum tiba. Pilih bulan ini atau yang sudah lewat."))
    if len(reason) < SHORTEST:
        raise TwoBranchesError(_("Tulis alasannya, paling sedikit lima huruf."))
    sides.update(
        responsible_id=branch_id, since=since.first_day, decided_on=opened.today, decided_by_id=by, reason=reason
    )
    with connection.cursor() as cursor:
        for statement in FOLLOW:
            cursor.execute(statement, {"branch": branch_id, "person": person_id})
    answers.defer_kept(by=by)
