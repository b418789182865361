"""A checked roster goes back to whoever typed it: the same file with two columns more."""

from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote
from uuid import UUID

from django.utils.translation import gettext as _

from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.errors import RosterError
from payung.apps.enrolment.models import Roster, RosterReturn
from payung.apps.territory import scope
from payung.rosters import RosterReport
from payung.shared.vault import Vault

FILE = RosterReturn.SEALED["content"]


@dataclass(frozen=True, slots=True)
class HandedBack:
    """An xlsx and the name under which it is saved."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        """Says nothing of what is in it."""
        return "HandedBack(…)"


def keep(roster: Roster, content: bytes, vault: Vault) -> None:
    """Store the file that goes back, sealed, in place of an earlier one."""
    place = {"city_id": roster.city_id, "area_id": roster.area_id, "registered_by_id": roster.registered_by_id}
    sealed = {"content": vault.seal_bytes(FILE, content)}
    RosterReturn.objects.update_or_create(roster_id=roster.pk, defaults=place | sealed)


def is_ready(roster_id: UUID) -> bool:
    """Whether the file has been prepared; a job does so after the check."""
    return RosterReturn.objects.filter(pk=roster_id).exists()


def hand_back(*, roster_id: UUID, purpose: str) -> HandedBack:
    """The file, logged as an export with its purpose. Raises `RosterError` where it is not prepared yet."""
    opened = scope.current()
    kept = RosterReturn.objects.filter(pk=roster_id).first()
    if kept is None:
        raise RosterError(_("Berkasnya masih disiapkan. Coba lagi sebentar lagi."))
    roster = Roster.objects.only("name", "rows_total").get(pk=roster_id)
    record_disclosure(
        opened.scope,
        kind=Disclosure.Kind.EXPORT,
        subject="daftar nama dengan catatan",
        rows=roster.rows_total,
        purpose=purpose,
        area=kept.area_id,
    )
    return HandedBack(returned_name(roster.name), opened.vault.open_bytes(FILE, kept.content))


def returned_name(name: str) -> str:
    """`Nelayan 2026.xls` goes back as `Nelayan 2026 (diperiksa).xlsx`."""
    return f"{PurePath(name).stem} (diperiksa).xlsx"


def annotated(report: RosterReport) -> bytes:
    """The file with two columns more, as xlsx; made in memory, so that nothing of it stands on a disk in the open."""
    return b"".join(report.packed_xlsx())


def disposition(name: str) -> str:
    """The header that makes a browser save a file under a name in any script."""
    plain = name.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
