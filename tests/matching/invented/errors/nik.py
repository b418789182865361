"""What happens to a NIK on its way through forms, fingers and spreadsheets. Texts of sixteen digits go in."""

PLACEHOLDERS = (
    "0000000000000000", "9999999999999999", "1111111111111111", "1234567890123456", "1271000000000000", "0", "-", "1271010101700001",
    "1212121212121212", "XXXXXXXXXXXXXXXX", "TIDAK ADA", "1271999999999999",
)  # fmt: skip
REGIONS = "127101 127103 127108 127112 127119 120726 120727 120723 120728 127502 127601 121201 317301 147101 110601 137105".split()


def _digit(text: str, place: int, r: int) -> str:
    """Another digit in one place."""
    new = (int(text[place]) + 1 + r % 9) % 10 if text[place].isdigit() else 0
    return f"{text[:place]}{new}{text[place + 1 :]}"


def digit_wrong(text: str, r: int) -> str:
    """One digit is another."""
    return _digit(text, r % len(text), r // 97)


def two_digits_wrong(text: str, r: int) -> str:
    """Two digits are others."""
    return digit_wrong(_digit(text, r % len(text), r // 97), r // 9973)


def digits_transposed(text: str, r: int) -> str:
    """Two neighbouring digits that differ stand in each other's place."""
    places = [place for place in range(len(text) - 1) if text[place] != text[place + 1]]
    if not places:
        return text
    place = places[r % len(places)]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def digit_lost(text: str, r: int) -> str:
    """Fifteen digits."""
    place = r % len(text)
    return text[:place] + text[place + 1 :]


def digit_too_many(text: str, r: int) -> str:
    """Seventeen digits: one stands twice."""
    place = r % len(text)
    return text[: place + 1] + text[place:]


def placeholder(text: str, r: int) -> str:
    """Something to fill the field, some of it far more often than the rest."""
    few = r % 3 == 0
    return PLACEHOLDERS[r // 7 % len(PLACEHOLDERS)] if few else PLACEHOLDERS[r // 7 % 3]


def made_up(text: str, r: int) -> str:
    """The region and the birth are right, the serial is invented."""
    return f"{text[:12]}{r % 9000 + 1:04d}"


def serial_one(text: str, r: int) -> str:
    """The serial nobody looked up: 0001."""
    return text[:12] + "0001"


def other_region(text: str, r: int) -> str:
    """The region of the old or of the new home, where the other stands elsewhere."""
    return REGIONS[r % len(REGIONS)] + text[6:]


def woman_as_man(text: str, r: int) -> str:
    """The forty that is added to a woman's day is left out, or put to a man's."""
    day = int(text[6:8]) if text[6:8].isdigit() else 0
    return f"{text[:6]}{(day + 40) % 80:02d}{text[8:]}"


def scientific(text: str, r: int) -> str:
    """A spreadsheet took it for a number: 1.27101E+15, with a comma or a point."""
    if not text.isdigit():
        return text
    digits = 5 + r % 8
    return f"{text[0]}{('.', ',')[r // 11 % 2]}{text[1 : 1 + digits]}E+15"


def precision_lost(text: str, r: int) -> str:
    """A spreadsheet kept fifteen digits: the last is a nought; one step worse, the last two or four."""
    lost = (1, 1, 1, 2, 4)[r % 5]
    return text[:-lost] + "0" * lost


def written_apart(text: str, r: int) -> str:
    """Blanks, points or hyphens between the groups of digits, or marks around them."""
    sign = " .-"[r % 3]
    apart = sign.join((text[:6], text[6:12], text[12:]))
    by_four = sign.join(text[at : at + 4] for at in range(0, len(text), 4))
    return (apart, by_four, f"'{text}", f" {text} ", f"{text}.0", f"NIK {text}")[r // 3 % 6]


def letters_for_digits(text: str, r: int) -> str:
    """O for 0, I for 1, S for 5, B for 8, in one place or in all."""
    pairs = [(old, new) for old, new in (("0", "O"), ("1", "I"), ("5", "S"), ("8", "B")) if old in text]
    if not pairs:
        return text
    old, new = pairs[r % len(pairs)]
    return text.replace(old, new, 1 if r // 11 % 2 else 16)
