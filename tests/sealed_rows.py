"""Every sealed column of a filled city holds a value of its own, which can be read back with any key in force."""

import json
from typing import Any

from django.apps import apps
from django.db import connections

from payung.apps.territory import scope
from payung.apps.territory.models import City
from payung.shared.vault import Vault
from tests import factories
from tests.filled import fill


def sealed_models() -> list[Any]:
    return [model for model in apps.get_models() if getattr(model, "SEALED", None)]


def fill_sealed(city: City) -> None:
    """Rows in every table with sealed columns, each with its own value in each of them."""
    fill(city)
    with factories.as_system(city) as opened:
        for model in sealed_models():
            for row in model.objects.all():
                values = {name: opened.vault.seal(field, f"{name} {row.pk}") for name, field in model.SEALED.items()}
                model.objects.filter(pk=row.pk).update(**values)


def opened_values(city: City) -> dict[tuple[str, str], str]:
    """What everything says, opened inside a scope of the application, by table, key and column."""
    with scope.opened(scope.of_system(city.pk), reason="test", read_only=True) as opened:
        return {
            (model._meta.db_table, f"{row.pk} {name}"): opened.vault.open(field, getattr(row, name))
            for model in sealed_models()
            for row in model.objects.all()
            for name, field in model.SEALED.items()
            if getattr(row, name) is not None
        }


def opened_history(city: City) -> list[tuple[int, str, str]]:
    """What every version of every row says, opened with the key in force."""
    vault = Vault.of_city(city.pk, key_no=City.objects.get(pk=city.pk).key_no)
    found = []
    for model in sealed_models():
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                'SELECT id, "row" FROM audit_history WHERE "table" = %s AND city_id = %s ORDER BY id',
                [model._meta.db_table, city.pk],
            )
            versions = [(number, json.loads(row)) for number, row in cursor.fetchall()]
        for number, row in versions:
            for name, field in model.SEALED.items():
                if row[name] is not None:
                    found.append((number, name, vault.open(field, bytes.fromhex(row[name][2:]))))
    return found


def raw_bytes(city: City) -> set[bytes]:
    """Every sealed value as it lies in the tables."""
    found = set()
    for model in sealed_models():
        for row in model.objects.using("owner").filter(city_id=city.pk):
            found |= {bytes(getattr(row, name)) for name in model.SEALED}
    return found
