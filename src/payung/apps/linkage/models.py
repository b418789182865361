"""Pairs of people who may be one, and merges with all that is needed to take them back."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from payung.apps.linkage.enums import Outcome
from payung.apps.linkage.runs.models import MatchFile, MatchPair, MatchRow, MatchRun
from payung.apps.people.models import Person
from payung.apps.territory.models import Area, City

__all__ = ["MatchFile", "MatchPair", "MatchRow", "MatchRun", "Merge", "MergeField", "MergedRow", "Pair"]


class Pair(models.Model):
    """Two people with the same keys (`people.duplicates`), and what was decided about them.

    A trigger on people finds them (`linkage.sql`) and forgets those that are no longer alike, unless something was
    decided. `area` is the smallest area that holds both, so that whoever sees a pair sees both people.
    """

    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    low = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    high = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reasons = ArrayField(models.CharField(max_length=20))
    found_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)

    PERSONAL = frozenset({"reason"})

    class Meta:
        indexes = [
            models.Index(fields=["area", "id"], name="pair_open_area", condition=Q(outcome="")),
            models.Index(fields=["city", "id"], name="pair_open_city", condition=Q(outcome="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="pair_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by_id__isnull=True, reason="")
                | ~Q(outcome="") & Q(decided_at__isnull=False, decided_by_id__isnull=False) & ~Q(reason=""),
                name="decided_pair_has_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Merge(models.Model):
    """`absorbed` turned out to be `kept`. Taken back, it stays, marked.

    `area` is the smallest area that held both. `standing` is a digest of what hangs on the rows that moved, as they
    stood right after: as long as it is the same, nothing happened that could not be taken apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    standing = models.CharField(max_length=64)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.BigIntegerField(null=True, blank=True)
    undo_reason = models.CharField(max_length=300, blank=True)

    PERSONAL = frozenset({"reason", "undo_reason"})

    class Meta:
        indexes = [models.Index(fields=["area", "-at"], name="merge_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="absorbed_by_one_person"
            ),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")) & ~Q(reason=""), name="merge_of_two_with_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by_id__isnull=True, undo_reason="")
                | Q(undone_at__isnull=False, undone_by_id__isnull=False) & ~Q(undo_reason=""),
                name="undone_merge_has_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MergeField(models.Model):
    """One particular in which the two differed: both values, sealed, and whose stands since."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="fields")
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=20)
    from_absorbed = models.BooleanField()
    kept_value = models.BinaryField()
    absorbed_value = models.BinaryField()

    PERSONAL = frozenset({"kept_value", "absorbed_value"})
    SEALED = {"kept_value": "merge_value", "absorbed_value": "merge_value"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "field"], name="merge_field_once")]

    def __str__(self) -> str:
        return self.field


class MergedRow(models.Model):
    """A row that the merge changed: the changed columns before and after. Without `before` the merge made the row."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    table = models.CharField(max_length=60)
    row_id = models.CharField(max_length=40)
    before = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    after = models.JSONField(encoder=DjangoJSONEncoder)

    PERSONAL = frozenset({"before", "after"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "table", "row_id"], name="merged_row_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id}"
