"""The field that takes a spreadsheet; an upload stops at the size that the settings allow, before it fills the disk."""

import tempfile
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
BROKEN_OFF = 8


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps nothing of an upload that grows past `PAYUNG_UPLOAD_BYTES`, and marks the request.

    What is kept lies in a file without a name, so that a process that is killed leaves nothing of it behind.
    The rest is still read, and thrown away: a browser that is answered while it sends sees a lost connection and not
    the answer. Only what is `BROKEN_OFF` times as large is broken off; nothing after it was read then.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - the request closes it
        self.file = UploadedFile(kept, self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if not self._is_too_large():
            super().receive_data_chunk(raw_data, start)
            return
        self.file.close()  # what was written so far goes at once
        if self.request is not None:
            self.request.upload_too_large = True
        if self.received > BROKEN_OFF * settings.PAYUNG_UPLOAD_BYTES:
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None if self._is_too_large() else super().file_complete(file_size)

    def upload_interrupted(self) -> None:
        if getattr(self, "file", None) is not None:
            self.file.close()

    def _is_too_large(self) -> bool:
        return self.received > settings.PAYUNG_UPLOAD_BYTES


TOO_LARGE = _("Berkas ini lebih besar dari %(most)s MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.")


class SpreadsheetInput(forms.ClearableFileInput):
    """Says the largest file that is taken, so that the browser refuses a larger one before it is sent."""

    most: int | None = None
    too_large: Any = TOO_LARGE

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        most = largest(self.most)
        said = {"data-payung-most-bytes": most, "data-payung-too-large": self.too_large % {"most": most // MEGABYTE}}
        return super().build_attrs(base_attrs, (extra_attrs or {}) | said)


class SpreadsheetField(forms.FileField):
    """A spreadsheet or text file of at most `most` bytes (and never more than the settings allow); whoever reads it
    says what is wrong with one that is empty.
    """

    default_error_messages = dict.fromkeys(("required", "missing", "invalid"), _("Pilih berkasnya dahulu."))

    def __init__(self, *, most: int | None = None, too_large: Any = TOO_LARGE, **given: Any) -> None:
        kinds = SpreadsheetInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"})
        kinds.most, kinds.too_large = most, too_large
        super().__init__(widget=kinds, allow_empty_file=True, **given)

    def say_too_large(self) -> None:
        """The upload was broken off: that is what is said, whatever is missing by it."""
        said = TOO_LARGE % {"most": largest() // MEGABYTE}
        self.error_messages |= dict.fromkeys(self.default_error_messages, said)


def largest(most: int | None = None) -> int:
    """The bytes that a file may have where a page takes `most`."""
    return min(most or settings.PAYUNG_UPLOAD_BYTES, settings.PAYUNG_UPLOAD_BYTES)
