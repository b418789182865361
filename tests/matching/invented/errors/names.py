"""What happens to names of persons: words dropped, swapped, shortened, titled, spelt in another way."""

BEFORE = "H. Hj. Drs. Dra. Ir. Dr. dr. Sdr. Sdri. Bpk. Ibu Pdt. KH. Hi. Haji Hajjah Tn. Ny. R. Alm.".split()
BEHIND = "S.E.|SE|S.Pd|S.Pd.I|SH|S.H.|ST|S.T|A.Md|Amd.Keb|S.Kep|S.Sos|M.M|MM|M.Kes|S.Ag|BA|S.Kom|SKM|M.Si|(Alm)".split(
    "|"
)
MUHAMMADS = "M. M Muh. Muh Moh. Mhd. Mhd Md Mohamad Muhamad Mohammad Mohd Mohammed Muhammmad".split()
SHORT_FORMS = {
    "muhammad": MUHAMMADS, "abdul": ["Abd.", "Abd", "Abdoel"], "ahmad": ["Achmad", "Akhmad", "Amad", "A."], "siti": ["St.", "Sitti", "St"],
    "nur": ["Noor", "Nurul", "N."], "teuku": ["T.", "Tk."], "tengku": ["T.", "Tgk."], "sri": ["Srie", "Sry"], "maria": ["M.", "Mariah"],
    "perangin-angin": ["Peranginangin", "P. Angin", "Perangin Angin", "PA"], "karo-karo": ["Karokaro", "Karo Karo", "KK", "Karo"],
    "simanjuntak": ["S. Juntak", "Sim. Juntak", "Manjuntak"], "lumbantoruan": ["Lumban Toruan", "L. Toruan", "L.Toruan"],
    "lumbangaol": ["Lumban Gaol", "L. Gaol"], "hutabarat": ["Huta Barat", "H. Barat", "Htb"], "nasution": ["Nst", "Nst.", "Nasutin"],
    "siregar": ["Srg", "Srg.", "Siregr"], "harahap": ["Hrp", "Hrp."], "hasibuan": ["Hsb", "Hsb.", "Hasiboean"], "lubis": ["Lbs", "Lbs."],
    "butarbutar": ["Butar-butar", "Butar Butar"], "telaumbanua": ["Tel", "Telambanua"], "christina": ["Kristina"], "kristina": ["Christina"],
}  # fmt: skip
OLD = (("u", "oe"), ("j", "dj"), ("y", "j"), ("c", "tj"), ("sy", "sj"), ("kh", "ch"), ("ny", "nj"), ("U", "Oe"), ("J", "Dj"), ("Y", "J"), ("Sy", "Sj"), ("C", "Tj"), ("Kh", "Ch"))  # fmt: skip
SOUNDS = (
    ("f", "p"), ("F", "P"), ("v", "p"), ("V", "F"), ("z", "j"), ("Z", "J"), ("sy", "s"), ("Sy", "S"), ("kh", "h"), ("Kh", "K"), ("dh", "d"),
    ("q", "k"), ("ah", "a"), ("ai", "ei"), ("ie", "i"), ("nn", "n"), ("mm", "m"), ("ll", "l"), ("tt", "t"), ("iy", "i"), ("th", "t"), ("y", "i"),
    ("i", "y"), ("d", "t"), ("k", "q"), ("k", "c"), ("x", "ks"), ("w", "u"), ("o", "u"), ("e", "i"), ("ck", "k"), ("z", "s"),
)  # fmt: skip
FATHERS = "Ahmad Abdullah Usman Ismail Yusuf Sulaiman Karim Hasan Ibrahim Saleh Sutan Kasim Rasyid Umar Samin".split()


def title_before(text: str, r: int) -> str:
    """A title or a form of address stands before the name."""
    return f"{BEFORE[r % len(BEFORE)]} {text}"


def degree_behind(text: str, r: int) -> str:
    """One degree, seldom two, behind the name."""
    one = f"{text}{(', ', ' ')[r % 2]}{BEHIND[r // 7 % len(BEHIND)]}"
    return f"{one}, {BEHIND[r // 977 % len(BEHIND)]}" if r // 31 % 6 == 0 else one


def word_dropped(text: str, r: int) -> str:
    """One word is left out, the last twice as often as another."""
    words = text.split()
    if len(words) < 2:
        return text
    del words[min(r % (len(words) + 1), len(words) - 1)]
    return " ".join(words)


