"""Who may do what with a registration: the role allows it, and the state does."""

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.enums import EDITABLE, State
from payung.apps.enrolment.transitions import allowed
from payung.apps.territory.scope import Scope


def may_mend(scope: Scope, state: State) -> bool:
    """Change what a registration says: whoever may register there, until it is verified and again once it came back."""
    return scope.may(Permission.REGISTRATION_CREATE) and state in EDITABLE


def may_decide(scope: Scope, state: State, end: State, *, home: str = "") -> bool:
    """Accept, return or refuse, from a state that allows the move: whoever verifies there.

    `home` is the kota or kabupaten of who lives outside the city: no lurah knows them (ADR 12).
    """
    verifies = scope.may(Permission.REGISTRATION_VERIFY) or (bool(home) and scope.may(Permission.OUTSIDE_VERIFY))
    return verifies and allowed(state, end)


def may_reveal(scope: Scope) -> bool:
    """Read a whole NIK, a mother's name or a phone number, for a purpose and logged."""
    return scope.may(Permission.IDENTITY_REVEAL)


def may_export(scope: Scope) -> bool:
    """Download a list of people."""
    return scope.may(Permission.EXPORT)
