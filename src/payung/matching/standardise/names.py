"""Words of names: without titles and degrees, each in one spelling of its sound."""

from payung.identity import names

DEGREES = frozenset("se sh mh mm st mt skm spd mpd sag ssos skom amd msi spdi".split())


def meaning(word: str) -> str:
    """The sound of a word of a name; '' for a title, for 'bin' and the like, and for a number."""
    if not word[0].isalpha() or word in names.TITLES or word in names.LINKS:
        return ""
    return names.sound(word) or word


def later_meaning(word: str) -> str:
    """The same behind the first word, where a degree may stand."""
    return "" if word in DEGREES else meaning(word)
