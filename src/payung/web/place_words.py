"""The words for the kinds of places, and for a place that is not known."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.territory.codes import Level

KINDS = {
    Level.KECAMATAN: _("Kecamatan"),
    Level.KELURAHAN: _("Kelurahan"),
    Level.LINGKUNGAN: _("Lingkungan"),
}
UNKNOWN_BELOW = {
    Level.CITY: _("Kecamatan belum diketahui"),
    Level.KECAMATAN: _("Kelurahan belum diketahui"),
}


def unknown_below(level: Level) -> Promise:
    """What is not known of somebody who is known no further than a place of this level."""
    return UNKNOWN_BELOW.get(level, _("Lingkungan belum diketahui"))
