"""Jobs as people name them, brought to a known job, its KBJI group and the class that dues depend on."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from payung.identity.folding import clean, is_placeholder, words
from payung.identity.occupation_list import Occupation, rows, table
from payung.identity.occupation_search import Match, search

__all__ = ["Match", "Occupation", "OccupationReading", "read", "read_text", "search", "table"]


@dataclass(frozen=True, slots=True)
class OccupationReading:
    """What a cell says as a job. `occupation` is None where it is given but not recognised."""

    given: bool
    text: str | None = None
    occupation: Occupation | None = None
    civil_servant: bool = False


_NOT_GIVEN = OccupationReading(False)

# A person who serves the state now: not one who did, works beside it without the status, or is family of one.
_SERVANT = re.compile(
    r"\b(?:pns|cpns|asn|casn|pppk|p3k|pegawai negeri|peg negeri|tni|tentara|prajurit|polri|polisi|kepolisian|"
    r"brimob|marinir|"
    r"babinsa|bhabinkamtibmas|babinkamtibmas|aparatur sipil|abdi negara|kowal|polwan|kowad|pegawai pemerintah "
    r"dengan perjanjian kerja)\b"
)
_NOT_SERVANT = re.compile(
    r"\b(?:non|bukan|mantan|eks|ex|pens|pensiun\w*|purn\w*|purnawirawan|veteran|istri|isteri|suami|anak|janda|duda|keluarga|"
    r"paruh waktu|paru waktu|paruhwaktu|part time|pw|belum|tidak|warakawuri|bekas|honorer|honor|ppnpn|"
    r"supir|sopir|pembantu(?! letnan)|art|prt|cepek|asisten rumah tangga|pedagang|penjual|jualan|jual|warung|kantin|"
    r"tukang|buruh|ojek|becak)\b"
)
_FILLER = re.compile(
    r"\b(?:di|dan|atau|pada|untuk|dari|ke|yang|milik|sendiri|sebagai|usaha|kerja|pekerja|jasa|anggota|tenaga|harian|lepas)\b"
)


def read(value: object) -> OccupationReading:
    """What a cell's value says as a job."""
    if value is None or isinstance(value, bool):
        return _NOT_GIVEN
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return read_text(str(value))


@lru_cache(maxsize=8192)
def read_text(text: str) -> OccupationReading:
    """What typed text says as a job; several ('Pedagang / Ojek') give the first that is known."""
    seen = clean(text).strip("'\"")
    if is_placeholder(seen):
        return _NOT_GIVEN
    plain = words(seen)
    if _is_servant(plain):
        return OccupationReading(True, seen, _servant_job(plain), True)
    for part in [seen, *re.split(r"[/,;&+()]|\bdan\b|\batau\b|\s-\s", seen)]:
        job = _known(words(part))
        if job:
            klass = "other" if job.klass == "civil_servant" else job.klass  # 'mantan PNS', 'PPPK paruh waktu'
            return OccupationReading(True, seen, replace(job, klass=klass))
    return OccupationReading(True, seen)


def _is_servant(plain: str) -> bool:
    joined = re.sub(
        r"\b(p n s|c p n s|t n i|a s n|p p p k|p 3 k|p o l r i)\b", lambda m: m.group(1).replace(" ", ""), plain
    )
    return bool(_SERVANT.search(joined)) and not _NOT_SERVANT.search(joined)


def _servant_job(plain: str) -> Occupation:
    if re.search(r"\b(?:tni|tentara|prajurit|marinir|babinsa|kow\w+)\b", plain):
        return table()["tni"]
    return table()["polri" if re.search(r"\b(?:pol\w+|kepolisian|brimob|bhabin\w+)\b", plain) else "pns"]


def _known(plain: str) -> Occupation | None:
    if len(plain) < 2:
        return None
    exact = table().get(plain) or table().get(_FILLER.sub(" ", plain).strip())
    if exact:
        return exact
    found = plain.split()
    for size in range(min(4, len(found)), 0, -1):
        for start in range(len(found) - size + 1):
            job = table().get(" ".join(found[start : start + size]))
            if job and (size > 1 or len(found[start]) >= 3):
                return job
    stem = next((_stems()[word] for word in found if word in _stems()), None)
    return stem or _misspelled(plain)


def _misspelled(plain: str) -> Occupation | None:
    """A job one or two slips away ('wirasuwasta', 'pedagan'); short words are not guessed at."""
    for word in [plain, *[word for word in plain.split() if len(word) >= 6][:2]]:
        if 5 <= len(word) <= 30:
            slips = 1 if len(word) < 9 else 2
            near = [
                known
                for size in range(len(word) - slips, len(word) + slips + 1)
                for known in _by_length().get(size, ())
            ]
            best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
            if best:
                return table().get(best[0]) or _stems()[best[0]]
    return None


@lru_cache(maxsize=1)
def _stems() -> dict[str, Occupation]:
    """Words that begin the name of a job, whatever follows: 'tukang …', 'jualan …'.
    What follows decides only the group.
    """
    return {row["word"]: table()[words(row["job"])] for row in rows("job_words.csv")}


@lru_cache(maxsize=1)
def _by_length() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for known in dict.fromkeys([*table(), *_stems()]):
        if len(known) >= 5:
            found.setdefault(len(known), []).append(known)
    return found
