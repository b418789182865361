"""What is wrong with something that was typed, in the words that a roster's rows are judged with."""

from django.utils.translation import gettext as _

from payung.identity.nik import NikFault, NikReading
from payung.web.city.roster_words import PROBLEMS

MUST_BE_MENDED = frozenset(NikFault) - {NikFault.DISTRICT_UNKNOWN}  # a NIK stays when codes of kecamatan change


def sentence(code: str) -> str:
    """What a problem code means, and the next step."""
    word = PROBLEMS[code]
    return f"{word.meaning}. {word.mend}"


def sentences(reading: NikReading) -> list[str]:
    """Every fault of a NIK that must be mended."""
    faults = [fault for fault in reading.faults if fault in MUST_BE_MENDED]
    counted = _("Yang tertulis %(count)d angka.") % {"count": reading.found}
    return [sentence(fault.value) + (f" {counted}" if fault is NikFault.LENGTH else "") for fault in faults]
