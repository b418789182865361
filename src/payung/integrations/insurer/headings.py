"""Which column of an incoming file is which, by the headings that people and systems write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from payung.identity.folding import words
from payung.integrations.insurer.errors import FileProblem, InsurerFileError
from payung.integrations.insurer.texts import text

Rows = Mapping[int, Sequence[object]]
_AMONG_FIRST_ROWS = 60

_NUMBER = "member_number"
_SPELLINGS: dict[str, str] = {
    "batch": "no berkas|nomor berkas|berkas|no batch|nomor batch|batch|batch number|batch no|kode berkas",
    "line": "no baris|nomor baris|baris|baris berkas|no urut berkas|line|line number|line no",
    "nik": "nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|no identitas|nomor identitas|national id|e ktp",
    "result": "hasil|status|keputusan|jawaban|status pendaftaran|status kepesertaan|hasil verifikasi|status verifikasi|"
    "diterima ditolak|hasil proses|status proses|result|outcome",
    _NUMBER: "no kpj|nomor kpj|kpj|nomor peserta|no peserta|nomor kartu|no kartu|nomor kepesertaan|no kepesertaan|"
    "nomor kartu peserta|no kpj peserta|nomor jamsostek|no jamsostek|member number|member no|membership number",
    "starts": "tanggal mulai|tgl mulai|mulai|tmt|mulai kepesertaan|tanggal kepesertaan|tgl kepesertaan|mulai berlaku|"
    "tanggal mulai kepesertaan|tgl mulai kepesertaan|tanggal efektif|tgl efektif|tanggal aktif|tgl aktif|start|"
    "mulai perlindungan|tanggal mulai perlindungan|start date|starts|effective date",
    "answered_on": "tanggal jawaban|tgl jawaban|tanggal verifikasi|tgl verifikasi|tanggal proses|tgl proses|"
    "tanggal keputusan|tgl keputusan|tanggal ditolak|tanggal diterima|answer date|answered on|decision date",
    "reason": "alasan|alasan ditolak|alasan penolakan|keterangan|ket|catatan|sebab|penyebab|reason|remark|remarks|note",
    "month": "bulan iuran|bulan|periode|periode iuran|masa iuran|masa|blth|bln iuran|iuran bulan|bulan tahun|month|"
    "period|contribution month",
    "programmes": "program|program jaminan|jenis program|programs|programmes|programme|program yang diikuti",
    "amount": "jumlah|jumlah iuran|nominal|nominal iuran|iuran|jumlah bayar|jumlah dibayar|total|total iuran|"
    "besar iuran|nilai iuran|rupiah|jumlah rp|iuran rp|nominal rp|amount|amount paid|amount idr|contribution",
    "paid_on": "tanggal bayar|tgl bayar|tanggal pembayaran|tgl pembayaran|tanggal lunas|tgl lunas|tanggal setor|"
    "tgl setor|dibayar tanggal|tanggal transaksi|tgl transaksi|paid on|payment date|date paid|paid date",
    "payer": "pembayar|sumber dana|dibayar oleh|penanggung|penanggung iuran|pihak pembayar|sumber iuran|payer|paid by|"
    "source of funds",
}
_FIELD_OF = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the fields looked for, and groups of which at least one field must have a column."""

    fields: frozenset[str]
    needed: tuple[tuple[str, ...], ...]


ANSWERS = Kind(
    frozenset({"batch", "line", "nik", "result", _NUMBER, "starts", "answered_on", "reason"}),
    (("batch",), ("nik", "line"), ("result", _NUMBER, "reason")),
)
PAYMENTS = Kind(
    frozenset({_NUMBER, "month", "programmes", "amount", "paid_on", "payer"}),
    ((_NUMBER,), ("month",), ("amount",), ("paid_on",)),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row found in a sheet: its number, and the column of each field."""

    row: int
    columns: Mapping[str, int]


def find(sheets: Iterable[Rows], kind: Kind) -> tuple[Rows, Heading]:
    """The sheet and heading row with the most of the fields; raises `InsurerFileError` naming what is missing."""
    candidates = [(rows, heading) for rows in sheets for heading in _headings(rows, kind)]
    if not candidates:
        raise InsurerFileError(FileProblem.NO_HEADINGS, _first_of(kind.needed))
    rows, heading = max(candidates, key=lambda found: (not _missing(found[1], kind), len(found[1].columns)))
    if missing := _missing(heading, kind):  # never none where a single column is known: each kind needs several
        raise InsurerFileError(FileProblem.NO_HEADINGS, missing)
    return rows, heading


def _headings(rows: Rows, kind: Kind) -> Iterable[Heading]:
    for number in sorted(rows)[:_AMONG_FIRST_ROWS]:
        columns: dict[str, int] = {}
        for column, value in enumerate(rows[number]):
            field = _FIELD_OF.get(words(text(value))) if isinstance(value, str) else None
            if field in kind.fields:
                columns.setdefault(field, column)
        if columns:
            yield Heading(number, columns)


def _missing(heading: Heading, kind: Kind) -> tuple[str, ...]:
    return _first_of(group for group in kind.needed if not any(field in heading.columns for field in group))


def _first_of(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(group[0] for group in groups)
