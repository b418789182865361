"""Who may do what with a first payment: the role allows it, and so does the state."""

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.contributions.transitions import allowed
from payung.apps.territory.scope import Scope


def may_collect(scope: Scope) -> bool:
    """Receive cash, note that somebody paid, remind, and hand over."""
    return scope.may(Permission.CONTRIBUTION_COLLECT)


def may_void(scope: Scope, found: Contribution) -> bool:
    """Whoever holds the cash, or wrote the note, and whoever confirms hand-overs there."""
    own = may_collect(scope) and found.held_by_id == scope.actor
    return allowed(State(found.state), State.VOID) and (own or scope.may(Permission.CONTRIBUTION_CONFIRM))


def may_decide(scope: Scope, found: Handover) -> bool:
    """The second pair of eyes: never whoever handed over."""
    waits = found.state == HandoverState.HANDED
    return waits and scope.may(Permission.CONTRIBUTION_CONFIRM) and found.handed_by_id != scope.actor
