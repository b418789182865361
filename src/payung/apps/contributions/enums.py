"""States of a first payment and of a hand-over, and what comes of reminding somebody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How somebody pays for the first time."""

    CASH = "cash", _("Tunai lewat kepala lingkungan")
    SELF = "self", _("Dibayar sendiri")


class State(TextChoices):
    """Where the money of a first payment is, as far as the city knows. That it arrived is the insurer's word alone."""

    NOTED = "noted", _("Katanya sudah dibayar sendiri")
    HELD = "held", _("Dipegang penerima")
    HANDED = "handed", _("Disetor, menunggu konfirmasi")
    CONFIRMED = "confirmed", _("Setoran dikonfirmasi")
    VOID = "void", _("Dibatalkan")


HANDED_OVER = frozenset({State.HANDED, State.CONFIRMED})


class HandoverState(TextChoices):
    HANDED = "handed", _("Menunggu konfirmasi")
    CONFIRMED = "confirmed", _("Dikonfirmasi")
    RETURNED = "returned", _("Dikembalikan")


class Reach(TextChoices):
    """How somebody was reminded."""

    VISIT = "visit", _("Bertemu langsung")
    PHONE = "phone", _("Telepon")
    MESSAGE = "message", _("Pesan WhatsApp atau SMS")


class Reply(TextChoices):
    """What came of it."""

    WILL_PAY = "will_pay", _("Akan membayar")
    NOT_REACHED = "not_reached", _("Belum bertemu")
    CANNOT_NOW = "cannot_now", _("Belum mampu")
    DECLINES = "declines", _("Tidak mau membayar")
