"""A roster file is checked and its rows are staged: whole, or absent with the reason."""

from uuid import UUID

from payung.apps.territory.scope import Scope


def check(roster_id: UUID, mine: Scope) -> None:
    """Placeholder until the engine's interface stands."""
    raise NotImplementedError
