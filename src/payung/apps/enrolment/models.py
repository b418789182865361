"""Registrations and their history of states, staged rosters, and batches to the insurer."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.enums import (
    CLOSED,
    BatchState,
    Decision,
    LineOutcome,
    Outcome,
    RosterState,
    Source,
    State,
)
from payung.apps.enrolment.saved import SavedFilter as SavedFilter
from payung.apps.people.models import Person
from payung.apps.territory.models import Agency, Area, Branch, City
from payung.rules.codes import Payer


class Group(models.Model):
    """People who are enrolled together: drivers of a stand, traders of a market, keepers of mosques.

    `size` is how many members it says it has, never known without its source and day. `registered_by_id` is its agency,
    or who made it. The coordinator is sealed. `kind` is one of `texts/group_kinds.yaml`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=30)
    coordinator_name = models.BinaryField(max_length=300, null=True, blank=True)
    coordinator_phone = models.BinaryField(max_length=60, null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    size_source = models.CharField(max_length=200, blank=True)
    size_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = frozenset({"coordinator_name", "coordinator_phone"})
    SEALED = {name: name for name in ("coordinator_name", "coordinator_phone")}

    class Meta:
        constraints = [
            models.UniqueConstraint(F("city"), F("registered_by_id"), Lower("name"), name="group_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_name"),
            models.CheckConstraint(
                condition=Q(size__isnull=True, size_source="", size_on__isnull=True)
                | Q(size__gt=0, size_on__isnull=False) & ~Q(size_source=""),
                name="group_size_has_source_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Roster(models.Model):
    """An uploaded roster file, staged: nothing of it touches the register before it is taken in.

    `content` is the file, sealed. The same bytes from the same place are the same roster. `consent_declared`: whoever
    brought it (`brought_by_id`, for their agency where it owns the rows) declared that the people on it agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    brought_by_id = models.BigIntegerField(default=0, db_default=0)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="rosters")
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.UPLOADED)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    payer = models.CharField(max_length=12, default=Payer.SELF.value)
    consent_declared = models.BooleanField(default=False)
    consent_version = models.PositiveSmallIntegerField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_by_id = models.BigIntegerField(null=True, blank=True)
    notes = models.JSONField(default=list)
    rows_total = models.PositiveIntegerField(default=0)
    rows_ok = models.PositiveIntegerField(default=0)
    rows_warning = models.PositiveIntegerField(default=0)
    rows_error = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    PERSONAL = frozenset({"content", "name", "notes"})
    SEALED = {"content": "roster"}

    class Meta:
        indexes = [models.Index(fields=["area", "-uploaded_at"], name="roster_area")]
        constraints = [
            models.UniqueConstraint(fields=["city", "registered_by_id", "digest"], name="roster_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RosterReturn(models.Model):
    """A roster's file as it goes back to whoever typed it, with two columns more: `content` is an xlsx, sealed."""

    roster = models.OneToOneField(Roster, models.CASCADE, primary_key=True, related_name="handed_back")
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    content = models.BinaryField()

    PERSONAL = frozenset({"content"})
    SEALED = {"content": "roster_return"}

    def __str__(self) -> str:
        return str(self.pk)


class RosterRow(models.Model):
    """One data row of a staged roster. `values` is its normalised content as JSON, sealed.

    `lacking` names what the insurer needs of its person and the row leaves out (`batch_needs`).
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="rows", db_index=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    status = models.CharField(max_length=7)
    codes = ArrayField(models.CharField(max_length=30), default=list)
    lacking = ArrayField(models.CharField(max_length=30), default=list)
    nik = models.BinaryField(max_length=32, null=True, blank=True)
    values = models.BinaryField()
    problems = models.JSONField(default=list)
    decision = models.CharField(max_length=5, choices=Decision.choices, default=Decision.TAKE)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    person_id = models.UUIDField(null=True, blank=True)

    PERSONAL = frozenset({"nik", "values", "problems", "person_id"})
    SEALED = {"nik": "nik", "values": "roster_row"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "position"], name="roster_row_once")]
        indexes = [
            models.Index(fields=["roster", "status", "position"], name="roster_row_status"),
            models.Index(fields=["roster", "decision", "outcome", "status"], name="roster_row_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}"


class Registration(models.Model):
    """A worker's application to become a member. `area` is the lingkungan that registered them, on `registered_on`.

    `consent_version` is the text that the worker agreed to (`enrolment.consent`), recorded on `consent_on` by
    `consent_by_id`; a roster's rows take what whoever brought it declared. `group_given_at` and `group_given_by_id` say
    when and by whom it was given to its group later, out of a list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    source = models.CharField(max_length=4, choices=Source.choices)
    registered_on = models.DateField()
    programmes = models.CharField(max_length=20, default="JKK,JKM")
    payer = models.CharField(max_length=12, default=Payer.SELF.value)
    payment_months = models.PositiveSmallIntegerField(default=1)
    monthly_income_idr = models.PositiveBigIntegerField(null=True, blank=True)
    occupation = models.CharField(max_length=100, blank=True)
    occupation_code = models.CharField(max_length=10, blank=True)
    occupation_2 = models.CharField(max_length=100, blank=True)
    transport = models.BooleanField(default=False)
    work_place = models.CharField(max_length=150, blank=True)
    work_hours = models.CharField(max_length=50, blank=True)
    heir = models.BinaryField(null=True, blank=True)
    consent_version = models.PositiveSmallIntegerField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_by_id = models.BigIntegerField(null=True, blank=True)
    roster = models.ForeignKey(Roster, models.PROTECT, null=True, blank=True, related_name="registrations")
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="registrations", db_index=False
    )
    group_given_at = models.DateTimeField(null=True, blank=True)
    group_given_by_id = models.BigIntegerField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    PERSONAL = frozenset(
        {"monthly_income_idr", "occupation", "occupation_2", "work_place", "work_hours", "heir", "payment_months"}
    )
    SEALED = {"heir": "heir"}

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "registered_on"], name="registration_area_state"),
            models.Index(fields=["city", "state", "registered_on", "id"], name="registration_city_state"),
            models.Index(fields=["city", "registered_on", "id"], name="registration_city_day"),
            models.Index(fields=["registered_by_id", "state", "registered_on", "id"], name="registration_own"),
            models.Index(  # covers a group's figures, and holds the order of its list
                fields=["group", "registered_on", "id"],
                include=["person", "state", "area", "branch", "registered_by_id"],
                name="registration_group",
                condition=Q(group__isnull=False),
            ),
            models.Index(  # covers the campaign's figures: counting a city reads no table row
                fields=["area", "registered_on", "state"],
                include=["person", "branch", "registered_by_id", "accepted_on"],
                name="registration_figures",
            ),
            models.Index(fields=["person"], name="registration_merged", condition=Q(state=State.MERGED)),
            models.Index(
                fields=["group_given_by_id", "group_given_at"],
                name="registration_group_given",
                condition=Q(group_given_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state__in=sorted(CLOSED)), name="one_running_registration"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=False) ^ ~Q(state=State.ACCEPTED), name="accepted_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(consent_version__isnull=True, consent_on__isnull=True, consent_by_id__isnull=True)
                | Q(consent_version__isnull=False, consent_on__isnull=False, consent_by_id__isnull=False),
                name="consent_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(group_given_at__isnull=True, group_given_by_id__isnull=True)
                | Q(group_given_at__isnull=False, group_given_by_id__isnull=False),
                name="given_to_a_group_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class StateChange(models.Model):
    """One move of a registration: what, when, who and why. Rows are added, never changed."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="changes")
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    registered_by_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.BigIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    PERSONAL = frozenset({"reason"})

    class Meta:
        indexes = [models.Index(fields=["area", "state", "on"], name="state_change_area")]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"


class Batch(models.Model):
    """Registrations sent to a branch of the insurer under one number; frozen when made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="batches", db_index=False)
    number = models.PositiveIntegerField()
    sent_on = models.DateField()
    state = models.CharField(max_length=8, choices=BatchState.choices, default=BatchState.SENT)
    column_map = models.JSONField()
    created_by_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "number"], name="batch_number_in_city")]

    def __str__(self) -> str:
        return str(self.number)


