"""What was decided about two people who may be one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    OPEN = "", _("Belum diputuskan")
    DISTINCT = "distinct", _("Dua orang yang berbeda")
    MERGED = "merged", _("Digabung")
