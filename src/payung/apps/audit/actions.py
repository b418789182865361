"""Writes the log of disclosures."""

from payung.apps.audit.models import Disclosure


def record_disclosure(
    *, by: int, role: str, kind: Disclosure.Kind, subject: str, rows: int, purpose: str, place: tuple[int, int]
) -> Disclosure:
    """Log that `by` opened `rows` rows of `subject` for `purpose`; `place` is (city, area). Call it before the data leaves."""
    city_id, area_id = place
    return Disclosure.objects.create(
        actor_id=by,
        role=role,
        kind=kind,
        subject=subject,
        rows=rows,
        purpose=purpose.strip()[:200],
        city_id=city_id,
        area_id=area_id,
    )
