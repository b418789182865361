"""What kind of file it is, by its content: names lie (a picture called .xlsx, a web page called .xls)."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from payung.rosters.limits import Limits, Meter, check_size
from payung.rosters.reading.compound_file import MAGIC, CompoundFile
from payung.rosters.reading.delimited import read_delimited
from payung.rosters.reading.excel_xml import read_excel_xml
from payung.rosters.reading.markup import read_html
from payung.rosters.reading.ods import read_ods
from payung.rosters.reading.packed import LOCKED, Package
from payung.rosters.reading.text_encoding import NO_TABLE, decode
from payung.rosters.reading.xls import read_with_calamine, read_xls
from payung.rosters.reading.xlsx import read_xlsx
from payung.rosters.sheets import UnreadableFile, Workbook

_FOREIGN = {
    b"\xff\xd8\xff": ("gambar JPG", "a JPG picture"),
    b"\x89PNG": ("gambar PNG", "a PNG picture"),
    b"GIF8": ("gambar GIF", "a GIF picture"),
    b"BM": ("gambar BMP", "a BMP picture"),
    b"II*\x00": ("gambar TIFF", "a TIFF picture"),
    b"MM\x00*": ("gambar TIFF", "a TIFF picture"),
    b"RIFF": ("gambar WEBP", "a WEBP picture"),
    b"%PDF": ("PDF", "a PDF"),
    b"{\\rtf": ("dokumen RTF", "an RTF document"),
    b"Rar!": ("arsip RAR", "a RAR archive"),
    b"7z\xbc\xaf": ("arsip 7z", "a 7z archive"),
    b"\x1f\x8b": ("arsip gzip", "a gzip archive"),
    b"MZ": ("program", "a program"),
    b"\x7fELF": ("program", "a program"),
}
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")  # the first record, in no container
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|tr|meta|style|div|center|h[1-6]|font)[\s>]", re.IGNORECASE
)
_EXCEL_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel\.Sheet\"")
Reader = Callable[[], Workbook]


def read_workbook(source: Path | bytes, *, name: str, limits: Limits) -> Workbook:
    """The sheets of a file given as path or bytes; raises UnreadableFile with one sentence where there are none."""
    return _reader(_bytes(source, limits), Path(name).stem, limits)()


def refuse_unreadable(data: bytes, *, limits: Limits) -> None:
    """Raises UnreadableFile for a file of which it is plain before a cell is read: another kind, locked, damaged,
    empty, or too large. What passes may still turn out to be damaged further in.
    """
    _reader(data, "", limits)


def _reader(data: bytes, stem: str, limits: Limits) -> Reader:
    """What reads the file, once it is known what it is."""
    check_size(len(data), limits)
    meter = Meter(limits)
    if data.startswith(MAGIC):
        return _of_compound(data, meter)
    if data[:4] == b"PK\x03\x04":
        return _of_zip(data, meter)
    if _BARE_XLS.match(data):
        return partial(read_with_calamine, data, meter)
    _refuse_foreign(data)
    return _of_text(data, stem, meter)


def _bytes(source: Path | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if not source.is_dir():  # some file systems give a folder no size, and it is not empty for that
            check_size(source.stat().st_size, limits)
        return source.read_bytes()
    except OSError as fault:
        raise _not_opened(source, fault) from fault


def _not_opened(source: Path, fault: OSError) -> UnreadableFile:
    """The name stands at the end, as it was typed, so that a slip in it is seen."""
    if isinstance(fault, FileNotFoundError):
        return UnreadableFile(
            f"Berkas ini tidak ditemukan; periksa namanya: {source}.",
            f"The file is not there; check its name: {source}.",
        )
    if source.is_dir():
        return UnreadableFile(
            f"Berkas ini folder, bukan lembar kerja; tulis nama berkas di dalamnya: {source}.",
            f"The file is a folder, not a spreadsheet; name a file inside it: {source}.",
        )
    return UnreadableFile(
        f"Berkas ini tidak dapat dibuka; periksa izinnya: {source}.",
        f"The file cannot be opened; check its permissions: {source}.",
    )


def _of_compound(data: bytes, meter: Meter) -> Reader:
    names = CompoundFile(data).names()
    if "EncryptedPackage" in names:
        raise LOCKED
    return partial(read_xls, data, meter)


def _of_zip(data: bytes, meter: Meter) -> Reader:
    package = Package(data, meter)
    kind = package.read("mimetype") if "mimetype" in package else b""
    if b"opendocument" in kind:
        if b"spreadsheet" not in kind:
            raise NO_TABLE
        return partial(read_ods, package, meter)
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in package.names):
        return partial(read_with_calamine, data, meter)
    if any(name.endswith("workbook.xml") for name in package.names):
        return partial(read_xlsx, package, meter)
    if "content.xml" in package:
        return partial(read_ods, package, meter)
    raise NO_TABLE


def _refuse_foreign(data: bytes) -> None:
    for mark, (indonesian, english) in _FOREIGN.items():
        if data.startswith(mark):
            raise UnreadableFile(
                f"Berkas ini {indonesian}, bukan lembar kerja; ketik datanya ke .xlsx lalu kirimkan.",
                f"The file is {english}, not a spreadsheet; type the data into an .xlsx and send that.",
            )


def _of_text(data: bytes, name: str, meter: Meter) -> Reader:
    head = data[:65536].replace(b"\x00", b"")  # UTF-16 too
    if _EXCEL_XML.search(head):
        return partial(read_excel_xml, data, meter)
    if head.lstrip()[:13].lower() == b"mime-version:":
        return partial(read_html, _html_part(data), name, meter)
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and _HTML.search(head):
        return partial(read_html, data, name, meter)
    return partial(read_delimited, decode(data), name, meter)


def _html_part(data: bytes) -> bytes:
    """The page in a web archive (MHTML), as Excel saves 'single file web page'."""
    import email

    for part in email.message_from_bytes(data).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes) and b"<td" in payload.lower():
            return payload
    raise NO_TABLE
