"""Two kinds of trace: every version of every guarded row, and every opening of personal data."""

from django.db import models


class History(models.Model):
    """One version of one row, written by a trigger of the database (see `history.RecordHistory`).

    The application may read this table and nothing else: it can neither skip, change nor delete a version.
    `row` holds the row as it stood after the change (before it, for a deletion); identifiers in it are encrypted.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    table = models.CharField(max_length=60)
    row_id = models.CharField(max_length=40)
    operation = models.CharField(max_length=6)
    city_id = models.BigIntegerField()
    area_id = models.BigIntegerField()
    row = models.JSONField()

    PERSONAL = frozenset({"row", "reason"})

    class Meta:
        indexes = [models.Index(fields=["table", "row_id", "id"]), models.Index(fields=["area_id", "at"])]

    def __str__(self) -> str:
        return f"{self.table} {self.row_id} {self.operation}"


class Disclosure(models.Model):
    """Somebody opened or downloaded personal data: what, how much, and for which purpose."""

    class Kind(models.TextChoices):
        REVEAL = "reveal"
        EXPORT = "export"
        LOOKUP = "lookup"

    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField()
    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.TextField()  # never cut: a key that is missing here is a disclosure nobody can read about
    rows = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=200)
    city_id = models.BigIntegerField()
    area_id = models.BigIntegerField()

    PERSONAL = frozenset({"purpose"})

    class Meta:
        indexes = [models.Index(fields=["city_id", "at"])]
        constraints = [models.CheckConstraint(condition=~models.Q(purpose=""), name="disclosure_has_purpose")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class JobProgress(models.Model):
    """How far a long job has come. Written outside the job's transaction, so that a page can show it (`progress`).

    `id` is that of the thing the job works on; `text` is a translatable sentence without a name or number of a person.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True)
    city_id = models.BigIntegerField()
    area_id = models.BigIntegerField()
    branch_id = models.BigIntegerField(null=True)
    registered_by_id = models.BigIntegerField()
    state = models.CharField(max_length=7, choices=State.choices)
    percent = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    updated_at = models.DateTimeField()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="progress_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.percent}"