class BatchLine(models.Model):
    """One registration in a batch, with a sealed snapshot of what was sent, and the insurer's answer."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines", db_index=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="batch_lines")
    nik = models.BinaryField(max_length=32)
    line = models.PositiveIntegerField()
    snapshot = models.BinaryField()
    outcome = models.CharField(max_length=8, choices=LineOutcome.choices, default=LineOutcome.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    PERSONAL = frozenset({"nik", "snapshot", "reason"})
    SEALED = {"nik": "nik", "snapshot": "snapshot"}

    class Meta:
        indexes = [
            models.Index(fields=["city", "nik"], name="batch_line_nik"),
            models.Index(fields=["area", "outcome"], name="batch_line_area"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="batch_line_once"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(outcome="open"), name="in_one_open_batch_at_most"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", answered_on__isnull=True)
                | ~Q(outcome="open") & Q(answered_on__isnull=False),
                name="answered_line_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(outcome="rejected") | ~Q(reason=""), name="rejection_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"


class Answer(models.Model):
    """A line of an answers file that fits a batch line: all that the insurer ever said is kept.

    The outcomes of batch lines, the states of registrations and who holds which member number follow from all of them
    together (ADR 4), whatever the order in which the files came. `content` is the line as it came, sealed.
    """

    file = models.ForeignKey(InsurerFile, models.PROTECT, related_name="answers", db_index=False)
    line = models.PositiveIntegerField()
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    batch_line = models.ForeignKey(BatchLine, models.PROTECT, related_name="answers")
    accepted = models.BooleanField()
    member_number = models.CharField(max_length=20, blank=True)
    starts = models.DateField(null=True, blank=True)
    said_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    content = models.BinaryField()

    PERSONAL = frozenset({"member_number", "starts", "reason", "content"})
    SEALED = {"content": "content"}

    class Meta:
        indexes = [models.Index(fields=["city", "member_number"], name="answer_number", condition=~Q(member_number=""))]
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(accepted=True, starts__isnull=False, reason="") & ~Q(member_number="")
                | Q(accepted=False, starts__isnull=True, member_number="") & ~Q(reason=""),
                name="answer_says_what_it_must",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.line}"
