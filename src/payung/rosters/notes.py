"""What is to be known of a whole sheet, beside the problems of its rows, and the sentences that say it.

A note is a fixed beginning, as it stands in the JSON, with cells or columns after it.
"""

NO_PHONE = "no phone column"
LETTERED = "letters read as digits in the NIK: "
BESIDE = "lists side by side, all read: "
UNREAD = "a second person in the row, not read: "

SHOWN_CELLS = 20

_SENTENCES = {
    NO_PHONE: (
        "Tidak ada kolom nomor telepon, jadi pengingat iuran tidak akan sampai.",
        "There is no phone column, so reminders of contributions will not arrive.",
    ),
    LETTERED: (
        "Huruf O, I, atau l di dalam NIK dibaca sebagai angka 0 atau 1: {cells}. Cocokkan dengan KTP.",
        "The letters O, I or l in a NIK are read as the digits 0 or 1: {cells}. Compare with the identity card.",
    ),
    BESIDE: (
        "Beberapa daftar berdampingan di satu lembar, dan semuanya dibaca: kolom {cells}.",
        "Several lists stand side by side on one sheet, and all of them were read: columns {cells}.",
    ),
    UNREAD: (
        (
            "Ada orang kedua di baris yang sama, dan orang itu TIDAK dibaca: NIK di {cells}. Pindahkan tiap orang ke "
            "barisnya sendiri, lalu periksa lagi."
        ),
        (
            "A second person stands in the same row and was NOT read: NIK in {cells}. Move each person to a row "
            "of their own, then check again."
        ),
    ),
}
_UNREAD_IN_FILE = "Orang kedua di baris ini (NIK di {cell}) TIDAK dibaca; pindahkan ke barisnya sendiri."


def with_cells(note: str, cells: list[str]) -> str:
    """A note and the first cells that it is about."""
    return note + ", ".join(cells[:SHOWN_CELLS]) + (", …" if len(cells) > SHOWN_CELLS else "")


def sentence(note: str, *, language: str = "id") -> str:
    """A note in one sentence, in Indonesian or in English ('en'); a note of another version as it stands."""
    for beginning, (indonesian, english) in _SENTENCES.items():
        if note.startswith(beginning):
            return (english if language == "en" else indonesian).format(cells=note.removeprefix(beginning))
    return note


def leaves_people_out(note: str) -> bool:
    """Whether people of the file are missing in the result, so that the note has to be seen."""
    return note.startswith(UNREAD)


def unread_in_file(cell: str) -> str:
    """What the file that goes back says in a row whose second person was not read."""
    return _UNREAD_IN_FILE.format(cell=cell)
