import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("registered_by_id", models.BigIntegerField()),
                ("nik", models.BinaryField(max_length=32)),
                ("nik_region", models.CharField(max_length=6)),
                ("family_card", models.BinaryField(blank=True, max_length=32, null=True)),
                ("name", models.CharField(max_length=150)),
                ("name_key", models.CharField(max_length=150)),
                ("birth_place", models.CharField(blank=True, max_length=80)),
                ("birth_date", models.DateField()),
                ("sex", models.CharField(choices=[("F", "Female"), ("M", "Male")], max_length=1)),
                ("mother_name", models.BinaryField(blank=True, max_length=300, null=True)),
                ("phone", models.BinaryField(blank=True, max_length=60, null=True)),
                ("email", models.BinaryField(blank=True, max_length=300, null=True)),
                ("address", models.CharField(blank=True, max_length=250)),
                ("postcode", models.CharField(blank=True, max_length=5)),
                ("marital_status", models.CharField(blank=True, max_length=20)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.area",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.branch",
                    ),
                ),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.city"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "id"], name="person_area"),
                    models.Index(
                        fields=["city", "name_key", "birth_date"],
                        name="person_name_birth",
                        opclasses=["int8_ops", "text_pattern_ops", "date_ops"],
                    ),
                    models.Index(
                        condition=models.Q(("phone__isnull", False)),
                        fields=["city", "phone", "mother_name"],
                        name="person_phone_mother",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("city", "nik"), name="nik_once_per_city"),
                    models.CheckConstraint(
                        condition=models.Q(("nik_region__regex", "^\\d{6}$")), name="nik_region_is_six_digits"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="person_has_name"),
                ],
            },
        ),
    ]
