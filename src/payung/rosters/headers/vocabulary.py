"""What people write above a column, and which field they mean by it.

A heading may mean several fields at once ('Tempat/Tgl Lahir') or, under another heading, only a part ('Tgl' under
'Lahir'). Rules are tried from the most particular to the most general; the first whose words are all explained counts.
"""

import re
from functools import lru_cache
from pathlib import Path

from payung.identity.folding import ascii_lower, clean, words

# Fields of the contract, then those that the insurer's form needs too.
FIELDS = (
    "nik", "family_card", "full_name", "birth_place", "birth_date", "sex", "mother_name", "phone", "email", "address",
    "lingkungan", "kelurahan", "kecamatan", "occupation", "employer", "monthly_income", "member_number", "remark",
    "rt", "rw", "postcode", "city", "province", "marital_status", "work_place", "work_hours", "work_start", "heir_name",
    "heir_relation", "programmes", "second_occupation", "position",
)  # fmt: skip

# Headings that mean nothing for a roster but are headings all the same.
OTHER = {"number", "age", "other"}

# Field(s) and pattern, from the most particular to the most general; a data file, for it grows with every new roster.
_HEADINGS = Path(__file__).parent / "data" / "headings.tsv"


def _read_headings() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    lines = [line for line in _HEADINGS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rules = [line.split("\t", 1) for line in lines]
    return [(re.compile(pattern), tuple(fields.split("+"))) for fields, pattern in rules]


_COMPILED = _read_headings()
_ADVICE = re.compile(
    r"\((?!.*\b(?:l|lk|laki)\b.*\b(?:p|pr|perempuan)\b)[^)]*\)?|\*+|:|\bwajib(?: (?:di)?isi)?\b|\bharus "
    r"(?:di)?isi\b|\bopsional\b"
)
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})\s*[.)]\s*(?=[a-z])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # tanggalLahir, as programs name their columns
_NUMBER_WORD = re.compile(r"\b(?:nomor|nomer|nmr|nmor|number|nomot|n0)\b")
_TAILS = re.compile(
    r"(?: (?:sesuai|sesuai dengan|menurut|berdasarkan|pada|di|dari|as per))?(?: (?:ktp|e ktp|ktp el|kk|kartu "
    r"keluarga))$|"
    r" (?:16 digit|digit|peserta|pekerja|tenaga kerja|calon peserta|warga|karyawan|dd mm yyyy|hh bb tttt|tgl "
    r"bln thn|mm dd yyyy|yyyy mm dd)$"
)


# The words that decide, in the order in which they win, for headings that no rule above explains as a whole.
_DECIDING: list[tuple[set[str], tuple[str, ...]]] = [
    (set(deciding.split()), (field,))
    for deciding, field in (
        ("waris", "heir_name"),
        ("ibu mamak mother", "mother_name"),
        ("ayah bapak suami istri isteri pasangan kepling lurah camat ketua petugas darurat kesehatan bank", "other"),
        ("hp handphone wa whatsapp telp telepon telpon tlp ponsel phone seluler", "phone"),
        ("email surel", "email"),
        ("gaji upah penghasilan pendapatan omset salary income", "monthly_income"),
        ("kelamin gender sex jenkel", "sex"),
        ("kpj jamsostek bpjamsostek kepesertaan", "member_number"),
        ("nik", "nik"),
        ("alamat domisili", "address"),
        ("kk nkk", "family_card"),
        ("kelurahan kel desa", "kelurahan"),
        ("kecamatan kec", "kecamatan"),
        ("lingkungan lingk", "lingkungan"),
        ("pekerjaan profesi pencaharian", "occupation"),
        ("nama name", "full_name"),
        ("ktp", "nik"),
    )
]
_BIRTH_WORDS = {"lahir", "lhr", "kelahiran", "birth"}
_SAYS_NOTHING = set(
    """
    no yang aktif wajib diisi isi sesuai ktp kk e el di dan atau dengan huruf kapital besar lengkap tanpa
    gelar peserta pekerja anggota kelompok calon tenaga kerja penerima bantuan iuran rentan jamsostek bpjs
    ketenagakerjaan terdaftar l p lk pr laki perempuan pria wanita per bulan rp rupiah digit angka format tgl
    tanggal bln thn tahun dd mm yyyy contoh saat ini utama tinggal rumah kandung gadis nama pemilik sendiri
    asli data penduduk kependudukan induk nomor kartu keluarga tempat jenis usaha pekerjaan sekarang bisa
    dihubungi jalan kota kab warga jaminan sosial tk bpu mandiri as per id card number of date place the your
    worker user member orang kepala pokok rata terakhir lahir kecamatan kelurahan rt rw lingkungan yg dgn
    """.split()
)


