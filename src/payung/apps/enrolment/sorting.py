"""The orders in which a list of registrations is read, and a place between two of its rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Model, OrderBy, Q, QuerySet, Value

NAME_KEY = "person__name_key"
Key = tuple[Any, ...]


class Order(StrEnum):
    """By day of registration, by name in one spelling, or by place and then by day; each upwards and downwards."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    NAME_DOWN = "name_down"
    PLACE = "place"
    PLACE_DOWN = "place_down"

    @property
    def down(self) -> bool:
        return self in DOWNWARDS

    @property
    def fields(self) -> tuple[str, ...]:
        """What a key of this order is made of; the last one tells two equal rows apart."""
        return FIELDS[self]


DOWNWARDS = frozenset({Order.NEWEST, Order.NAME_DOWN, Order.PLACE_DOWN})
_DAY, _NAME, _PLACE = ("registered_on", "id"), (NAME_KEY, "id"), ("area_id", "registered_on", "id")
FIELDS = {
    Order.NEWEST: _DAY,
    Order.OLDEST: _DAY,
    Order.NAME: _NAME,
    Order.NAME_DOWN: _NAME,
    Order.PLACE: _PLACE,
    Order.PLACE_DOWN: _PLACE,
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list beside a row, which is named by its id alone: no address says a name. `back` reads upwards."""

    id: UUID
    back: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.back else ''}{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor that a link carries; None for anything else, which starts the list from its top."""
        try:
            return cls(UUID(text.removeprefix("-")), text.startswith("-"))
        except ValueError:
            return None


class ByPattern(OrderBy):
    """Sorted by its bytes, as the index of names holds it, whatever the database's collation.

    Django looks for ASC or DESC at the end of what it sorts by, so the word stands there as a remark.
    """

    def as_sql(self, compiler: Any, connection: Any, template: str | None = None, **extra: Any) -> tuple[str, Any]:
        sign = "~>~" if self.descending else "~<~"
        said = f"%(expression)s USING {sign} /* %(ordering)s */"
        return super().as_sql(compiler, connection, template=said, **extra)


def compared(field: str, sign: str, value: object) -> Any:
    """`field sign value`, sign being one of < <= > >= =.

    Names are compared by pattern operators, which use the index under row-level security.
    """
    if field != NAME_KEY or sign == "=":
        return Q(**{f"{field}{LOOKUPS[sign]}": value})
    joiner = f" ~{sign}~ "
    return Func(
        F(field), Value(value), arg_joiner=joiner, template="%(expressions)s", output_field=BooleanField()
    )  # fmt: skip


LOOKUPS = {"<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte", "=": ""}


def ordered(found: QuerySet[Any], order: Order, at: Key | None, *, city: int, back: bool = False) -> QuerySet[Any]:
    """Everything of a city past a key, in the order in which it reads; `back` from there upwards.

    The index of names begins with the city, so it is said of the person too.
    """
    if NAME_KEY in order.fields:
        found = found.filter(person__city_id=city)
    down = order.down is not back
    by = [
        ByPattern(F(name), descending=down) if name == NAME_KEY else OrderBy(F(name), descending=down)
        for name in order.fields
    ]
    found = found.order_by(*by)
    return found.filter(_beyond(order.fields, at, "<" if down else ">")) if at else found


def _beyond(fields: tuple[str, ...], at: Key, sign: str) -> Any:
    """Past the key; the first condition alone lets an index start there."""
    past = Q(compared(fields[-1], sign, at[-1]))
    for field, value in list(zip(fields, at, strict=True))[-2::-1]:
        past = Q(compared(field, sign, value)) | Q(compared(field, "=", value)) & past
    return Q(compared(fields[0], f"{sign}=", at[0])) & past


def past(keys: list[Key], order: Order, at: Key | None, *, back: bool = False) -> list[Key]:
    """The same of keys that are known already."""
    down = order.down is not back
    if at is not None:
        keys = [key for key in keys if (key < at if down else key > at)]
    return sorted(keys, reverse=down)


def key_of(found: QuerySet[Any], order: Order, row: UUID) -> Key | None:
    """Where a row stands in an order now; None for one that is not seen."""
    return found.filter(pk=row).values_list(*order.fields).first()


def key_in(row: Model | Any, order: Order) -> Key:
    """Where a row of a list stands, by what it says itself."""
    return tuple(getattr(row, name.removeprefix("person__")) for name in order.fields)
