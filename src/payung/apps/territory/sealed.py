"""The one list of what is sealed: models declare `SEALED`, column -> name of the field it was sealed under."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with sealed columns; it has a `city_id`, whose key seals them. `fields` is column -> field name."""

    table: str
    key: str
    fields: dict[str, str]

    @property
    def columns(self) -> list[str]:
        return list(self.fields)


def sealed_tables() -> list[SealedTable]:
    """Every table that holds sealed columns, in the order in which the apps are installed."""
    return [_table(model, declared) for model in apps.get_models() if (declared := getattr(model, "SEALED", None))]


def _table(model: type[Model], declared: dict[str, str]) -> SealedTable:
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    key = columns[model._meta.pk.name]
    return SealedTable(model._meta.db_table, key, {columns[name]: field for name, field in declared.items()})
