"""A notice: that something happened which concerns an account, or whoever holds an office."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from payung.apps.notify.kinds import Kind


class Notice(models.Model):
    """`role` is told, whoever holds it over `area` when they look; and the account `user_id`, one of them or both.

    It says nothing of anybody: `subject` is the id of the page where that stands. `branch_id` and `registered_by_id`
    are those of what it is about, so that a branch, a clerk or an agency sees its own alone. `read_by` are accounts.
    `settled`: what it asks for was done, by anybody, so it is new to nobody any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city_id = models.BigIntegerField()
    area_id = models.BigIntegerField()
    branch_id = models.BigIntegerField(null=True, blank=True)
    registered_by_id = models.BigIntegerField(default=0)
    role = models.CharField(max_length=40, blank=True)
    user_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    subject = models.UUIDField(null=True, blank=True)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now_add=True)
    read_by = ArrayField(models.BigIntegerField(), default=list)
    settled = models.BooleanField(default=False, db_default=False)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        indexes = [
            models.Index(fields=["area_id", "role", "-at"], name="notice_role"),
            models.Index(fields=["user_id", "-at"], name="notice_user", condition=Q(user_id__isnull=False)),
            models.Index(fields=["subject"], name="notice_unsettled", condition=Q(settled=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(role="") | Q(user_id__isnull=False), name="notice_is_for_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
