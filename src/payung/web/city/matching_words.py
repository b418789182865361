"""What a matching says, in words: the result of a row and its reason, how sure a pair is and what it rests on."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from payung.apps.linkage.runs.enums import Reason, Result
from payung.web.state_words import StateWord

Words = str | Promise

RESULTS = {
    Result.COVERED: StateWord("good", "umbrella-open", gettext_lazy("Terlindungi")),
    Result.LAPSED: StateWord("bad", "umbrella-shut", gettext_lazy("Perlindungan berakhir")),
    Result.NOT_COVERED: StateWord("wait", "umbrella-outline", gettext_lazy("Belum terlindungi")),
    Result.UNKNOWN: StateWord("plain", "question", gettext_lazy("Belum diketahui")),
    Result.TWICE: StateWord("plain", "copy", gettext_lazy("Ganda")),
}
REASONS: dict[Reason, Words] = {
    Reason.PAID: gettext_lazy("iuran bulan itu lunas"),
    Reason.STATED_ACTIVE: gettext_lazy("tertulis aktif di daftar kedua"),
    Reason.ASSUMED: gettext_lazy("ada di daftar kedua, yang seluruhnya dinyatakan terlindungi"),
    Reason.GRACE: gettext_lazy("masa tenggang; tunggakan masih dapat dibayar"),
    Reason.NON_ACTIVE: gettext_lazy("nonaktif; iurannya lama berhenti"),
    Reason.STATED_INACTIVE: gettext_lazy("tertulis tidak aktif di daftar kedua"),
    Reason.ENDED: gettext_lazy("kepesertaannya berakhir"),
    Reason.NOT_FOUND: gettext_lazy("tidak ada di daftar kedua"),
    Reason.NOT_YET_PAID: gettext_lazy("peserta yang belum pernah membayar"),
    Reason.REGISTERED: gettext_lazy("sudah didaftarkan, belum menjadi peserta"),
    Reason.REVIEW: gettext_lazy("mungkin ada di daftar kedua; pasangannya perlu dilihat"),
    Reason.TOO_LITTLE: gettext_lazy("barisnya terlalu sedikit isinya untuk dipastikan"),
    Reason.NO_STATUS: gettext_lazy("ada di daftar kedua, tetapi daftar itu tidak memuat statusnya"),
    Reason.UNREAD: gettext_lazy("ada di daftar kedua, tetapi statusnya kosong atau tidak dikenal"),
    Reason.REPEATED: gettext_lazy("orang yang sama sudah ada di baris sebelumnya"),
}
STATES = {
    "asked": StateWord("plain", "clock", gettext_lazy("Sedang dicocokkan")),
    "done": StateWord("good", "check", gettext_lazy("Selesai")),
    "failed": StateWord("bad", "warning", gettext_lazy("Tidak dapat dicocokkan")),
}
TOLD: dict[str, Words] = {
    "register": gettext_lazy("menurut data iuran di pendaftaran"),
    "month": gettext_lazy("menurut kolom bulan iuran terakhir di daftar kedua"),
    "status": gettext_lazy("menurut kolom status di daftar kedua"),
    "all": gettext_lazy("semua orang di daftar kedua dinyatakan terlindungi"),
}
SURE: tuple[tuple[float, Words], ...] = (
    (0.98, gettext_lazy("Hampir pasti orang yang sama")),
    (0.8, gettext_lazy("Sangat mungkin orang yang sama")),
    (0.5, gettext_lazy("Mungkin orang yang sama")),
    (0.2, gettext_lazy("Lebih mungkin dua orang yang berbeda")),
    (0.0, gettext_lazy("Kecil kemungkinan orang yang sama")),
)
FIELDS: dict[str, Words] = {
    "nik": gettext_lazy("NIK"),
    "name": gettext_lazy("Nama"),
    "dob": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
    "mother": gettext_lazy("Nama ibu"),
    "phone": gettext_lazy("Telepon"),
    "kpj": gettext_lazy("Nomor peserta (KPJ)"),
    "address": gettext_lazy("Alamat"),
    "email": gettext_lazy("Email"),
    "occupation": gettext_lazy("Pekerjaan"),
}
MISSING = StateWord("plain", "dash", gettext_lazy("tidak ada di salah satu daftar"))
UNREADABLE = StateWord("plain", "dash", gettext_lazy("tidak dapat dibandingkan"))
_SAME = StateWord("good", "check", gettext_lazy("sama"))
_DIFFERENT = StateWord("bad", "cross", gettext_lazy("berbeda"))


def _near(text: Words) -> StateWord:
    return StateWord("wait", "question", text)


_ONE_DIGIT = _near(gettext_lazy("satu angka berbeda"))
_NUMBER = {"missing": MISSING, "same": _SAME, "one digit off": _ONE_DIGIT, "different": _DIFFERENT}
_PARTLY = _near(gettext_lazy("sebagian kata sama, lainnya tidak ditulis"))
LEVELS: dict[str, dict[str, StateWord]] = {
    "nik": {
        "missing": MISSING,
        "same": _SAME,
        "one slip": _ONE_DIGIT,
        "same but for a digit of the serial": _near(gettext_lazy("sama kecuali satu angka nomor urut")),
        "two slips": _near(gettext_lazy("dua angka berbeda")),
        "same place and birth": _near(gettext_lazy("sama kecuali nomor urutnya")),
        "same birth": StateWord("bad", "cross", gettext_lazy("hanya tanggal lahir di dalamnya yang sama")),
        "different": _DIFFERENT,
    },
    "dob": {
        "missing": MISSING,
        "same": _SAME,
        "same 1 January": _near(gettext_lazy("sama, 1 Januari: tanggal yang sering ditulis bila tidak diketahui")),
        "day and month swapped": _near(gettext_lazy("tanggal dan bulan tertukar")),
        "same year, one is 1 January": _near(gettext_lazy("tahun sama, salah satunya 1 Januari")),
        "same year and day or month": _near(gettext_lazy("tahun sama, tanggal atau bulannya berbeda")),
        "same day and month, year off by 1 or 10": _near(
            gettext_lazy("tanggal dan bulan sama, tahun selisih 1 atau 10")
        ),
        "same day and month": _near(gettext_lazy("tanggal dan bulan sama, tahun berbeda")),
        "same year": StateWord("bad", "cross", gettext_lazy("hanya tahunnya sama")),
        "different": _DIFFERENT,
    },
    "sex": {"missing": MISSING, "same": _SAME, "different": _DIFFERENT},
    "name": {
        "missing": MISSING,
        "same words": _SAME,
        "same words, one misspelt": _near(gettext_lazy("sama, ada kata yang salah eja")),
        "same words, some as initials": _near(gettext_lazy("sama, sebagian disingkat")),
        "two words or more, others left out": _near(gettext_lazy("dua kata atau lebih sama, lainnya tidak ditulis")),
        "a word, others left out": _PARTLY,
        "words misspelt or shortened, others left out": _near(
            gettext_lazy("salah eja atau disingkat, sebagian tidak ditulis")
        ),
        "initials alone": _near(gettext_lazy("hanya inisialnya sama")),
        "two words or more, others differ": _near(gettext_lazy("dua kata atau lebih sama, lainnya berbeda")),
        "a word, others differ": StateWord("bad", "cross", gettext_lazy("satu kata sama, lainnya berbeda")),
        "different": _DIFFERENT,
    },
    "mother": {
        "missing": MISSING,
        "same words": _SAME,
        "words left out": _PARTLY,
        "misspelt or shortened": _near(gettext_lazy("salah eja atau disingkat")),
        "a word": _near(gettext_lazy("sebagian kata sama")),
        "different": _DIFFERENT,
    },
    "phone": _NUMBER,
    "kpj": _NUMBER,
    "email": {
        "missing": MISSING,
        "same": _SAME,
        "same name before the @": _near(gettext_lazy("sama sampai tanda @")),
        "misspelt": _near(gettext_lazy("salah eja")),
        "different": _DIFFERENT,
    },
    "occupation": {
        "missing": MISSING,
        "same words": _SAME,
        "a word": _near(gettext_lazy("sebagian kata sama")),
        "different": _DIFFERENT,
    },
}
# An address has three parts; what is missing of it is not mentioned.
STREET: dict[str, StateWord] = {
    "street and number": StateWord("good", "check", gettext_lazy("jalan dan nomor sama")),
    "number and a word": _near(gettext_lazy("nomor dan sebagian nama jalan sama")),
    "street": StateWord("good", "check", gettext_lazy("jalan sama")),
    "a word of it": _near(gettext_lazy("sebagian nama jalan sama")),
    "different": StateWord("bad", "cross", gettext_lazy("jalan berbeda")),
}
BESIDE: dict[str, StateWord] = {
    "RT/RW same": StateWord("good", "check", gettext_lazy("RT/RW atau lingkungan sama")),
    "RT/RW different": StateWord("bad", "cross", gettext_lazy("RT/RW atau lingkungan berbeda")),
}
PLACE: dict[str, StateWord] = {
    "same kelurahan": StateWord("good", "check", gettext_lazy("kelurahan sama")),
    "kelurahan misspelt": _near(gettext_lazy("kelurahan salah eja")),
    "different kelurahan": StateWord("bad", "cross", gettext_lazy("kelurahan berbeda")),
    "same kecamatan": StateWord("good", "check", gettext_lazy("kecamatan sama")),
    "different kecamatan": StateWord("bad", "cross", gettext_lazy("kecamatan berbeda")),
}
KEYS: dict[str, Words] = {
    "same NIK": gettext_lazy("NIK sama"),
    "same member number": gettext_lazy("nomor peserta sama"),
    "same e-mail": gettext_lazy("email sama"),
    "same phone": gettext_lazy("telepon sama"),
    "name": gettext_lazy("nama"),
    "birth date": gettext_lazy("tanggal lahir"),
    "birth year": gettext_lazy("tahun lahir"),
    "birthday": gettext_lazy("hari dan bulan lahir"),
    "NIK without its serial": gettext_lazy("NIK tanpa nomor urut"),
    "NIK without its place": gettext_lazy("NIK tanpa tempat terbit"),
    "NIK without its date": gettext_lazy("NIK tanpa tanggal lahir"),
    "NIK one digit off": gettext_lazy("NIK berbeda satu angka"),
    "NIK two digits off": gettext_lazy("NIK berbeda dua angka"),
    "word of the name": gettext_lazy("satu kata nama"),
    "place": gettext_lazy("tempat tinggal"),
    "address": gettext_lazy("alamat"),
    "mother": gettext_lazy("nama ibu"),
    "house number": gettext_lazy("nomor rumah"),
    "neighbourhood": gettext_lazy("lingkungan"),
}


def rule_words(rule: str) -> str:
    """Why a pair was drawn up, in the reader's language: `nama + tanggal lahir`."""
    return " + ".join(str(KEYS.get(part, part)) for part in rule.split(" + ")) if rule else ""


def sure(probability: float) -> str:
    """A probability as a sentence."""
    return str(next(words for least, words in SURE if probability >= least))


def level_words(field: str, level: str) -> list[StateWord]:
    """How a field of two records compares; an address has a word for each of its parts that both tell."""
    if field != "address":
        return [LEVELS[field].get(level, MISSING)]
    parts = zip((STREET, BESIDE, PLACE), level.split("; "), strict=False)
    return [words[part] for words, part in parts if part in words] or [MISSING]


def counted(parts: Iterable[tuple[Result, str]]) -> str:
    """`3 terlindungi, 1 belum diketahui` of numbers by word."""
    return ", ".join(f"{count} {str(RESULTS[result].label).lower()}" for result, count in parts)
