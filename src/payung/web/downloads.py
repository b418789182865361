"""Files that leave the system, and what whoever takes them says first."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.returning import disposition
from payung.web import sheet_stream
from payung.web.sheet_stream import Cell

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
    """An xlsx under a name."""
    return HttpResponse(content, content_type=XLSX, headers=_unkept(name))


def sent_csv(name: str, lines: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """Lines as text, sent while they are read."""
    content_type = "text/csv; charset=utf-8"
    return StreamingHttpResponse(_typed(lines), content_type=content_type, headers=_unkept(f"{name}.csv"))


def sent_xlsx(
    name: str, lines: Iterable[Sequence[Cell]], *, widths: Mapping[int, int] | None = None
) -> StreamingHttpResponse:
    """Lines as a workbook, sent while they are read; `widths` are characters by column, from 0."""
    content = sheet_stream.workbook(lines, widths=widths)
    return StreamingHttpResponse(content, content_type=XLSX, headers=_unkept(f"{name}.xlsx"))


def _unkept(name: str) -> dict[str, str]:
    """For a file under a name, of which no proxy and no browser keeps a copy."""
    return {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}


def _typed(lines: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Semicolons, as spreadsheets set to Indonesian expect, and the mark by which they know UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    buffer.write("\N{BYTE ORDER MARK}")
    for line in lines:
        writer.writerow(line)
        if buffer.tell() > io.DEFAULT_BUFFER_SIZE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
