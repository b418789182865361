"""What each problem code says to whoever typed the roster: what is wrong, in which cell, what to do.
Indonesian and English.
"""

from payung.rosters.problems import Problem

# {cell} is the cell or, where the column is missing, the field's name; the rest are the problem's parameters.
_MESSAGES: dict[str, tuple[str, str]] = {
    "nik_missing": (
        "NIK belum diisi ({cell}); salin 16 angka dari KTP.",
        "There is no NIK ({cell}); copy the 16 digits from the identity card.",
    ),
    "nik_length": (
        "NIK di {cell} terbaca {found} angka, seharusnya 16; ketik ulang dari KTP.",
        "The NIK in {cell} has {found} digits instead of 16; type it again from the identity card.",
    ),
    "nik_precision_lost": (
        (
            "NIK di {cell} tersimpan sebagai bilangan sehingga angka terakhirnya hilang; ubah format sel menjadi Teks "
            "lalu ketik ulang."
        ),
        "The NIK in {cell} was stored as a number and lost its last digit; format the cell as Text and type it again.",
    ),
    "nik_date_invalid": (
        "Angka ke-7 sampai ke-12 NIK di {cell} bukan tanggal lahir; cocokkan dengan KTP.",
        "Digits 7-12 of the NIK in {cell} are no birth date; compare with the identity card.",
    ),
    "nik_serial_zero": (
        "Empat angka terakhir NIK di {cell} adalah 0000, tampaknya dibulatkan lembar kerja; ketik ulang dari KTP.",
        "The last four digits of the NIK in {cell} are 0000, rounded by a spreadsheet it seems; type it again.",
    ),
    "nik_region_unknown": (
        "Dua angka pertama NIK di {cell} bukan kode provinsi; cocokkan dengan KTP.",
        "The first two digits of the NIK in {cell} are no province; compare with the identity card.",
    ),
    "nik_district_unknown": (
        (
            "Kode kabupaten/kota atau kecamatan pada NIK di {cell} tidak ada di daftar sekarang; periksa, bila sesuai "
            "KTP biarkan."
        ),
        "The district code of the NIK in {cell} is not in today's list; check it, and leave it if the card says so.",
    ),
    "nik_birth_date_mismatch": (
        "Tanggal lahir di {cell} ({given}) berbeda dari NIK ({from_nik}); cocokkan keduanya dengan KTP.",
        "The birth date in {cell} ({given}) is not the NIK's ({from_nik}); compare both with the identity card.",
    ),
    "nik_sex_mismatch": (
        "Jenis kelamin di {cell} berbeda dari NIK; cocokkan keduanya dengan KTP.",
        "The sex in {cell} is not the NIK's; compare both with the identity card.",
    ),
    "name_missing": (
        "Nama belum diisi ({cell}); tulis nama lengkap sesuai KTP.",
        "There is no name ({cell}); write the full name as on the identity card.",
    ),
    "name_suspicious": (
        "Nama di {cell} memuat angka atau tanda yang tidak lazim; tulis sesuai KTP.",
        "The name in {cell} has digits or signs that no name has; write it as on the identity card.",
    ),
    "birth_date_invalid": (
        "Tanggal lahir di {cell} bukan tanggal yang benar atau belum terjadi; tulis seperti 17-08-1979.",
        "The birth date in {cell} is no real date or lies in the future; write it like 17-08-1979.",
    ),
    "birth_date_ambiguous": (
        "Tanggal lahir di {cell} bisa {first} atau {second}; tulis nama bulannya, misalnya 17 Agustus 1979.",
        "The birth date in {cell} may be {first} or {second}; write the month as a word, like 17 Agustus 1979.",
    ),
    "too_young": (
        "Umur {age} tahun, di bawah {limit} tahun; belum dapat didaftarkan ({cell}).",
        "{age} years old, under {limit}; cannot be registered yet ({cell}).",
    ),
    "age_65_review": (
        "Umur {age} tahun; aturan tentang batas umur berbeda-beda, petugas memutuskan ({cell}).",
        "{age} years old; sources differ about the age limit, a person decides ({cell}).",
    ),
    "too_old": (
        "Umur {age} tahun, sudah {limit} tahun atau lebih; tidak dapat didaftarkan ({cell}).",
        "{age} years old, {limit} or older; cannot be registered ({cell}).",
    ),
    "civil_servant": (
        "Pekerjaan di {cell} adalah ASN, TNI, atau Polri yang dijamin di tempat lain; keluarkan dari daftar ini.",
        "The occupation in {cell} is civil servant, military or police, insured elsewhere; take the row out.",
    ),
    "phone_missing": (
        "Nomor HP belum diisi ({cell}); tambahkan bila ada.",
        "There is no phone number ({cell}); add one if there is.",
    ),
    "phone_invalid": (
        "Nomor HP di {cell} tidak mungkin benar; tulis seperti 0812 3456 7890 atau (061) 456 7890.",
        "The phone number in {cell} cannot be right; write it like 0812 3456 7890 or (061) 456 7890.",
    ),
    "occupation_unknown": (
        "Pekerjaan di {cell} tidak dikenal; tulis nama pekerjaannya, misalnya Pedagang atau Penarik betor.",
        "The occupation in {cell} is not known; write what the person does, like Pedagang or Penarik betor.",
    ),
    "territory_unknown": (
        "{place} di {cell} tidak ada di {city}; periksa nama kelurahan dan kecamatannya{advice}.",
        "{place} in {cell} is not in {city}; check the kelurahan and kecamatan{advice}.",
    ),
    "duplicate_in_file": (
        "NIK di {cell} sudah ada di {where}; hapus salah satu.",
        "The NIK in {cell} stands already in {where}; delete one of the two.",
    ),
    "possible_duplicate": (
        "Sangat mungkin orang yang sama dengan {where} tetapi NIK-nya berbeda; periksa KTP, sisakan satu.",
        "Very probably the same person as in {where} under another NIK; check the card and keep one.",
    ),
    "duplicate_existing": (
        "Orang ini sudah terdaftar di kota ini; keluarkan dari daftar ini.",
        "This person is enrolled in this city already; take the row out.",
    ),
    "already_active": (
        "Menurut BPJS Ketenagakerjaan orang ini sudah peserta aktif; keluarkan dari daftar ini.",
        "The insurer reports this person as an active member; take the row out.",
    ),
}

