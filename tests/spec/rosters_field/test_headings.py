"""Headings as people and programs write them, and the neighbours that must not be taken for them."""

import pytest

from tests.spec.rosters_field.made import all_are_these_people, judged, people
from tests.unit.rosters.making_files import checked, csv_bytes, xlsx

# headings | columns below them | field of each column that must be found, in order ('-' for none)
SETS = [
    ("NO|NAMA SESUAI KTP|NO KTP|TTL|JK|ALAMAT|LING|HP/WA|PEKERJAAN|KET.", "no|name|nik|ttl|sex|address|ling|phone|job|",
     "-|full_name|nik|birth_date|sex|address|lingkungan|phone|occupation|-"),
    ("No.|NIK|Nama TK|No. KTP|No. KPJ|Tgl. Lahir|Jns Kelamin|Nama Ibu Kandung|Jabatan|Upah|No. Handphone", "no|K-77|name|nik|kpj|cell|sex|mother|Operator|pay|phone",
     "-|-|full_name|nik|member_number|birth_date|sex|mother_name|occupation|monthly_income|phone"),
    ("No|N I K|N a m a|Tmp/Tgl Lhr|L/P|Almt|Lk.|Kel/Desa|Kec.|No Hp", "no|nik|name|ttl|sex|address|ling|kel|kec|phone",
     "-|nik|full_name|birth_date|sex|address|lingkungan|kelurahan|kecamatan|phone"),
    ("No|Nama Jamaah/Guru Mengaji|Nomor KTP|Tanggal Lahir|Nomor Telepon Seluler|Nama Masjid|Profesi", "no|name|nik|words|phone|Masjid Al Ikhlas|job",
     "-|full_name|nik|birth_date|phone|-|occupation"),
    ("ID|NAMA LGKP|NIK|JENIS KLMIN|TMPT LHR|TGL LHR|NAMA LGKP IBU|NO HP", "no|name|nik|sex|place|words|mother|phone",
     "-|full_name|nik|sex|birth_place|birth_date|mother_name|phone"),
    ("namaLengkap|nomorKtp|tanggalLahir|jenisKelamin|nomorHp|namaIbuKandung", "name|nik|born|sex|phone|mother",
     "full_name|nik|birth_date|sex|phone|mother_name"),
    ("id|created_at|user_name|user_nik|user_phone|birth_date|gender", "no|2026-10-10 10:00:01|name|nik|phone|born|sex",
     "-|-|full_name|nik|phone|birth_date|sex"),
    ("IDBDT|NOKK|NIK|NAMA|TGLLAHIR|JNSKEL|KEC|KEL", "no|kk|nik|name|born|sex|kec|kel",
     "-|family_card|nik|full_name|birth_date|sex|kecamatan|kelurahan"),
    ("No|Nama|NIK|Tempat|Tanggal Lahir|JK|HP", "no|name|nik|place|words|sex|phone", "-|full_name|nik|birth_place|birth_date|sex|phone"),
    ("Nama|NIK|Tgl Lahir|No HP|Kelurahan Domisili|Kecamatan Domisili", "name|nik|words|phone|kel|kec",
     "full_name|nik|birth_date|phone|kelurahan|kecamatan"),
    ("No|Nama|NIK|Tgl Lahir|L/P|HP||REKAP|L|P", "no|name|nik|words|sex|phone||Laki-laki|3|4", "-|full_name|nik|birth_date|sex|phone|-|-|-|-"),
    ("No|Nama||NIK|Tgl Lahir||HP", "no||name|nik||words|phone", "-|-|full_name|nik|-|birth_date|phone"),
    ("No|Nama Lengkap & Gelar|NIP/NIK|Tgl Lahir|No HP", "no|name|nik|words|phone", "-|full_name|nik|birth_date|phone"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "columns", "fields"), SETS, ids=[row[0][:40] for row in SETS])
def test_headings_are_understood(head: str, columns: str, fields: str) -> None:
    report = judged(head.split("|"), columns.split("|"))
    found = report.sheets[0].columns
    expected = {field: "ABCDEFGHIJKLM"[at] for at, field in enumerate(fields.split("|")) if field != "-"}
    assert {field: found.get(field) for field in expected} == expected
    all_are_these_people(report, expected)


