"""Slips of single letters: of the finger, of the eye, of the machine that reads paper or stores text."""

NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop",
    "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
LOOKALIKES = {
    "o": "0", "0": "O", "i": "1l", "1": "I", "l": "1I", "s": "5", "5": "S", "b": "8", "8": "B", "g": "6", "6": "G", "z": "2",
    "2": "Z", "m": "rn", "d": "cl", "u": "ii", "h": "b", "e": "c",
}  # fmt: skip
MOJIBAKE = (("e", "Ã©"), ("a", "Ã¡"), ("i", "Ã¯"), ("o", "Ã¶"), (" ", "Â "), ("u", "Ã¼"))


def _put(text: str, place: int, new: str) -> str:
    """`new` in place of one letter, as large as that letter."""
    old = text[place]
    return text[:place] + (new.upper() if old.isupper() else new) + text[place + 1 :]


def _places(text: str, letters: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter.lower() in letters]


def keyboard(text: str, r: int) -> str:
    """A letter becomes its neighbour on the keyboard."""
    places = _places(text, "qwertyuiopasdfghjklzxcvbnm")
    if not places:
        return text
    place = places[r % len(places)]
    near = NEIGHBOURS[text[place].lower()]
    return _put(text, place, near[r // 97 % len(near)])


def lookalike(text: str, r: int) -> str:
    """A letter is read as one that looks like it: 0 for O, 1 for I, 5 for S, 8 for B, rn for m."""
    places = _places(text, "".join(LOOKALIKES))
    if not places:
        return text
    place = places[r % len(places)]
    seen = LOOKALIKES[text[place].lower()]
    return _put(text, place, seen if seen in ("rn", "cl", "ii") else seen[r // 97 % len(seen)])


def doubled(text: str, r: int) -> str:
    """A letter stands twice."""
    place = r % len(text)
    return text if text[place] == " " else text[: place + 1] + text[place].lower() + text[place + 1 :]


def dropped(text: str, r: int) -> str:
    """A letter is missing; nothing is taken from a text of two."""
    place = r % len(text)
    return text if len(text) < 3 or text[place] == " " else text[:place] + text[place + 1 :]


def transposed(text: str, r: int) -> str:
    """Two letters stand in each other's place."""
    if len(text) < 2:
        return text
    place = r % (len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def inserted(text: str, r: int) -> str:
    """A letter too many, struck beside the right one."""
    place = r % len(text)
    near = NEIGHBOURS.get(text[place].lower())
    return text if near is None else text[: place + 1] + near[r // 97 % len(near)] + text[place + 1 :]


def mojibake(text: str, r: int) -> str:
    """A letter or a space passed through the wrong encoding."""
    found = [(old, new) for old, new in MOJIBAKE if old in text]
    if not found:
        return text
    old, new = found[r % len(found)]
    return text.replace(old, new, 1)


def cut_20(text: str, r: int) -> str:
    """A field of twenty characters."""
    return text[:20].rstrip()


def cut_25(text: str, r: int) -> str:
    """A field of twenty-five characters."""
    return text[:25].rstrip()


def spaces(text: str, r: int) -> str:
    """Stray blanks: before, behind, or two between the words."""
    return (f" {text}", f"{text}  ", text.replace(" ", "  "))[r % 3]
