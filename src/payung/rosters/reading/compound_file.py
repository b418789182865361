"""The streams of an OLE compound file, the container of old Office files and of encrypted new ones."""

from collections.abc import Callable

from payung.rosters.reading.packed import CORRUPT

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_MINI_LIMIT = 4096


class CompoundFile:
    """A read-only view of the container; raises UnreadableFile where its tables do not fit together."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 1536 or not data.startswith(MAGIC):
            raise CORRUPT
        self._data = data
        self._size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
        self._next = self._allocation()
        directory = self._chain(self._number(48))
        self._entries = [directory[i : i + 128] for i in range(0, len(directory) - 127, 128)]

    def names(self) -> list[str]:
        """The names of all streams and storages."""
        return [_name(entry) for entry in self._entries if entry[66]]

    def stream(self, *names: str) -> bytes | None:
        """The first stream that has one of these names."""
        for name in names:
            for entry in self._entries:
                if entry[66] == 2 and _name(entry).lower() == name.lower():
                    return self._stream_of(entry)
        return None

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _allocation(self) -> list[int]:
        sectors = [self._number(76 + 4 * i) for i in range(109)]
        more, seen = self._number(68), set[int]()
        while more < _END and more not in seen:  # a damaged file may point in a circle
            seen.add(more)
            block = _numbers(self._sector(more))
            sectors += block[:-1]
            more = block[-1] if block else _END
        own = (sector for sector in dict.fromkeys(sectors) if sector < _END)
        return [entry for sector in own for entry in _numbers(self._sector(sector))]

    def _chain(self, first: int) -> bytes:
        return _linked(first, self._next, self._sector)

    def _stream_of(self, entry: bytes) -> bytes:
        first, size = int.from_bytes(entry[116:120], "little"), int.from_bytes(entry[120:124], "little")
        if size >= _MINI_LIMIT:
            return self._chain(first)[:size]
        root = self._entries[0]
        store = self._chain(int.from_bytes(root[116:120], "little"))
        links = _numbers(self._chain(self._number(60)))
        return _linked(first, links, lambda number: store[number * 64 : number * 64 + 64])[:size]


def _linked(first: int, links: list[int], piece: Callable[[int], bytes]) -> bytes:
    """The pieces that `links` string together from the first on; links that run in a circle end."""
    parts: list[bytes] = []
    number = first
    while number < _END and len(parts) <= len(links):
        parts.append(piece(number))
        number = links[number] if number < len(links) else _END
    return b"".join(parts)


def _numbers(raw: bytes) -> list[int]:
    return [int.from_bytes(raw[i : i + 4], "little") for i in range(0, len(raw) - 3, 4)]


def _name(entry: bytes) -> str:
    length = max(0, int.from_bytes(entry[64:66], "little") - 2)
    return entry[:length].decode("utf-16-le", errors="replace")
