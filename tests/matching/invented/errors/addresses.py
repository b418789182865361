"""How clerks write addresses and telephones, and what goes wrong with them."""

import re

ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
ROADS = ("Jl. ", "Jl ", "Jalan ", "JLN ", "jl.", "Jln. ", "JL. ", "")
LANES = (" Gg. ", " Gg ", " Gang ", " GG.", " gg. ", " Lr. ")
NUMBERS = (" No. ", " No ", " No.", " ", " NO. ", " no ", " Nomor ")
SURROUNDINGS = (
    "Lk. {n}",
    "Lk. {r}",
    "Lingkungan {r}",
    "Lingkungan {n}",
    "LK {r}",
    "Lingk. {n}",
    "Lk {n:02d}",
    "LINGK.{r}",
)
SHORT_WORDS = (("Sei ", "Sungai "), ("Kampung ", "Kp. "), ("Tanjung ", "Tj. "), ("Tanjung ", "Tg. "), ("Pulo ", "Pulau "), ("Bandar ", "Bdr. "), ("Simpang ", "Sp. "), ("Barat", "Brt"), ("Timur", "Tim"), (" II", " 2"), (" I", " 1"))  # fmt: skip
STREET_WORDS = (("Jenderal", "Jend."), ("Kapten", "Kapt."), ("Brigjen", "Brig. Jend."), ("Sultan", "St."), ("Pangeran", "P."), ("Ahmad", "A."), ("Imam", "I."), ("Setia", "Stia"), ("Sisingamangaraja", "SM Raja"), ("Diponegoro", "Dipenogoro"), ("Perjuangan", "Perj."), ("Teuku", "T."))  # fmt: skip
NO_PHONES = ("0", "-", "08", "081234567890", "0812", "000000000000", "628", "tidak ada")
NO_MOTHERS = ("-", "TIDAK TAHU", "IBU", "ALMH", "X", "TIDAK ADA", "MAMAK", "ALMARHUMAH")


def street(parts: tuple[str, str, int], r: int) -> str:
    """A street, its lane and the house number in one of some three hundred ways."""
    name, lane, number = parts
    passage = f"{LANES[r // 8 % 6]}{lane}" if lane else ""
    letter = "ABC"[r // 7919 % 3] if r // 1009 % 12 == 0 else ""
    return f"{ROADS[r % 8]}{name}{passage}{NUMBERS[r // 48 % 7]}{number}{letter}"


def surroundings(number: int, r: int) -> str:
    """The lingkungan by its number, Arab or Roman; seldom as RT and RW."""
    if r // 64 % 25 == 0:
        return f"RT {number:03d} RW {number % 7 + 1:03d}"
    return SURROUNDINGS[r % 8].format(n=number, r=ROMAN[number - 1])


def number_lost(text: str, r: int) -> str:
    """No house number."""
    return re.sub(r"\W+([Nn][Oo](mor)?\W*)?\d+[A-Ca-c]?$", "", text) or text


def number_wrong(text: str, r: int) -> str:
    """Another house number."""
    return re.sub(r"\d+", str(1 + r % 240), text)


def lane_lost(text: str, r: int) -> str:
    """The lane is left out."""
    return re.sub(r"\s(Gg|Gang|GG|gg|Lr)\W+\w+", "", text)


def village_added(text: str, r: int) -> str:
    """Words behind that other fields hold: the city, a postal code, a landmark."""
    return (
        text
        + (" Medan", ", Medan", f" {20111 + r % 250}", " dkt Mesjid", " (samping gereja)", " belakang", " dpn SD")[
            r // 250 % 7
        ]
    )


def street_shortened(text: str, r: int) -> str:
    """A word of the street in its customary short form."""
    return _replaced(text, STREET_WORDS, r)


def words_shortened(text: str, r: int) -> str:
    """A word of a village in another customary form."""
    return _replaced(text, SHORT_WORDS, r)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...], r: int) -> str:
    usable = [(old, new) for old, new in pairs if old in text]
    if not usable:
        return text
    old, new = usable[r % len(usable)]
    return text.replace(old, new)


def village_prefix(text: str, r: int) -> str:
    """Kel. before the village."""
    return ("Kel. ", "Kel ", "Kelurahan ", "Desa ")[r % 4] + text


def district_form(text: str, r: int) -> str:
    """The kecamatan with its prefix, without the city, or with the city shortened."""
    return ("Kec. " + text, text.replace("Medan ", ""), text.replace("Medan ", "Mdn "), text.replace("Medan ", "M. "))[
        r % 4
    ]


def phone_form(text: str, r: int) -> str:
    """A telephone with the country's code, hyphens, blanks, without its nought."""
    if not text.isdigit():
        return text
    bare = text[1:]
    forms = (
        f"+62{bare}",
        f"62{bare}",
        bare,
        f"{text[:4]}-{text[4:8]}-{text[8:]}",
        f"{text[:4]} {text[4:8]} {text[8:]}",
        f"(+62) {bare}",
        f"{text}.0",
    )
    return forms[r % 7]


def two_phones(text: str, r: int) -> str:
    """A second number in the same field."""
    second = f"08{r % 10**9 + 10**9}"
    return f"{text}/{second}" if r // 3 % 2 else f"{second} / {text}"


def phone_digit(text: str, r: int) -> str:
    """One digit of the telephone is another."""
    place = 2 + r % (len(text) - 2)
    return f"{text[:place]}{(int(text[place]) + 1 + r // 97 % 9) % 10}{text[place + 1 :]}"


def no_phone(text: str, r: int) -> str:
    """Something to fill the field."""
    return NO_PHONES[r % len(NO_PHONES)]


def no_mother(text: str, r: int) -> str:
    """Something to fill the field."""
    return NO_MOTHERS[r % len(NO_MOTHERS)]


def mother_addressed(text: str, r: int) -> str:
    """A form of address or a note before the mother's name."""
    return ("Ibu ", "Alm. ", "Almh ", "Ny. ", "Hj. ", "Mak ")[r % 6] + text
