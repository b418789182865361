"""A person's details in the open, and sealing and opening them with the city's vault."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from payung.apps.people.models import Person
from payung.identity.names import search_key
from payung.shared.vault import Vault

SEALED = ("nik", "family_card", "mother_name", "phone", "email")
OPEN = ("name", "birth_place", "birth_date", "sex", "address", "postcode", "marital_status", "home_regency")
REGION_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Who somebody is, normalised: NIK of 16 digits, phone as E.164, mother's name as typed in capitals."""

    nik: str
    name: str
    birth_date: dt.date
    sex: str
    family_card: str = ""
    birth_place: str = ""
    mother_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    marital_status: str = ""
    home_regency: str = ""  # the kota or kabupaten of who lives outside the city

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Details(…)"

    def columns(self, vault: Vault) -> dict[str, Any]:
        """The values of `Person`'s columns."""
        sealed = {name: vault.seal(name, value) if (value := getattr(self, name)) else None for name in SEALED}
        stated = {name: getattr(self, name) for name in OPEN}
        derived = {"nik_region": self.nik[:REGION_DIGITS], "name_key": search_key(self.name)}
        return sealed | stated | derived


def opened(person: Person, vault: Vault) -> Details:
    """Everything about a person in the open. Whoever shows it logs it (`audit.actions.record_disclosure`)."""
    values: dict[str, Any] = {name: getattr(person, name) for name in OPEN}
    for name in SEALED:
        sealed = getattr(person, name)
        values[name] = vault.open(name, sealed) if sealed else ""
    return Details(**{field.name: values[field.name] for field in fields(Details)})
