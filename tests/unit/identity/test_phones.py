import pytest

from payung.identity import phones


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("081234567890", "+6281234567890"), ("81234567890", "+6281234567890"), (81234567890.0, "+6281234567890"),
        ("6281234567890", "+6281234567890"), ("62812634567", "+62812634567"), ("+62 812-3456-7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"), ("006281234567890", "+6281234567890"), ("'0812.3456.7890", "+6281234567890"),
        ("0812 3456 7890 (istri)", "+6281234567890"), ("Hp. 0812-3456-7890", "+6281234567890"), ("O812 3456 789O", "+6281234567890"),
        ("(061) 4567890", "+62614567890"), ("061-4567890", "+62614567890"), (614567890.0, "+62614567890"), ("081234567890.0", "+6281234567890"),
        ("123 / 081234567890", "+6281234567890"), ("081234567890/085234567890", "+6281234567890"),
        ("08123 atau 081234567890", "+6281234567890"), ("081234567890\n085234567890", "+6281234567890"), ("896090447", "+62896090447"),
    ],
)  # fmt: skip
def test_one_form_of_every_number(typed: object, number: str) -> None:
    assert phones.read(typed).number == number


@pytest.mark.parametrize(
    "wrong",
    [
        "08123",
        "0812345678901234",
        "0000000000",
        "rusak",
        "08xxxxxxxxxx",
        12345.0,
        "+60123456789",
        "0800123456",
        "1,5E+11",
        "4567890",
        "021",
    ],
)
def test_what_cannot_be_an_indonesian_number(wrong: object) -> None:
    assert phones.read(wrong) == phones.PhoneReading(True)


@pytest.mark.parametrize("nothing", [None, "", "-", "tidak ada", "belum ada", "tdk punya hp", "n/a", "kosong", " ", 0])
def test_none_is_not_a_wrong_one(nothing: object) -> None:
    assert phones.read(nothing) == phones.PhoneReading(False)
