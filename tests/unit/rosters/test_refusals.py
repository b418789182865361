"""What cannot be read as a roster is refused in one sentence, in both languages, and never with a traceback."""

import io
import os
import zipfile

import pytest

from payung.rosters import UnreadableFile
from payung.rosters.limits import Limits
from payung.rosters.reading import refuse_unreadable
from tests.unit.rosters.making_files import BUDI, checked, raw_xlsx, xls, xlsx

GOOD = xlsx([["Nama", "NIK"], ["BUDI", BUDI]])


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def bomb() -> bytes:
    return raw_xlsx("<sheetData>" + " " * 5_000_000 + "</sheetData>")


def locked() -> bytes:
    """An encrypted xlsx is a compound file with an EncryptedPackage in it."""
    data = bytearray(xls([["x"]]))
    at = data.find("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    data[at : at + 64] = name.ljust(64, b"\x00")
    data[at + 64 : at + 66] = (len(name) + 2).to_bytes(2, "little")
    return bytes(data)


REFUSED = {
    "nothing": (b"", "kosong"),
    "blank": (b"\r\n\r\n", "kosong"),
    "a page with an unknown declaration": (b"<table><tr><td><![x[y]]>", "rusak"),
    "picture": (b"\xff\xd8\xff\xe0" + bytes(500), "gambar JPG"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "cut off": (GOOD[: len(GOOD) // 2], "rusak"),
    "cut off in the middle": (GOOD[:200] + bytes(400) + GOOD[600:], "rusak"),
    "a zip of something": (zipped(a_txt="x"), "bukan lembar kerja"),
    "a text document": (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"), "bukan lembar kerja"),
    "a locked ods": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", META_INF__manifest_xml="<encryption-data/>").replace(b"META.INF", b"META-INF"),
        "kata sandi",
    ),
    "a locked xlsx": (locked(), "kata sandi"),
    "a cut compound file": (xls([["x"]])[:1600], "rusak|bukan"),
    "random bytes": (bytes(range(256)) * 40, "bukan lembar kerja"),
    "a letter": (b"Kepada Yth.\nBapak Lurah\ndi tempat\n", "daftar orang"),
    "no people": (xlsx([["No", "Kecamatan", "Jumlah"], [1.0, "Medan Kota", 40.0]]), "daftar orang"),
    "an empty workbook": (xlsx([]), "tidak berisi"),
    "empty form": (xlsx([["FORMULIR"], ["Nama", "....", "NIK", "...."], ["Alamat", "....", "HP", "...."]]), "daftar orang"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        checked(data)
    for sentence in (refused.value.indonesian, refused.value.english):
        assert "\n" not in sentence
        assert sentence.endswith(".")


AT_ONCE = (
    "nothing", "picture", "pdf", "cut off", "a zip of something", "a text document", "a locked ods", "a locked xlsx",
    "random bytes",
)  # fmt: skip


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_is_plain_at_once_is_refused_before_a_cell_is_read(name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(UnreadableFile, match=says):
        refuse_unreadable(data, limits=Limits())


def test_what_can_be_read_is_not_refused() -> None:
    for data in (GOOD, xls([["x"]]), b"Nama;NIK\nBUDI;1\n", bomb()):
        refuse_unreadable(data, limits=Limits())


def test_a_small_file_that_unpacks_to_a_large_one() -> None:
    assert len(bomb()) < 20_000
    with pytest.raises(UnreadableFile, match="membengkak"):
        checked(bomb(), limits=Limits(unpacked_bytes=1_000_000))


def test_declared_entities_are_refused() -> None:
    data = raw_xlsx("<sheetData/>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/s.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData/></worksheet>'
            target.writestr(name, text)
    with pytest.raises(UnreadableFile, match="rusak"):
        checked(out.getvalue())


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(UnreadableFile, match="'Lain'; yang ada: Data"):
        checked(GOOD, sheet="Lain")
    assert checked(GOOD, sheet="data").summary["rows"] == 1


def test_random_files_are_no_rosters() -> None:
    for size in (10, 1000, 100_000):
        with pytest.raises(UnreadableFile):
            checked(os.urandom(size))