# Another sentence for the same code, where the cell allows a truer one (parameter `variant`).
_VARIANTS: dict[tuple[str, str], tuple[str, str]] = {
    ("nik_precision_lost", "whole"): (
        (
            "NIK di {cell} tersimpan sebagai bilangan, sehingga lembar kerja dapat mengubah angka terakhirnya; ubah "
            "format sel menjadi Teks lalu ketik ulang dari KTP."
        ),
        (
            "The NIK in {cell} was stored as a number, whose last digit a spreadsheet may change; format the cell as "
            "Text and type it again from the identity card."
        ),
    ),
    ("territory_unknown", "lingkungan"): (
        "Lingkungan {place} di {cell} tidak ada di kelurahan {kelurahan}; yang ada: {there}.",
        "Lingkungan {place} in {cell} is not in the kelurahan {kelurahan}; there are: {there}.",
    ),
    ("territory_unknown", "elsewhere"): (
        "{place} di {cell} ada di Kecamatan {there}, bukan {kecamatan}; periksa pasangan kelurahan dan kecamatannya.",
        "{place} in {cell} lies in the kecamatan {there}, not {kecamatan}; check the pair of kelurahan and kecamatan.",
    ),
    ("territory_unknown", "no_lingkungan"): (
        "Lingkungan {place} di {cell} tidak ada di kelurahan {kelurahan}; belum ada lingkungan yang tercatat di sana.",
        "Lingkungan {place} in {cell} is not in the kelurahan {kelurahan}; none are listed there yet.",
    ),
}

_FIELDS = {
    "nik": "kolom NIK",
    "full_name": "kolom nama",
    "birth_date": "kolom tanggal lahir",
    "phone": "kolom nomor HP",
    "sex": "kolom jenis kelamin",
}
_FIELDS_ENGLISH = {
    "nik": "NIK column",
    "full_name": "name column",
    "birth_date": "birth date column",
    "phone": "phone column",
    "sex": "sex column",
}

CODES = frozenset(_MESSAGES)


def message(problem: Problem, *, language: str = "id") -> str:
    """One sentence about the problem, naming the cell and what to do; `language` is 'id' or 'en'."""
    said = _VARIANTS.get((problem.code, str(problem.params.get("variant", ""))), _MESSAGES[problem.code])
    indonesian, english = said
    names = _FIELDS_ENGLISH if language == "en" else _FIELDS
    cell = problem.cell or names.get(problem.field, problem.field)
    params = {"found": 0, "advice": "", "city": "", "place": "", **problem.params}
    if language == "en" and problem.params.get("where"):
        params["where"] = str(params["where"]).replace("baris", "row").replace("lembar", "sheet")
    if problem.params.get("suggestion"):
        params["advice"] = f" ({'perhaps' if language == 'en' else 'mungkin'} {problem.params['suggestion']})"
    return (english if language == "en" else indonesian).format(cell=cell, **params)
