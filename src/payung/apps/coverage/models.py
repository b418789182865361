"""What the insurer says: files received, members, payments; and each member's protection, kept by a trigger."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from payung.apps.people.models import Person
from payung.apps.territory.models import Area, Branch, City


class InsurerFile(models.Model):
    """A file that the insurer sent: answers to batches, or a month's payments. The same bytes count once."""

    class Kind(models.TextChoices):
        ANSWERS = "answers"
        PAYMENTS = "payments"

    class State(models.TextChoices):
        RECEIVED = "received"
        TAKEN_IN = "taken_in"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    as_of = models.DateField()
    month = models.DateField(null=True, blank=True)
    applied = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    unfit = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by_id = models.BigIntegerField()

    PERSONAL = frozenset({"content", "name"})
    SEALED = {"content": "content"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "digest"], name="insurer_file_once"),
            models.CheckConstraint(
                condition=Q(kind="answers") | Q(month__isnull=True) | Q(month__day=1), name="file_month_is_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of}"


class UnfitLine(models.Model):
    """A line of an insurer's file that fits nothing yet: kept, listed, and tried again whenever another file comes."""

    file = models.ForeignKey(InsurerFile, models.CASCADE, related_name="unfit_lines")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    content = models.BinaryField()

    PERSONAL = frozenset({"content"})
    SEALED = {"content": "content"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "line"], name="unfit_line_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.line}"


class Membership(models.Model):
    """A member number (KPJ) of a person, from a day on. A person may have several."""

    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    member_number = models.CharField(max_length=20)
    starts = models.DateField()

    PERSONAL = frozenset({"member_number", "starts"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "member_number"], name="member_number_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Payment(models.Model):
    """A line of a payment file that fits a member: one month, its programmes, whole rupiah.

    Identical lines are one row, in whatever file and order they come.
    """

    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="payments")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="payments", db_index=False)
    file = models.ForeignKey(InsurerFile, models.PROTECT, related_name="payments", db_index=False)
    month = models.DateField()
    programmes = models.CharField(max_length=20)
    amount_idr = models.PositiveBigIntegerField()
    paid_on = models.DateField()
    payer = models.CharField(max_length=12)

    PERSONAL = frozenset({"month", "programmes", "amount_idr", "paid_on", "payer"})

    class Meta:
        indexes = [models.Index(fields=["file"], name="payment_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "month", "programmes", "payer", "paid_on", "amount_idr"], name="payment_line_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="payment_month_is_a_month"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Protection(models.Model):
    """What follows from a person's memberships and payments; a trigger on both keeps it (`coverage.sql`).

    `paid_months` holds months as year x 12 + month - 1, each once, ascending: the form in which a query can
    ask for a month or a window of months. `paid_key` is the same as text, by which histories are grouped: text is
    compared at once, an array number by number.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="protection")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    starts = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    paid_months = ArrayField(models.IntegerField(), default=list)
    paid_key = models.GeneratedField(
        expression=models.Func("paid_months", function="payung_months_key"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    PERSONAL = frozenset({"starts", "ended_on", "paid_months", "paid_key"})

    class Meta:
        indexes = [
            # All that a campaign's figures and its policy read, so that they come from the index alone.
            models.Index(
                fields=["area"],
                include=["person", "paid_key", "ended_on", "branch", "registered_by_id"],
                name="protection_area",
            ),
            models.Index(fields=["area"], name="protection_unpaid", condition=Q(paid_months=[])),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BranchShare(models.Model):
    """One side of somebody who stands under two branches: `branch` shares them with `other`, which has its own row.

    It is found in a file, and lies with the city: whoever answers for branches sees it, no neighbourhood does. Until
    somebody decides, `responsible` is empty. Afterwards that branch answers for the person from the month `since` on,
    and the files of both sides fit. Earlier decisions stand in the history of the row.
    """

    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="branch_shares")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    member_number = models.CharField(max_length=20, blank=True)
    first_month = models.DateField(null=True, blank=True)
    found_on = models.DateField()
    responsible = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    since = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    PERSONAL = frozenset({"member_number", "first_month", "reason"})

    class Meta:
        indexes = [models.Index(fields=["area", "branch", "-id"], name="branch_share_area")]
        constraints = [
            models.UniqueConstraint(fields=["person", "branch", "other"], name="branch_share_once"),
            models.CheckConstraint(condition=~Q(branch=models.F("other")), name="branch_shares_with_another"),
            models.CheckConstraint(
                condition=Q(
                    responsible__isnull=True,
                    since__isnull=True,
                    decided_on__isnull=True,
                    decided_by_id__isnull=True,
                    reason="",
                )
                | Q(
                    responsible__isnull=False,
                    since__day=1,
                    decided_on__isnull=False,
                    decided_by_id__isnull=False,
                )
                & ~Q(reason=""),
                name="branch_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
