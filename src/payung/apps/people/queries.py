"""Reads about people: somebody by id or NIK. Who was merged into somebody else is not among them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from payung.apps.people.details import Details, opened
from payung.apps.people.models import Person
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope


def within(scope: Scope) -> Q:
    """Rows of the scope's city and territory, said beside the database's own guard so that indexes are chosen."""
    return Q(city_id=scope.city, area_id__gte=scope.lo, area_id__lte=scope.hi)


def own_rows(scope: Scope) -> Q:
    """The scope's own rows, where it sees no others; said for the same reason."""
    return Q(registered_by_id=scope.own) if scope.own else Q()


def people(scope: Scope) -> QuerySet[Person]:
    """Everybody within the scope, each person once: who was merged into another is that other."""
    return Person.objects.filter(within(scope), merged_into__isnull=True)


def person(scope: Scope, person_id: UUID) -> Person | None:
    """Somebody within the scope, or None: who is elsewhere does not exist for the asker."""
    return people(scope).filter(pk=person_id).first()


def by_nik(scope: Scope, nik: str) -> Person | None:
    """Whoever bears a NIK within the scope, or into whom its bearer was merged.

    Sealed values are compared, so no part of a NIK can be searched for.
    """
    if not nik:
        return None
    found = Person.objects.filter(within(scope), nik=scopes.current().vault.seal("nik", nik)).first()
    return person(scope, found.merged_into_id) if found and found.merged_into_id else found


def merged_into(scope: Scope, person_id: UUID) -> UUID | None:
    """The person within the scope into whom somebody was merged; None where nobody was or they are elsewhere."""
    kept = Person.objects.filter(within(scope), pk=person_id).values_list("merged_into_id", flat=True).first()
    return kept if kept and person(scope, kept) else None


def details_of(person: Person) -> Details:
    """Everything about a person in the open. Whoever shows it to somebody logs it first."""
    return opened(person, scopes.current().vault)
