"""First payments, their months, every move they made, the hand-overs of cash, and reminders."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from payung.apps.contributions.enums import HANDED_OVER, HandoverState, Reach, Reply, State, Way
from payung.apps.enrolment.models import Registration
from payung.apps.people.models import Person
from payung.apps.territory.models import Area, Branch, City


class AboutWorker(models.Model):
    """The columns that say where a row about a registered worker belongs; a trigger keeps them like those of the
    registration (`contributions.sql`)."""

    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Handover(models.Model):
    """Cash of several receipts, paid into a channel by whoever held it (`handed_by_id`) and looked at by another.

    `registered_by_id` is whose row it is (`territory.owners`): that of the person, or of their agency. `receipts_idr`
    is the sum of the receipts, `amount_idr` what was paid in, `counted_idr` what the second pair of eyes read on the
    channel's slip. Where they differ, a sentence says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    handed_by_id = models.BigIntegerField()
    channel = models.CharField(max_length=30)
    reference = models.CharField(max_length=60)
    handed_on = models.DateField()
    receipts = models.PositiveIntegerField()
    receipts_idr = models.PositiveBigIntegerField()
    amount_idr = models.PositiveBigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.HANDED)
    counted_idr = models.PositiveBigIntegerField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = frozenset({"note", "decision_note"})

    class Meta:
        indexes = [models.Index(fields=["area", "state", "handed_on"], name="handover_area_state")]
        constraints = [
            models.UniqueConstraint(  # one slip of the channel stands for one hand-over
                fields=["city", "channel", "reference"],
                condition=~Q(state=HandoverState.RETURNED),
                name="channel_reference_once",
            ),
            models.CheckConstraint(condition=~Q(decided_by_id=F("handed_by_id")), name="two_pairs_of_eyes"),
            models.CheckConstraint(
                condition=Q(state=HandoverState.HANDED, decided_by_id__isnull=True, decided_on__isnull=True)
                | ~Q(state=HandoverState.HANDED) & Q(decided_by_id__isnull=False, decided_on__isnull=False),
                name="decided_handover_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(amount_idr=F("receipts_idr")) | ~Q(note=""), name="handover_difference_is_explained"
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.CONFIRMED)
                | Q(counted_idr__isnull=False) & (Q(counted_idr=F("receipts_idr")) | ~Q(decision_note="")),
                name="counted_difference_is_explained",
            ),
            models.CheckConstraint(
                condition=~Q(state=HandoverState.RETURNED) | ~Q(decision_note=""), name="return_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Contribution(AboutWorker):
    """What a worker paid for the first time: cash with a numbered receipt, or a note that they say they paid it.

    `id` is made by whoever writes it down, so that the same note sent again is the same. `received_by_id` took it,
    `held_by_id` answers for the cash until it is handed over. `months` are numbered as `Protection.paid_months` is:
    once all of them stand there, the payment has arrived, whatever its state here. `proof` is the secret of the
    receipt's QR. Nothing is deleted; a slip is made void, with a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions")
    way = models.CharField(max_length=4, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    number = models.PositiveIntegerField(null=True, blank=True)
    proof = models.UUIDField(null=True, blank=True, unique=True)
    payer = models.CharField(max_length=12)
    programmes = models.CharField(max_length=20)
    months = ArrayField(models.IntegerField())
    amount_idr = models.PositiveBigIntegerField()
    received_on = models.DateField()
    received_by_id = models.BigIntegerField()
    held_by_id = models.BigIntegerField()
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True, related_name="contributions")
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = frozenset({"payer", "programmes", "months", "amount_idr", "received_on"})

    class Meta:
        indexes = [models.Index(fields=["area", "state"], name="contribution_area_state")]
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], name="receipt_number_in_city"),
            models.UniqueConstraint(
                fields=["registration"], condition=~Q(state=State.VOID), name="one_first_payment_stands"
            ),
            models.CheckConstraint(
                condition=Q(way=Way.CASH, number__isnull=False, proof__isnull=False)
                | Q(way=Way.SELF, number__isnull=True, proof__isnull=True),
                name="cash_has_a_receipt",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.CASH) & ~Q(state=State.NOTED)
                | Q(way=Way.SELF, state__in=[State.NOTED, State.VOID]),
                name="state_fits_the_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(HANDED_OVER), handover__isnull=False)
                | ~Q(state__in=sorted(HANDED_OVER)) & Q(handover__isnull=True),
                name="handed_over_in_one_handover",
            ),
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="something_was_paid"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ContributionMonth(AboutWorker):
    """One programme of one month of a first payment, in whole rupiah. While it stands nobody else pays the same."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    programme = models.CharField(max_length=3)
    payer = models.CharField(max_length=12)
    amount_idr = models.PositiveBigIntegerField()
    stands = models.BooleanField(default=True)

    PERSONAL = frozenset({"month", "programme", "payer", "amount_idr"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "month"],
                condition=Q(stands=True),
                name="one_payer_per_programme_and_month",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="part_month_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.month}"


class ContributionChange(AboutWorker):
    """One move of a first payment: what, when, who and why. Rows are added, never changed.

    The same state again: the cash went into other hands (`by_id` took it).
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=State.choices)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.BigIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    PERSONAL = frozenset({"reason"})

    def __str__(self) -> str:
        return f"{self.state} {self.on}"


class Contact(AboutWorker):
    """Somebody was reminded of the first payment, what came of it, and when they are reminded again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="contacts", db_index=False)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.BigIntegerField()
    reach = models.CharField(max_length=10, choices=Reach.choices)
    reply = models.CharField(max_length=12, choices=Reply.choices)
    note = models.CharField(max_length=200, blank=True)
    next_on = models.DateField()

    PERSONAL = frozenset({"reach", "reply", "note"})

    class Meta:
        indexes = [models.Index(fields=["registration", "-at"], name="contact_registration")]
        constraints = [models.CheckConstraint(condition=Q(next_on__gt=F("on")), name="reminded_again_later")]

    def __str__(self) -> str:
        return f"{self.reach} {self.on}"
