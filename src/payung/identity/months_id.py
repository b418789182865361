"""Month names as Indonesians write them: full, short, English, misspelled, Roman."""

from functools import lru_cache

from rapidfuzz.distance import OSA

_FORMS = {
    1: "januari january jan jnr janu jannuari januri",
    2: "februari february feb pebruari febuari febr peb pebr pebuari nopebruari febrari",
    3: "maret march mar mrt mart marer",
    4: "april apr aprl avril aprill",
    5: "mei may mey mai",
    6: "juni june jun junni",
    7: "juli july jul jully",
    8: "agustus august agu ags agt agts aug agust agst agus agustuus augustus agsts",
    9: "september sept sep spt septem sepetember",
    10: "oktober october okt oct octo okto oktbr",
    11: "november nov nop nopember novem nopem npv",
    12: "desember december des dec dess desem decem",
}
_ROMAN = {numeral: month for month, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_EXACT = {form: month for month, forms in _FORMS.items() for form in forms.split()}
_FULL = [(form, month) for month, forms in _FORMS.items() for form in forms.split()[:2] if len(form) > 4]


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """1-12 for a month's name in any spelling known here or one slip away from it ('Agutsus');
    None for another word.
    """
    word = word.lower().strip(".")
    exact = _EXACT.get(word) or _ROMAN.get(word)
    if exact or len(word) < 4:
        return exact
    best = min(_FULL, key=lambda pair: OSA.distance(word, pair[0]))
    return best[1] if OSA.distance(word, best[0]) <= (1 if len(word) < 6 else 2) else None
