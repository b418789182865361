"""The field that takes a spreadsheet; an upload stops at the size that the settings allow, before it fills the disk."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Ends an upload that grows past `PAYUNG_UPLOAD_BYTES`, and marks the request: nothing after it was read."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.PAYUNG_UPLOAD_BYTES:
            if self.request is not None:
                self.request.upload_too_large = True
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


class SpreadsheetField(forms.FileField):
    """A spreadsheet or text file; whoever reads it says what is wrong with one that is empty."""

    default_error_messages = dict.fromkeys(("required", "missing", "invalid"), _("Pilih berkasnya dahulu."))

    def __init__(self, **given: Any) -> None:
        kinds = forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"})
        super().__init__(widget=kinds, allow_empty_file=True, **given)

    def say_too_large(self) -> None:
        """The upload was broken off: that is what is said, whatever is missing by it."""
        text = _("Berkas ini lebih besar dari %(most)s MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.")
        said = text % {"most": settings.PAYUNG_UPLOAD_BYTES // (1024 * 1024)}
        self.error_messages |= dict.fromkeys(self.default_error_messages, said)
