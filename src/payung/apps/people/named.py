"""Who bears a name: by the beginnings of its words, in any order and any spelling."""

from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.territory.scope import Scope
from payung.identity.names import search_key

SQL = "SELECT payung_people_named(%(wanted)s::tsquery, %(lo)s, %(hi)s, %(most)s)"


def named(scope: Scope, name: str, *, most: int) -> list[UUID]:
    """Up to `most` people of the scope in whose name each word typed begins a word; nobody where none can be read."""
    words = search_key(name).split()
    if not words:
        return []
    values: dict[str, Any] = {"wanted": query(words), "lo": scope.lo, "hi": scope.hi, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        return [pk for (pk,) in cursor.fetchall()]


def query(words: list[str]) -> str:
    """`'siti':* & 'ram':*`: the words of a search key hold letters alone, so none can say anything else."""
    return " & ".join(f"'{word}':*" for word in words)
