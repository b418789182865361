"""The trace of first payments: each move adds a row."""

from collections.abc import Iterable

from payung.apps.contributions.models import Contribution, ContributionChange
from payung.apps.territory import scope


def add_changes(moved: Iterable[Contribution], *, by: int, reason: str = "") -> None:
    """Say of each that it stands where it stands now, since today, by whom and why."""
    today = scope.current().today
    ContributionChange.objects.bulk_create(
        ContributionChange(
            city_id=each.city_id,
            area_id=each.area_id,
            branch_id=each.branch_id,
            registered_by_id=each.registered_by_id,
            contribution=each,
            state=each.state,
            on=today,
            by_id=by,
            reason=reason,
        )
        for each in moved
    )
