"""What every table must say of itself."""

import pytest
from django.apps import apps
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("payung.")]


@pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
def test_every_field_is_declared_personal_or_not(model: type[models.Model]) -> None:
    """`PERSONAL` names the personal fields; a field that it names must be there."""
    columns = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    assert hasattr(model, "PERSONAL"), "say which fields are personal"
    assert columns >= model.PERSONAL


@pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
def test_sealed_columns_are_declared(model: type[models.Model]) -> None:
    """Binary columns hold sealed values: rotation must know each one (`SEALED`: column -> field name)."""
    binary = {field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)}
    assert binary == set(getattr(model, "SEALED", {}))


@pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
def test_money_is_whole_rupiah(model: type[models.Model]) -> None:
    fractional = (models.FloatField, models.DecimalField)
    assert not [field.name for field in model._meta.concrete_fields if isinstance(field, fractional)]
