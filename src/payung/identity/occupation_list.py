"""The curated list of jobs: names in both languages, spellings, group of the classification, class of dues."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from payung.identity.folding import words

_DATA = Path(__file__).parent / "data"
_IN_BRACKETS = re.compile(r"\(.*?\)")

# What a person should look at before somebody of the job is registered as self-employed, by the list's own word.
CHECKS = frozenset({"employee", "servant", "may_serve", "office", "not_working", "vague", "transport", "abroad"})


@dataclass(frozen=True, slots=True)
class Occupation:
    """A known job: `klass` is transport, other, civil_servant or not_working; `kbji` the KBJI 2014 group in as many
    digits as are certain, '' where none is; `check` one of CHECKS or ''; `everyday` where it is no card occupation.
    """

    name: str
    kbji: str
    klass: str
    name_en: str = ""
    check: str = ""
    everyday: bool = False


@lru_cache(maxsize=1)
def spellings() -> dict[Occupation, list[str]]:
    """Every job with its spellings in lower case and single spaces, its own name first."""
    found: dict[Occupation, list[str]] = {}
    for row in rows("occupations.csv"):
        everyday = row["list"] == "daily"
        job = Occupation(row["name"], row["kbji_2014"], row["class"], row["name_en"], row["check"], everyday)
        said = [row["name"], *row["name"].split("/"), *row["synonyms"].split(";")]
        folded = (words(_IN_BRACKETS.sub(" ", spelling)) for spelling in said)
        found[job] = list(dict.fromkeys(spelling for spelling in folded if spelling))
    return found


@lru_cache(maxsize=1)
def table() -> dict[str, Occupation]:
    """Every known spelling, in lower case and single spaces, with its job; the first job keeps a spelling of two."""
    found: dict[str, Occupation] = {}
    for job, said in spellings().items():
        for spelling in said:
            found.setdefault(spelling, job)
    return found


def rows(file: str) -> list[dict[str, str]]:
    """The rows of one of the tables beside this module."""
    with (_DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