def first_alone(text: str, r: int) -> str:
    """Only the first name stands."""
    return text.split()[0]


def last_dropped(text: str, r: int) -> str:
    """The clan or the last name is left out."""
    return text.rpartition(" ")[0] or text


def swapped(text: str, r: int) -> str:
    """The last word stands first, sometimes with a comma behind it."""
    rest, _, last = text.rpartition(" ")
    return f"{last}{(' ', ' ', ', ')[r % 3]}{rest}" if rest else text


def initial(text: str, r: int) -> str:
    """One word is shortened to its letter, mostly not the first."""
    words = text.split()
    if len(words) < 2:
        return text
    place = r % len(words) if r // 11 % 4 == 0 else 1 + r % (len(words) - 1)
    words[place] = words[place][0] + (".", "")[r // 101 % 2]
    return " ".join(words)


def initials_but_one(text: str, r: int) -> str:
    """Every word but the first, or every word but the last, is shortened to its letter."""
    words = text.split()
    kept = 0 if r % 2 else len(words) - 1
    return " ".join(word if place == kept else f"{word[0]}." for place, word in enumerate(words))


def nickname(text: str, r: int) -> str:
    """The first name by its first or its last syllables, alone or before the rest."""
    first, _, rest = text.partition(" ")
    if len(first) < 5:
        return text
    short = first[: 3 + r % 2] if r // 5 % 2 else first[-4:].capitalize()
    return short if r // 17 % 3 == 0 else f"{short} {rest}".strip()


def glued(text: str, r: int) -> str:
    """Two words are written as one."""
    words = text.split()
    if len(words) < 2:
        return text
    place = r % (len(words) - 1)
    words[place : place + 2] = [words[place] + words[place + 1].lower()]
    return " ".join(words)


def split(text: str, r: int) -> str:
    """A long word is written as two."""
    words = text.split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[place]
    if len(word) < 6:
        return text
    cut = 3 + r % (len(word) - 5)
    words[place] = f"{word[:cut]} {word[cut:].capitalize()}"
    return " ".join(words)


def _one_rule(text: str, rules: tuple[tuple[str, str], ...], r: int) -> str:
    usable = [(old, new) for old, new in rules if old in text]
    if not usable:
        return text
    old, new = usable[r % len(usable)]
    return text.replace(old, new, 1 if r // 89 % 3 else 9)


def old_spelling(text: str, r: int) -> str:
    """Spelling of before 1972: oe, dj, tj, j, sj, ch."""
    return _one_rule(text, OLD, r)


def by_ear(text: str, r: int) -> str:
    """Written as heard: p for f, j for z, a lost h, one letter for two."""
    return _one_rule(text, SOUNDS, r)


def short_form(text: str, r: int) -> str:
    """A known word in one of its customary forms: Muhammad as M. or Mhd., Nasution as Nst."""
    words = text.split()
    known = [place for place, word in enumerate(words) if word.lower() in SHORT_FORMS]
    if not known:
        return text
    place = known[r % len(known)]
    forms = SHORT_FORMS[words[place].lower()]
    words[place] = forms[r // 13 % len(forms)]
    return " ".join(words)


def boru(text: str, r: int) -> str:
    """The word for daughter stands before a woman's clan."""
    rest, _, clan = text.rpartition(" ")
    return f"{rest} {('Br', 'Br.', 'Boru', 'br', 'B.')[r % 5]} {clan}" if rest else text


def father_behind(text: str, r: int) -> str:
    """Bin or binti with a father's name behind."""
    return f"{text} {('Bin', 'Binti', 'B.')[r % 3]} {FATHERS[r // 7 % len(FATHERS)]}"


def alias(text: str, r: int) -> str:
    """A call name behind: alias, al., or in brackets."""
    call = (text.split()[0][:4], "Ucok", "Butet", "Ateng", "Acong", "Mamak", "Wak Leman")[r % 7]
    return (f"{text} alias {call}", f"{text} ({call})", f"{text} Al. {call}")[r // 7 % 3]


def upper(text: str, r: int) -> str:
    """Capital letters."""
    return text.upper()


def lower(text: str, r: int) -> str:
    """Small letters."""
    return text.lower()
