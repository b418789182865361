"""Names, addresses and numbers of people who do not exist.

Mothers bear names built from syllables that no other name in the city has, so that a search through a stolen dump for
any of them tells something. NIK use kecamatan 99, which no list of codes holds.
"""

import datetime as dt
from collections.abc import Iterator
from random import Random

MALE = (
    "Ahmad Budi Candra Darman Edi Faisal Gunawan Hasan Irwan Joko Kurnia Luhut Maruli Nasir Oloan Parlin Rizal Saut "
    "Togar Umar Wahyu Yusuf Zainal Andi Bonar Dedi Erwin Fahmi Heri Indra Jaya Lamhot Mangara Poltak Ridwan Suryadi"
).split()
FEMALE = (
    "Aisyah Bunga Citra Dewi Erna Fitri Gita Hotma Indah Juli Kartini Lasma Maya Nurul Oktavia Putri Rina Sari "
    "Tiurma Umi Wati Yanti Zahra Asni Berliana Desi Elfrida Farida Helena Ida Khadijah Lestari Mariani Nova Roslina"
).split()
LAST = (
    "Siregar Nasution Lubis Harahap Hasibuan Ginting Sembiring Tarigan Purba Pasaribu Batubara Simanjuntak Sinaga "
    "Manurung Hutagalung Rangkuti Daulay Pohan Ritonga Saragih Damanik Sitorus Panjaitan Marpaung Gultom Tanjung "
    "Chaniago Koto Piliang Susanto Wijaya Hidayat Saputra Kurniawan Setiawan Syahputra Ramadhan Fauzi Halim Pratama"
).split()
MIDDLE = ("Abdul Muhammad Rahmat Hadi Nur Sri Tri Dwi Eka Agus Putra Maulana Rizki Ananda Cahya Permata").split()
STREETS = (
    "Melati Mawar Kenanga Cempaka Anggrek Dahlia Flamboyan Kamboja Seroja Teratai Bougenville Tulip Nusa Indah"
).split()
SYLLABLES = "xa zo vu qi xe vo qu zi xo va ze qa".split()
ENDINGS = "rina mila tera nisa wena lora dima sela kira tona".split()
LAND_CODES = ("127199",) * 8 + ("120799", "121299")
MALE_TO_FEMALE_DAYS = 40
PHONE_PREFIXES = ("+62812", "+62813", "+62852", "+62821", "+62857", "+62895")


def person_name(random: Random, sex: str) -> str:
    first = random.choice(MALE if sex == "M" else FEMALE)
    parts = [first, random.choice(LAST)]
    if random.random() < 0.45:
        parts.insert(1, random.choice(MIDDLE))
    return " ".join(parts)


def mother_names(random: Random) -> Iterator[str]:
    """Endless different names, in capitals as they are sealed."""
    count = len(SYLLABLES) ** 2 * len(ENDINGS)
    order = random.sample(range(count * count), 200_000)
    for number in order:
        yield f"{_invented(number // count)} {_invented(number % count)}".upper()


def _invented(number: int) -> str:
    number, ending = divmod(number, len(ENDINGS))
    first, second = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[first]}{SYLLABLES[second]}{ENDINGS[ending]}"


def birth_date(random: Random, *, on: dt.date) -> dt.date:
    """Of somebody between 18 and 64 on the day, middle ages more often."""
    days = int(random.triangular(18.2 * 365.25, 64.5 * 365.25, 41 * 365.25))
    return on - dt.timedelta(days=days)


class Numbers:
    """NIK and phone numbers, none of them given twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.serials: dict[str, int] = {}
        self.phones: set[str] = set()

    def nik(self, born: dt.date, sex: str) -> str:
        day = born.day + (MALE_TO_FEMALE_DAYS if sex == "F" else 0)
        start = f"{self.random.choice(LAND_CODES)}{day:02d}{born:%m%y}"
        self.serials[start] = self.serials.get(start, 0) + 1
        return f"{start}{self.serials[start]:04d}"

    def phone(self) -> str:
        while True:
            number = f"{self.random.choice(PHONE_PREFIXES)}{self.random.randrange(10_000_000, 100_000_000)}"
            if number not in self.phones:
                self.phones.add(number)
                return number


def address(random: Random) -> str:
    return f"Jl. Rekaan {random.choice(STREETS)} No. {random.randrange(1, 200)}"
