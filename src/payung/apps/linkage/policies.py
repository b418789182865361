"""Who may decide that two people are one: the role allows it, and somebody else registered at least one of them."""

from payung.apps.accounts.permissions import Permission
from payung.apps.people.models import Person
from payung.apps.territory.scope import Scope


def may_merge(scope: Scope) -> bool:
    """Look at pairs, merge and take apart: whoever answers for the territory that holds both."""
    return scope.may(Permission.PEOPLE_MERGE)


def is_about(by: int, one: Person, other: Person) -> bool:
    """Whether one of the two is whoever decides."""
    return by in {one.account_id, other.account_id}


def registered_both(by: int, one: Person, other: Person) -> bool:
    """Whether nobody but `by` has ever looked at the two: no pair of eyes besides the one that made the mistake."""
    return one.registered_by_id == other.registered_by_id == by
