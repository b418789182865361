"""Who holds which member number (KPJ). A person may hold several; a number has one holder in a city."""

from django.db import connection

from payung.apps.coverage import payments

MOVED = """
SELECT m.member_number FROM coverage_membership AS m JOIN holders_in AS h ON h.member_number = m.member_number
WHERE m.city_id = %(city)s AND m.person_id <> h.person_id
"""
RELEASE = "DELETE FROM coverage_membership AS m WHERE m.city_id = %(city)s AND m.member_number = ANY(%(numbers)s)"
START = """
UPDATE coverage_membership AS m SET starts = h.starts FROM holders_in AS h
WHERE m.city_id = %(city)s AND m.member_number = h.member_number AND m.starts <> h.starts
"""
GIVE = """
INSERT INTO coverage_membership (city_id, area_id, branch_id, registered_by_id, person_id, member_number, starts)
SELECT p.city_id, p.area_id, p.branch_id, p.registered_by_id, p.id, h.member_number, h.starts
FROM holders_in AS h JOIN people_person AS p ON p.id = h.person_id
WHERE NOT EXISTS (SELECT 1 FROM coverage_membership AS m
                  WHERE m.city_id = %(city)s AND m.member_number = h.member_number)
"""


def hold(*, city: int) -> frozenset[str]:
    """Give each number of the temporary table `holders_in` (member_number, person_id, starts) to its holder.

    Answers the numbers that were somebody else's before. Their payments are set aside, for `payments.take_in` to read
    again. A number that moves is deleted and inserted, so that the trigger keeps the protection of both persons.
    """
    with connection.cursor() as cursor:
        cursor.execute(MOVED, {"city": city})
        moved = frozenset(number for (number,) in cursor.fetchall())
        if moved:
            payments.set_aside(city, moved)
            cursor.execute(RELEASE, {"city": city, "numbers": list(moved)})
        for statement in (START, GIVE):
            cursor.execute(statement, {"city": city})
    return moved
