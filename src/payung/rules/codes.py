"""The codes of the law that the whole product uses: programmes, payers, sizes of business, kinds of work."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Programme(StrEnum):
    """The programmes of employment social security."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"
    JP = "JP"
    JKP = "JKP"


SELF_EMPLOYED = (Programme.JKK, Programme.JKM, Programme.JHT)  # those that the self-employed can have


class Payer(StrEnum):
    """Whose money pays; the discount depends on it. APBD stands for a regional budget of either kind."""

    SELF = "SELF"
    EMPLOYER = "EMPLOYER"
    APBD = "APBD"
    APBD_KOTA = "APBD_KOTA"
    APBD_PROV = "APBD_PROV"
    APBN = "APBN"
    APBDES = "APBDES"
    CSR = "CSR"
    DONATION = "DONATION"
    BAZNAS = "BAZNAS"
    DBH_SAWIT = "DBH_SAWIT"
    DBHCHT = "DBHCHT"


class Segment(StrEnum):
    """The kinds of members: wage earners, self-employed, construction workers, migrant workers."""

    PU = "PU"
    BPU = "BPU"
    JAKON = "JAKON"
    PMI = "PMI"


class Word(StrEnum):
    """A code of small letters that people also write with capitals."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((each for each in cls if str(value).lower() == each.value), None)


class Scale(Word):
    """The size of a business (PP 7/2021)."""

    MIKRO = "mikro"
    KECIL = "kecil"
    MENENGAH = "menengah"
    BESAR = "besar"


class Work(Word):
    """What the self-employed do, as far as the discounts of PP 50/2025 ask."""

    TRANSPORT = "transport"
    OTHER = "other"
