import pytest

from payung.identity import names


@pytest.mark.parametrize(
    "fine",
    [
        "SITI AMINAH", "Suparman", "Hj. SITI AMINAH, S.Pd.I", "Drs. H. M. YUSUF, S.H., M.H.", "ABDUL MU'IN", "D`ANGELO", "PERANGIN-ANGIN",
        "KUMAR A/L RAJU", "MAYA P. TANJUNG", "É ANDRÉ", "Ny. Tan",
    ],
)  # fmt: skip
def test_what_names_have_is_not_suspicious(fine: str) -> None:
    assert not names.read(fine).suspicious


@pytest.mark.parametrize(
    "odd",
    [
        "NUR #",
        "*SUSI",
        "1NDAH",
        "SAMU3L",
        "BUDI 2",
        "BUDI_SANTOSO",
        "SIDIK??",
        "@TIUR",
        '=HYPERLINK("x")',
        "-BUDI",
        "BUDI (ALM)",
        7.0,
        "😀 BUDI",
    ],
)
def test_digits_and_signs_are(odd: object) -> None:
    assert names.read(odd).suspicious


@pytest.mark.parametrize("nothing", [None, "", " ", "-", "tidak ada", "...", "#REF!", "'"])
def test_nothing_is_missing(nothing: object) -> None:
    assert names.read(nothing).name is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MUHAMMAD YUSUF", "Moh. Yusuf"), ("Mhd Yusuf", "MUHAMAD YUSUF"), ("Soebagio Hartono", "Subagyo Hartono"), ("Hj. Siti Aminah", "ST AMINAH"),
        ("Achmad Djaelani", "Ahmad Jaelani"), ("Ryna Damanik", "RINA DAMANIK"), ("DEWI BR SITORUS", "Dewi Sitorus"),
        ("H. Sulaiman, S.Ag", "SULAIMAN"), ("Noerhayati", "Nurhayati"),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert names.search_key(one) == names.search_key(other)
    assert names.agreement(one, other) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JOKO ISKANDAR SIPAHUTAR", "DARWIN ISKANDAR SIPAHUTAR"), ("RINA", "RINI"), ("SITI", "SITI AMINAH"), ("HASAN LUBIS", "HUSIN LUBIS"),
        ("BUDI SANTOSO", "BUDI HARTONO"), ("", "BUDI"),
    ],
)  # fmt: skip
def test_two_people(one: str, other: str) -> None:
    assert names.agreement(one, other) < 0.75


@pytest.mark.parametrize(
    ("one", "other"), [("SITI AMINAH", "SITI A."), ("HERMANSYAH LUBIS", "HERMANSAH LUBIS"), ("ROSMAWATI", "ROSMAWTI")]
)
def test_an_initial_or_a_slip_is_likely_the_same(one: str, other: str) -> None:
    assert names.agreement(one, other) >= 0.75


def test_a_list_number_before_the_name_is_taken_off() -> None:
    assert names.without_numbering("12. BUDI") == "BUDI"
    assert names.without_numbering("BUDI 2") == "BUDI 2"
