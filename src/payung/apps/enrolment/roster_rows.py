"""A staged row's normalised values: sealed as JSON, and read as a person and a registration."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from payung.apps.enrolment.models import RosterRow
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.details import Details
from payung.identity import nik as niks
from payung.identity import occupations
from payung.identity.folding import words
from payung.identity.occupations import Occupation
from payung.rules.codes import Programme
from payung.rules.legislation import load
from payung.shared.vault import Vault

FIELD = RosterRow.SEALED["values"]
TRANSPORT = "transport"
NAMED, UNNAMED = {TRANSPORT, "other"}, {"office", "vague", "not_working"}
OCCUPATION_LENGTH = 100
HOME = "home_regency"  # what a row says of who lives outside the city
BASIC = f"{Programme.JKK},{Programme.JKM}"


def seal(vault: Vault, values: Mapping[str, Any], params: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """What a row says, and the figures in the sentences about it (which repeat what was typed), sealed."""
    packed = json.dumps({"values": values, "params": params}, ensure_ascii=False, separators=(",", ":"))
    return vault.seal_bytes(FIELD, packed.encode())


def unseal(vault: Vault, sealed: bytes | memoryview) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The values of a staged row, and the figures of its problems in their order."""
    packed = json.loads(vault.open_bytes(FIELD, sealed))
    return packed["values"], packed["params"]


def details(values: Mapping[str, Any], *, today: dt.date) -> Details:
    """The person that a usable row tells of. Birth date and sex come from the NIK where the row leaves them out."""
    number = str(values["nik"])
    read = niks.read_text(number, as_of=today)
    born = dt.date.fromisoformat(values["birth_date"]) if values.get("birth_date") else read.birth_date
    if born is None:
        raise ValueError("A usable row has a birth date, its own or its NIK's.")
    return Details(
        nik=number,
        name=_text(values, "full_name", 150).upper()[:150],  # as on the identity card, and as the form keeps it
        birth_date=born,
        sex=values.get("sex") or read.sex or "",
        family_card=_text(values, "family_card", 16),
        birth_place=_text(values, "birth_place", 80),
        mother_name=_text(values, "mother_name", 150).upper(),
        phone=_text(values, "phone", 20),
        email=_text(values, "email", 150),
        address=_text(values, "address", 250),
        postcode=_text(values, "postcode", 5),
        marital_status=_text(values, "marital_status", 20),
        home_regency=_text(values, HOME, 4),
    )


def particulars(values: Mapping[str, Any], *, payer: str, today: dt.date) -> Particulars:
    """What the row says of the work and the programmes; JHT only where the row asks for it."""
    job = _text(values, "occupation", OCCUPATION_LENGTH)
    known = occupations.read_text(job).occupation if job else None
    return Particulars(
        programmes=_programmes(str(values.get("programmes") or "")),
        payer=payer,
        payment_months=_payment_months(values, today),
        monthly_income_idr=_whole(values, "monthly_income"),
        occupation=_named(job, known),
        occupation_code=known.kbji if known else "",
        occupation_2=_text(values, "occupation_2", 100),
        transport=known is not None and known.klass == TRANSPORT,
        work_place=_text(values, "work_place", 150) or _text(values, "employer", 150),
        work_hours=_text(values, "work_hours", 50),
        heir=_text(values, "heir", 150),
    )


def _named(typed: str, known: Occupation | None) -> str:
    """An everyday word with the job that it means before it, as the form offers it: `Pengemudi Becak Bermotor (betor)`.

    Only where the list holds the very word; a guess, or a word that says too little, stays as it was typed.
    """
    spelled = words(typed)
    sure = known is not None and occupations.table().get(spelled) == known
    if known is None or not sure or known.klass not in NAMED or known.check in UNNAMED or spelled == words(known.name):
        return typed
    named = f"{known.name} ({typed})"
    return named if len(named) <= OCCUPATION_LENGTH else typed


def _payment_months(values: Mapping[str, Any], today: dt.date) -> int:
    """The months that the row asks to pay at once; at most the longest period that the law knows."""
    longest = max(cast("tuple[int, ...]", load().table("bpu.payment.periods", today)))
    return min(_whole(values, "payment_months") or 1, longest)


def _programmes(stated: str) -> str:
    return f"{BASIC},{Programme.JHT}" if Programme.JHT in stated.upper() else BASIC


def _text(values: Mapping[str, Any], name: str, longest: int) -> str:
    """One line without double spaces, as long as its column; the staged row keeps the whole."""
    return " ".join(str(values.get(name) or "").replace("\x00", "").split())[:longest].strip()


def _whole(values: Mapping[str, Any], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and 0 <= value < 10**12 else None
