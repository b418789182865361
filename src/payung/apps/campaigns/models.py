"""A campaign: its name, its period, and how many workers each head is to register."""

from django.db import models
from django.db.models import F, Q

from payung.apps.territory.models import Area, City


class Campaign(models.Model):
    """Registrations dated from `starts` to `ends` count for it; the target is `quota` for every lingkungan."""

    city = models.ForeignKey(City, models.PROTECT, related_name="campaigns")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    quota = models.PositiveIntegerField()

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "name"], name="campaign_name_in_city"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="campaign_ends_late"
            ),
            models.CheckConstraint(condition=Q(quota__gt=0), name="campaign_quota_is_positive"),
        ]

    def __str__(self) -> str:
        return self.name
