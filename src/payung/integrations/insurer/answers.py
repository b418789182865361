"""A line of an answers file: which line of which batch, accepted with number and start or rejected with a reason."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from payung.identity import nik
from payung.identity.folding import words
from payung.integrations.insurer import cells
from payung.integrations.insurer.errors import LineError, LineFault
from payung.integrations.insurer.lines import Cells

REASON_LENGTH = 300
_ACCEPTED = frozenset(
    "diterima|terima|accepted|accept|ok|oke|okey|sukses|success|berhasil|disetujui|setuju|approved|lolos|valid|aktif|"
    "terdaftar|peserta aktif|ya|y|sah|memenuhi|selesai|sudah terdaftar|lulus|terverifikasi".split("|")
)
_REJECTED = frozenset(
    "ditolak|tolak|rejected|reject|gagal|failed|fail|tidak|tdk|no|n|tidak valid|tdk valid|invalid|tidak diterima|"
    "tdk diterima|tidak lolos|tidak disetujui|tidak sah|batal|dibatalkan|tidak lulus|tidak memenuhi|tidak berhasil|"
    "tidak aktif|error|dikembalikan".split("|")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the insurer says of a batch line. `said_on`: the day of the answer, else of the start, else the file's."""

    batch: int
    line: int | None
    nik: str | None
    accepted: bool
    said_on: date
    member_number: str = ""
    starts: date | None = None
    reason: str = ""

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Answer(…)"


def is_unanswered(given: Cells) -> bool:
    """A line of the batch that the insurer has sent back without a word: neither right nor wrong."""
    return not ({"result", "member_number", "reason"} & given.keys())


def read(given: Cells, *, as_of: date) -> Answer:
    """Read one line; raises `LineError`. `as_of` is the file's own day, for lines that give none."""
    batch, line = (cells.last_number(given.get(field, "")) for field in ("batch", "line"))
    person = _nik(given.get("nik", ""), as_of)
    if batch is None:
        raise LineError(LineFault.UNKNOWN_BATCH)
    if line is None and person is None:
        raise LineError(LineFault.UNKNOWN_LINE)
    reason = given.get("reason", "")[:REASON_LENGTH]
    starts, answered = (_day(given.get(field), as_of) for field in ("starts", "answered_on"))
    if not _accepted(given):
        if not reason:
            raise LineError(LineFault.NO_REASON)
        said_on = answered or as_of
        return Answer(batch=batch, line=line, nik=person, accepted=False, said_on=said_on, reason=reason)
    if "member_number" not in given:
        raise LineError(LineFault.NO_NUMBER)
    return Answer(
        batch=batch,
        line=line,
        nik=person,
        accepted=True,
        said_on=answered or starts or as_of,
        member_number=cells.member_number(given["member_number"]),
        starts=starts or answered or as_of,
    )


@lru_cache(maxsize=1024)
def _result(seen: str) -> bool:
    said = words(seen)
    if said in _ACCEPTED or said in _REJECTED:
        return said in _ACCEPTED
    raise LineError(LineFault.UNKNOWN_RESULT)


def _accepted(given: Cells) -> bool:
    """By the word of the result; without one, a member number says yes and a reason alone says no."""
    return _result(given["result"]) if "result" in given else "member_number" in given


def _day(seen: str | None, as_of: date) -> date | None:
    return cells.day(seen, as_of=as_of) if seen else None


def _nik(seen: str, as_of: date) -> str | None:
    return nik.read_text(seen, as_of=as_of).digits if seen else None
