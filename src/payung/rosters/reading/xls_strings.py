"""Texts of the binary workbook format: single ones, and the table of shared ones that runs over several records."""


def long_text(body: bytes, at: int) -> str:
    """A text with a two-byte length: one or two bytes a letter, formatting and readings left out."""
    length, flags = int.from_bytes(body[at : at + 2], "little"), body[at + 2] if len(body) > at + 2 else 0
    start = at + 3 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    if flags & 1:
        return body[start : start + 2 * length].decode("utf-16-le", errors="replace")
    return body[start : start + length].decode("latin-1")


def shared_strings(parts: list[bytes]) -> list[str]:
    """The shared texts out of the table's record and those that continue it."""
    return _Table(parts).read()


class _Table:
    """Walks over the joined records. A text cut by a record's end goes on behind a new flag byte,
    perhaps in other width.
    """

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 8
        self._count = int.from_bytes(parts[0][4:8], "little")

    def read(self) -> list[str]:
        found: list[str] = []
        while len(found) < self._count and self._forward():
            found.append(self._text())
        return found

    def _forward(self) -> bool:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part < len(self._parts)

    def _take(self, size: int) -> bytes:
        taken = b""
        while size and self._forward():
            piece = self._parts[self._part][self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            taken += piece
        return taken

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "little")

    def _text(self) -> str:
        length, flags = self._number(2), self._number(1)
        runs = self._number(2) if flags & 8 else 0
        extra = self._number(4) if flags & 4 else 0
        text = self._letters(length, wide=bool(flags & 1))
        self._take(4 * runs + extra)
        return text

    def _letters(self, length: int, *, wide: bool) -> str:
        pieces = []
        while length:
            if self._at >= len(self._parts[self._part]):
                if not self._forward():
                    break
                wide = bool(self._number(1) & 1)
            size = 2 if wide else 1
            body = self._parts[self._part]
            fit = min(length, (len(body) - self._at) // size)
            if not fit:
                break
            piece = body[self._at : self._at + fit * size]
            pieces.append(piece.decode("utf-16-le" if wide else "latin-1", errors="replace"))
            self._at += fit * size
            length -= fit
        return "".join(pieces)
