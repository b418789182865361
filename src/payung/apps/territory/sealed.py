"""The one list of what is sealed: models declare `SEALED`, column -> name of the field it was sealed under."""

from dataclasses import dataclass

from django.apps import apps


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
    return [
        SealedTable(
            model._meta.db_table,
            model._meta.pk.column,
            {model._meta.get_field(name).column: field for name, field in declared.items()},
        )
        for model in apps.get_models()
        if (declared := getattr(model, "SEALED", None))
    ]
