import pytest

from payung.identity import occupations


@pytest.mark.parametrize(
    ("typed", "klass"),
    [
        ("betor", "transport"), ("Parbecak", "transport"), ("Tukang becak", "transport"), ("Ojek Online", "transport"), ("Supir angkot", "transport"),
        ("Kenek", "transport"), ("Tukang botot", "other"), ("Jaga warung", "other"), ("Marbot Masjid", "other"), ("guru mengaji", "other"),
        ("KADER POSYANDU", "other"), ("Bilal mayit", "other"), ("Penggali Kubur", "other"), ("Buruh Harian Lepas", "other"), ("Petani/Pekebun", "other"),
        ("Nelayan/Perikanan", "other"), ("mocok-mocok", "other"), ("wirasuwasta", "other"), ("Pdagang", "other"), ("Tukang sulap", "other"),
        ("Karyawan PT. Sinar", "other"), ("Jual bakso bakar", "other"), ("IRT", "not_working"), ("Pelajar", "not_working"), ("Pedagang / Ojek", "other"),
        ("Farmer", "other"), ("Sopir TNI", "transport"), ("PPPK PARUH WAKTU", "other"), ("P3K Paruh Waktu", "other"), ("Tenaga Non ASN", "other"),
        ("Pensiunan PNS", "not_working"), ("Purn. TNI", "other"), ("Honorer", "other"),
    ],
)  # fmt: skip
def test_jobs_as_people_name_them(typed: str, klass: str) -> None:
    reading = occupations.read(typed)
    assert not reading.civil_servant
    assert reading.occupation is not None
    assert reading.occupation.klass == klass


@pytest.mark.parametrize(
    "typed",
    [
        "PNS", "P N S", "P.N.S.", "CPNS", "Guru PNS", "PPPK", "P3K", "ASN", "TNI", "TNI AD", "Polri", "Anggota Polri", "Polisi", "Pegawai Negeri Sipil (PNS)",
        "Tentara Nasional Indonesia (TNI)", "Kepolisian RI (POLRI)", "Pegawai negeri", "Guru PPPK", "Pembantu Letnan Satu TNI AL", "Brimob",
    ],
)  # fmt: skip
def test_servants_of_the_state(typed: str) -> None:
    assert occupations.read(typed).civil_servant


@pytest.mark.parametrize(
    "typed", ["asdf", "7", "qwerty", "tes tes", "Kxjdh", "blabla", "xxx", "Zzzz", "???x", "Medan", "Islam", "idem", 7.0]
)
def test_what_names_no_job(typed: object) -> None:
    reading = occupations.read(typed)
    assert reading.given
    assert reading.occupation is None


@pytest.mark.parametrize("nothing", [None, "", "-", "tidak ada", "belum ada", "n/a", " "])
def test_nothing_is_not_given(nothing: object) -> None:
    assert not occupations.read(nothing).given


def test_every_occupation_of_the_identity_card_is_known() -> None:
    known = {job.name for job in occupations.table().values()}
    assert {"Belum/Tidak Bekerja", "Paraji", "Anggota BPK", "Biarawati", "Wiraswasta", "Perangkat Desa"} <= known
