"""A matching of two lists with its result. Whose it is follows the rule of rosters: the agency's, or whoever asked."""

import uuid

from django.db import models
from django.db.models import Q

from payung.apps.enrolment.models import Roster
from payung.apps.linkage.runs.enums import Reason, Result, RunState
from payung.apps.territory.models import Area, City


class MatchFile(models.Model):
    """A list that was brought to be matched, sealed. The same bytes from the same place are the same file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = frozenset({"name", "content"})
    SEALED = {"content": "match_file"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "registered_by_id", "digest"], name="match_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MatchRun(models.Model):
    """The first list (a file or an earlier roster) asked about against the second; without a second, the register.

    `counts` holds rows by result and reason. `layout` holds the headings of the first list and which of them mean
    what, sealed. `month` is the month in which it is judged who is protected. `error` is a sentence in both languages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=6, choices=RunState.choices, default=RunState.ASKED)
    left_file = models.ForeignKey(MatchFile, models.PROTECT, null=True, related_name="+")
    left_roster = models.ForeignKey(Roster, models.PROTECT, null=True, related_name="+")
    right_file = models.ForeignKey(MatchFile, models.PROTECT, null=True, related_name="+")
    right_roster = models.ForeignKey(Roster, models.PROTECT, null=True, related_name="+")
    all_covered = models.BooleanField(default=False)
    month = models.DateField(null=True)
    left_rows = models.PositiveIntegerField(default=0)
    right_rows = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=8, default="")
    counts = models.JSONField(default=dict)
    waiting = models.PositiveIntegerField(default=0)
    expected_false = models.PositiveIntegerField(default=0)  # links, in thousandths
    layout = models.BinaryField(null=True)
    error = models.JSONField(default=dict)

    PERSONAL = frozenset({"layout", "error"})
    SEALED = {"layout": "match_layout"}

    class Meta:
        indexes = [models.Index(fields=["area", "-asked_at"], name="match_run_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_file__isnull=True) ^ Q(left_roster__isnull=True), name="match_has_one_left_list"
            ),
            models.CheckConstraint(
                condition=Q(right_file__isnull=True) | Q(right_roster__isnull=True), name="match_has_one_right_list"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MatchRow(models.Model):
    """One row of the first list. `first` is the position of the first row of the same person, often its own.

    `values` seals what the row says and who its partner is. `probability` is in millionths.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="rows", db_index=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    result = models.CharField(max_length=11, choices=Result.choices)
    reason = models.CharField(max_length=15, choices=Reason.choices)
    probability = models.PositiveIntegerField(null=True)
    rule = models.CharField(max_length=80)
    values = models.BinaryField()

    PERSONAL = frozenset({"result", "reason", "values"})
    SEALED = {"values": "match_row"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="match_row_once")]
        indexes = [
            models.Index(fields=["run", "result", "reason", "position"], name="match_row_result"),
            models.Index(fields=["run", "first"], name="match_row_first"),
        ]

    def __str__(self) -> str:
        return str(self.position)


class MatchPair(models.Model):
    """A link, or a pair for review. In `number` those that wait to be looked at come first, the likeliest at the top.

    `values` seals both ids; of a pair that waits also both records, and how each field of them compares.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="pairs", db_index=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    waiting = models.BooleanField()
    match = models.BooleanField()
    probability = models.PositiveIntegerField()
    rule = models.CharField(max_length=80)
    values = models.BinaryField()

    PERSONAL = frozenset({"values"})
    SEALED = {"values": "match_pair"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="match_pair_once")]

    def __str__(self) -> str:
        return str(self.number)
