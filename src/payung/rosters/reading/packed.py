"""Files inside a zip (xlsx, ods), unpacked in pieces with a count of the bytes that come out."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from payung.rosters.limits import Meter
from payung.rosters.sheets import UnreadableFile

_PIECE = 256 * 1024
_MANIFEST = "META-INF/manifest.xml"

CORRUPT = UnreadableFile(
    "Berkas ini rusak atau tidak lengkap; buka di program asalnya, simpan ulang, lalu coba lagi.",
    "The file is damaged or incomplete; open it in its program, save it again and retry.",
)
LOCKED = UnreadableFile(
    "Berkas ini terkunci kata sandi; simpan salinan tanpa kata sandi lalu coba lagi.",
    "The file is locked with a password; save a copy without one and retry.",
)


class Package:
    """A zip opened for reading, whose parts are unpacked under one meter."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        with damage_as_sentence():
            self._zip = zipfile.ZipFile(BytesIO(data))
        self._meter = meter
        # Some programs write backslashes, or another case than they refer to.
        self.names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()}
        if any(info.flag_bits & 1 for info in self._zip.infolist()) or b"encryption-data" in self._manifest():
            raise LOCKED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def _manifest(self) -> bytes:
        """What an .ods says of its parts, and of how they are locked; nothing in an .xlsx."""
        return self.read(_MANIFEST) if _MANIFEST in self else b""

    def pieces(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one part, piece by piece."""
        with damage_as_sentence(), self._zip.open(self.names[name.lower()]) as part:
            while piece := part.read(_PIECE):
                self._meter.unpacked(len(piece))
                yield piece

    def read(self, name: str) -> bytes:
        """The whole of one (small) part."""
        return b"".join(self.pieces(name))

    def resolve(self, folder: str, target: str) -> str:
        """The part a relationship points to, seen from the folder of the part that has it."""
        if target.startswith("/"):
            return target.lstrip("/")
        parts: list[str] = []
        for step in PurePosixPath(folder, target).parts:
            if step == "..":
                parts = parts[:-1]
            elif step != ".":
                parts.append(step)
        return "/".join(parts)


_DAMAGES: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    OSError,
    KeyError,
    IndexError,
    ValueError,
    OverflowError,
)


@contextmanager
def damage_as_sentence(*more: type[Exception]) -> Iterator[None]:
    """Every way in which a damaged file fails, `more` of them where a format has its own, becomes one sentence."""
    damages: tuple[type[Exception], ...] = (*_DAMAGES, *more)
    try:
        yield
    except damages as fault:
        raise CORRUPT from fault
    except RuntimeError as fault:  # zipfile: 'password required'
        raise LOCKED from fault


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def new_parser(start: Start | None, end: End | None) -> expat.XMLParserType:
    """An XML reader that joins text and refuses declared entities (a way to unpack bombs)."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    if start:
        parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*_: object) -> None:
    raise CORRUPT


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]
