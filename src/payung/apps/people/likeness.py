"""What two people may have in common, and the keys and particulars by which somebody is looked for."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory import scope as scopes
from payung.identity.names import search_key
from payung.shared.vault import Vault, VaultError

NOBODY = UUID(int=0)
Cells = dict[str, str]  # text by column of `payung.matching.columns`


class Likeness(StrEnum):
    """Why somebody may be the same person; the first four are reason enough, the others add up."""

    NAME_AND_BIRTH = "name_and_birth"
    PHONE_AND_MOTHER = "phone_and_mother"
    ALIKE_NAME_AND_BIRTH = "alike_name_and_birth"  # a slip, an initial, words in another order
    PHONE_AND_ALIKE_MOTHER = "phone_and_alike_mother"
    SAME_NAME = "same_name"
    ALIKE_NAME = "alike_name"
    SAME_BIRTH = "same_birth"
    ALIKE_BIRTH = "alike_birth"  # day and month swapped, or one part of the date differs
    SAME_PHONE = "same_phone"
    SAME_MOTHER = "same_mother"
    ALIKE_MOTHER = "alike_mother"
    ALIKE_NIK = "alike_nik"  # a slip or two


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A person inside the scope who may be the one asked about, and why.

    `probability` is that of being the same person, where whoever found them can say it.
    """

    person_id: UUID
    name: str
    area_id: int
    reasons: tuple[Likeness, ...]
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys by which two people may be one; empty ones match nobody.

    `cells` says in the open what is known of the person, by column of `payung.matching.columns`, and `area_id` where
    they live (0: not known); both are evidence beside the keys.
    """

    name_key: str
    birth_date: dt.date
    phone: bytes | None
    mother_name: bytes | None
    area_id: int = 0
    cells: Cells = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, details: Details, *, area_id: int = 0) -> "Keys":
        """The keys of somebody who is not in the register yet, sealed with the open scope's vault."""
        columns = details.columns(scopes.current().vault)
        sealed = columns["phone"], columns["mother_name"]
        return cls(search_key(details.name), details.birth_date, *sealed, area_id=area_id, cells=cells_of(details))

    @classmethod
    def typed(cls, cells: Cells, *, area_id: int = 0) -> "Keys":
        """The keys of a form that is not whole yet, by what it says so far; `dob` is an ISO date, `phone` E.164.

        A key of which a part is missing matches nobody.
        """
        vault = scopes.current().vault
        said = {column: cells.get(column, "") for column in CELLS}
        return cls(
            search_key(said["name"]) if said["dob"] else "",
            dt.date.fromisoformat(said["dob"]) if said["dob"] else dt.date.min,
            vault.seal("phone", said["phone"]) if said["phone"] else None,
            vault.seal("mother_name", said["mother"]) if said["mother"] else None,
            area_id=area_id,
            cells=said,
        )

    @classmethod
    def of_person(cls, person: Person) -> "Keys":
        """The keys of somebody in the register."""
        phone, mother = (bytes(each) if each else None for each in (person.phone, person.mother_name))
        cells = cells_of_person(person, scopes.current().vault)
        return cls(person.name_key, person.birth_date, phone, mother, area_id=person.area_id, cells=cells)

    @property
    def any(self) -> bool:
        """Whether anybody can be found by them."""
        return bool(self.name_key or (self.phone and self.mother_name))


def cells_of(details: Details) -> Cells:
    """What the matching engine compares of a person, without their place."""
    sealed: Cells = {column: getattr(details, name) for column, name in SEALED.items()}
    return sealed | _open(details)


def cells_of_person(person: Person, vault: Vault) -> Cells:
    """The same of somebody in the register."""
    return {column: _unsealed(vault, name, getattr(person, name)) for column, name in SEALED.items()} | _open(person)


SEALED = {"nik": "nik", "phone": "phone", "mother": "mother_name", "email": "email"}
CELLS = (*SEALED, "name", "dob", "sex", "street")


def _open(who: Details | Person) -> Cells:
    return {"name": who.name, "dob": who.birth_date.isoformat(), "sex": who.sex, "street": who.address}


def _unsealed(vault: Vault, name: str, sealed: bytes | memoryview | None) -> str:
    """'' also for what does not open: that is for the page to say which shows it, not for a comparison to fail on."""
    try:
        return vault.open(name, sealed) if sealed else ""
    except VaultError:
        return ""
