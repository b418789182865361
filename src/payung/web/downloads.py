"""Files that leave the system, and what whoever takes them says first."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.returning import disposition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DownloadForm(forms.Form):
    """For what a file with personal data leaves the system."""

    purpose = forms.CharField(
        label=_("Untuk keperluan apa?"),
        help_text=_("Dicatat bersama nama Anda."),
        max_length=200,
        error_messages={"required": _("Tulis untuk apa berkas ini diunduh.")},
    )


def workbook(name: str, content: bytes) -> HttpResponse:
    """An xlsx to keep under a name; no proxy and no browser keeps a copy."""
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)