BESIDE = {
    "Nama Masjid": "Masjid Al Ikhlas", "Nama Anak": "Rudi Kecil", "Nama Jalan": "Jalan Aur", "Nama Usaha": "Warung Ibu", "Nama Kapal": "Bahari",
    "Nama Ayah": "Togar Pane", "Nama Ahli Waris": "Ani Lubis", "Nama Kepala Keluarga": "Togar Pane", "Nama Kepling": "Pak Regar",
    "NIK Kepala Keluarga": "1271021708790099", "NIK Ibu": "1271025708790099", "No KTP Ortu": "1271021708790099",
    "HP Keluarga": "081300001111", "No. Telp Perusahaan": "0614512345", "No HP Darurat": "081300001111", "No Rekening": "105000123456",
    "Tgl Lahir Anak": "02-01-2015", "Tanggal Daftar": "20-10-2026", "TMT": "02-01-2020",
    "Pekerjaan Suami": "PNS", "Pekerjaan Orang Tua": "TNI", "Kelurahan Asal": "Lubuk Pakam", "Kecamatan Tempat Usaha": "Percut Sei Tuan",
}  # fmt: skip


@pytest.mark.parametrize("heading", BESIDE)
def test_what_belongs_to_another_is_not_taken(heading: str) -> None:
    head = ["No", heading, "Nama", "NIK", "Tgl Lahir", "L/P", "No HP", "Pekerjaan", "Kelurahan", "Kecamatan"]
    report = judged(head, ["no", BESIDE[heading], "name", "nik", "words", "sex", "phone", "job", "kel", "kec"])
    all_are_these_people(report, {"full_name": "C", "nik": "D", "birth_date": "E", "phone": "G"})


@pytest.mark.parametrize(
    "name",
    ["Nama Kepala Keluarga", "Nama Kepala Lingkungan", "Nama Petugas", "Nama Ketua", "Nama Pemilik Usaha", "Nama P3SU"],
)
@pytest.mark.parametrize("number", ["NIK", "NIK Ketua"])
def test_a_list_of_heads_is_a_list_of_people(name: str, number: str) -> None:
    report = judged(
        ["No", name, number, "Tgl Lahir", "No HP", "Alamat"], ["no", "name", "nik", "words", "phone", "address"]
    )
    all_are_these_people(report, {"full_name": "B", "nik": "C", "birth_date": "D", "phone": "E"})
    assert report.sheets[0].columns["address"] == "F"


ADVICE = [
    [["", "sesuai KTP", "16 digit", "dd-mm-yyyy", "L/P", "08xxx"]],
    [["", "wajib", "wajib", "wajib", "wajib", "opsional"]],
    [["(No)", "(Name)", "(ID Number)", "(Date of Birth)", "(Sex)", "(Phone)"]],
    [["a", "b", "c", "d", "e", "f"]],
    [["", "sesuai KTP", "16 digit", "tgl-bln-thn", "L/P", "08xxx"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]],
]


@pytest.mark.parametrize("below", ADVICE)
def test_advice_below_a_header_is_no_person(below: list[list[str]]) -> None:
    rows = [
        ["NO", "NAMA", "NIK", "TGL LAHIR", "L/P", "HP"],
        *below,
        *people(["no", "name", "nik", "words", "sex", "phone"]),
    ]
    report = checked(xlsx(rows))
    assert len(list(report.rows)) == 6
    all_are_these_people(report, {"full_name": "B", "nik": "C", "birth_date": "D", "phone": "F"})


FORMS = [
    [["Kelurahan", "Aur", "", "Kecamatan", "Medan Maimun"]],
    [["Nama Perusahaan", "PT ABC"], ["Alamat", "Jl. Sutomo"], ["No. Telp", "061-4512345"], ["NPP", "12345678"]],
    [["Nama Kepala Lingkungan", "Budi Santoso", "No HP", "081234567890", "NIK", "1271021708790001"]],
    [["No", "Uraian", "Jumlah"], [1.0, "Laki-laki", 5.0], [2.0, "Perempuan", 5.0], ["", "Total", 10.0], []],
]


@pytest.mark.parametrize("above", FORMS)
def test_a_form_above_the_header_is_not_the_header(above: list[list[str]]) -> None:
    columns = ["no", "name", "nik", "words", "sex", "phone"]
    report = judged(["No", "Nama", "NIK", "Tgl Lahir", "L/P", "HP"], columns, above=above)
    assert report.sheets[0].header_row == len(above) + 1
    all_are_these_people(report, {"full_name": "B", "nik": "C", "birth_date": "D", "phone": "F"})


def test_a_row_that_is_no_header_to_the_eye_still_names_its_columns() -> None:
    text = [
        [str(cell or "") for cell in row]
        for row in people(["no", "2026-10-10 10:00:01", "nik", "name", "phone", "address"])
    ]
    report = checked(csv_bytes([["kode", "created_at", "?", "??", "tel", "Alamat"], *text]), name="a.csv")
    assert report.sheets[0].columns["address"] == "F"
    all_are_these_people(report, {"full_name": "D", "nik": "C"})
