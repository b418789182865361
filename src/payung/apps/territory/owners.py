"""Whose a row is: the account that registered it, or the agency in whose name an officer did (ADR 7).

One column holds both (`registered_by_id`), so that one policy and one covering index serve both: accounts have
positive numbers, agencies the negative of theirs, the program itself 0.
"""

from collections.abc import Iterable

from payung.apps.accounts.models import User
from payung.apps.territory.models import Agency


def of_agency(agency: int) -> int:
    """The number that everything carries which the agency brought."""
    return -agency


def names(owners: Iterable[int]) -> dict[int, str]:
    """The names of accounts and agencies by the number that their rows carry; the program itself (0) has none."""
    asked = set(owners)
    accounts = [each for each in asked if each > 0]
    agencies = [-each for each in asked if each < 0]
    found = dict(User.objects.filter(pk__in=accounts).values_list("pk", "full_name")) if accounts else {}
    if agencies:
        known = Agency.objects.filter(pk__in=agencies).values_list("pk", "name")
        found |= {of_agency(pk): name for pk, name in known}
    return found
