"""The cover letter of a batch, from what was frozen with it."""

from babel.dates import format_date
from babel.numbers import format_decimal

from payung.apps.accounts.models import User
from payung.apps.accounts.roles import Manager
from payung.apps.enrolment.batch_queries import counts_by_kecamatan, file_name, reference
from payung.apps.enrolment.models import Batch
from payung.apps.territory.models import Area
from payung.integrations.letters.cover import Attachment, CoverLetter, cover_letter

LOCALE = "id_ID"  # the letter goes to an Indonesian office, whatever language its sender reads


def letter(batch: Batch) -> bytes:
    """The letter as PDF. Its QR holds the batch's number and id: no worker's data."""
    by_place = counts_by_kecamatan(batch)
    names = dict(Area.objects.filter(pk__in=[area for area, _ in by_place]).values_list("pk", "name"))
    total = format_decimal(sum(count for _, count in by_place), locale=LOCALE)
    sender = User.objects.filter(pk=batch.created_by_id).values_list("full_name", flat=True).first()
    return cover_letter(
        CoverLetter(
            number=reference(batch),
            date=format_date(batch.sent_on, "d MMMM y", locale=LOCALE),
            sender=sender or str(Manager.label),
            sender_place=batch.city.name,
            branch=batch.branch.name,
            workers=total,
            counts=[
                (_place(names[area], area, batch), format_decimal(count, locale=LOCALE)) for area, count in by_place
            ],
            attachments=[
                Attachment(name=file_name(batch, "xlsx"), note=f"daftar pekerja, {total} baris"),
                Attachment(name=file_name(batch, "csv"), note="isi yang sama sebagai teks"),
            ],
            code=f"PAYUNG:{reference(batch)}:{batch.pk}",
            specimen=batch.city.is_demo,
        )
    )


def _place(name: str, area: int, batch: Batch) -> str:
    return f"{name} (di luar lingkungan)" if area == batch.city_id else f"Kecamatan {name}"