@lru_cache(maxsize=16_384)
def meaning(heading: str) -> tuple[str, ...]:
    """The fields a heading means; ('number',), ('age',) or ('other',) for headings of no use here;
    () for no heading.
    """
    if len(heading) > 120:
        return ()
    plain = normal(heading)
    whole = words(_LEADING_NUMBER.sub("", ascii_lower(heading)))
    short = plain.removesuffix(" no")
    for candidate in dict.fromkeys(
        [plain, whole, short, _TAILS.sub("", plain), plain.removeprefix("no "), _TAILS.sub("", short)]
    ):
        for pattern, fields in _COMPILED:
            if candidate and pattern.fullmatch(candidate):
                return fields
    return _by_deciding_word(plain)


def _by_deciding_word(plain: str) -> tuple[str, ...]:
    found = plain.split()
    if len(found) > 12 or not found:
        return ()
    if _BIRTH_WORDS & set(found):
        place, day = PLACE_WORDS & set(found), DATE_WORDS & set(found)
        fields = (("birth_place",) if place else ()) + (("birth_date",) if day else ())
        return fields if set(found) <= _SAYS_NOTHING | _BIRTH_WORDS else ()
    for deciding, fields in _DECIDING:
        if deciding & set(found):
            rest = [
                word for word in found if word not in deciding and word not in _SAYS_NOTHING and not word.isdecimal()
            ]
            return fields if not rest else ()
    return ()


_ANOTHER = re.compile(
    r"\b(?:asal|usaha|kerja|bekerja|tugas|keluarga|kepala|kantor|perusahaan|instansi|ortu|orang ?tua|pelapor|"
    r"pasangan|lama|sebelumnya)\b"
)
_ROLES = {
    "full_name": re.compile(
        r"(?:nama|nm) (?:kepala|kk|ketua|petugas|operator|pemilik|pengurus|koordinator|mandor|kepling|lurah|camat|"
        r"pendaftar|penanggung jawab|surveyor|enumerator|pendata|verifikator|narahubung|pic|bank|rekening)\b.*"
    ),
    "nik": re.compile(r".*\b(?:nik|ktp)\b.*"),
}


def is_of_another(heading: str) -> bool:
    """Whether a heading says that its values may be of another person or place than the worker's own home."""
    return bool(_ANOTHER.search(normal(heading)))


def names_a_role(heading: str, field: str) -> bool:
    """Whether a heading of no use can still be the list's names (or NIK), where no other column is."""
    role = _ROLES.get(field)
    return bool(role and meaning(heading) == ("other",) and role.fullmatch(normal(heading)))


def normal(heading: str) -> str:
    """A heading in the form the rules are written in: lower case, 'no' for any spelling of number,
    no advice in brackets.
    """
    plain = _LEADING_NUMBER.sub("", ascii_lower(_HUMP.sub(" ", clean(heading))))
    plain = words(_ADVICE.sub(" ", plain)) or words(plain)
    return " ".join(_NUMBER_WORD.sub("no", plain).split()) or plain


# Words that only mean something under another heading, or beside each other.
PART_OF_DATE = {
    "day": {"tgl", "tanggal", "hari", "hr", "dd", "d", "tg", "day", "tggl"},
    "month": {"bln", "bulan", "bl", "mm", "m", "month"},
    "year": {"thn", "tahun", "th", "yyyy", "yy", "t", "year"},
}
MALE = {"l", "lk", "laki laki", "laki", "lelaki", "pria", "male", "m", "lk lk"}
FEMALE = {"p", "pr", "perempuan", "wanita", "w", "female", "f", "pw"}
PLACE_WORDS = {"tempat", "tmpt", "tmp", "tpt", "kota", "di", "place"}
DATE_WORDS = {"tanggal", "tgl", "tggl", "date", "tgl bln thn", "tanggal bulan tahun", "dd mm yyyy"}
BIRTH_GROUP = re.compile(r"\b(?:lahir|lhr|kelahiran|ttl|birth)\b")
SEX_GROUP = re.compile(r"\b(?:kelamin|jk|gender|sex|l p|jenkel)\b")
