"""Finds out in which encoding a text file was saved: UTF-8, UTF-16 or UTF-32 with or without mark,
else Windows-1252.
"""

import codecs

from payung.rosters.sheets import UnreadableFile

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]

_PADDING = b"\x00\x1a"  # old programs fill a file's end with these

NO_TABLE = UnreadableFile(
    "Berkas ini bukan lembar kerja atau teks bertabel; kirim .xlsx, .xls, .ods atau .csv.",
    "The file is neither a spreadsheet nor a table of text; send .xlsx, .xls, .ods or .csv.",
)


def decode(data: bytes) -> str:
    """The text of the file; raises UnreadableFile where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    padded, data = data, data.rstrip(_PADDING)
    if b"\x00" in data[:4096]:
        return _decoded(padded, _unmarked_utf16(padded[:4096]))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data)


def _decoded(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    if text[:4096].count("\ufffd") + _control_characters(text) > 8:
        raise NO_TABLE
    return text


def _unmarked_utf16(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 8:
        raise NO_TABLE
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows(data: bytes) -> str:
    # Five bytes mean nothing in Windows-1252; they are kept as control characters rather than refused.
    text = data.decode("cp1252", errors="replace")
    if _control_characters(text) > 8:
        raise NO_TABLE
    return text


def _control_characters(text: str) -> int:
    return sum(1 for c in text[:4096] if c < " " and c not in "\t\r\n\f\x1a")
