"""A worker. Identifiers are sealed with the city's key; what is needed for lists stands open."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from payung.apps.people.name_words import NameWord as NameWord
from payung.apps.territory.models import Area, Branch, City


class Person(models.Model):
    """One person, one id. `area` is where they live: a lingkungan, or the city where only that is known.

    Who lives outside has the city's area and in `home_regency` the kota or kabupaten of their home: its four digits.

    `nik`, `family_card`, `mother_name`, `phone` and `email` are sealed (`payung.shared.vault`); mother's name is sealed
    in its normalised form, so that equality finds possible duplicates. `nik_region` is the first six digits: where
    the number was issued, and all that is shown of it. `merged_into` is set on somebody who turned out to be that other
    person (`linkage`): the row stays, out of every list, and its NIK leads to the other.
    """

    class Sex(models.TextChoices):
        FEMALE = "F"
        MALE = "M"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    nik = models.BinaryField(max_length=32)
    nik_region = models.CharField(max_length=6)
    family_card = models.BinaryField(max_length=32, null=True, blank=True)
    name = models.CharField(max_length=150)
    name_key = models.CharField(max_length=150)
    birth_place = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    mother_name = models.BinaryField(max_length=300, null=True, blank=True)
    phone = models.BinaryField(max_length=60, null=True, blank=True)
    email = models.BinaryField(max_length=300, null=True, blank=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    marital_status = models.CharField(max_length=20, blank=True)
    home_regency = models.CharField(max_length=4, blank=True, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    account_id = models.BigIntegerField(null=True, blank=True)  # of an official who is this very person
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", db_index=False
    )

    PERSONAL = frozenset(
        {
            "nik", "nik_region", "family_card", "name", "name_key", "birth_place", "birth_date", "sex", "mother_name",
            "phone", "email", "address", "postcode", "marital_status", "home_regency", "account_id",
        }
    )  # fmt: skip

    SEALED = {name: name for name in ("nik", "family_card", "mother_name", "phone", "email")}

    class Meta:
        indexes = [
            models.Index(fields=["area", "id"], name="person_area"),
            models.Index(  # pattern operators: also finds names by their beginning, under any collation and any policy
                fields=["city", "name_key", "birth_date"],
                name="person_name_birth",
                opclasses=["int8_ops", "text_pattern_ops", "date_ops"],
            ),
            models.Index(fields=["city", "birth_date"], name="person_birth"),  # whose name is only alike
            models.Index(
                fields=["city", "mother_name", "birth_date"],
                name="person_mother_birth",
                condition=Q(mother_name__isnull=False),
            ),
            models.Index(
                fields=["city", "phone", "mother_name"], name="person_phone_mother", condition=Q(phone__isnull=False)
            ),
            GinIndex(  # the words of a name: see `named_sql`
                models.Func(F("name_key"), template="to_tsvector('simple', %(expressions)s)"), name="person_words"
            ),
            models.Index(fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "account_id"], condition=Q(account_id__isnull=False), name="one_person_an_account"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="person_is_not_merged_into_self"
            ),
            models.UniqueConstraint(fields=["city", "nik"], name="nik_once_per_city"),
            models.CheckConstraint(condition=Q(nik_region__regex=r"^\d{6}$"), name="nik_region_is_six_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(
                condition=Q(home_regency="") | Q(home_regency__regex=r"^\d{4}$", area_id=F("city_id")),
                name="outside_has_no_lingkungan",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
