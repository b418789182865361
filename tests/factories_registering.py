"""What a person types into the registration form; every worker is invented."""

import datetime as dt
import html
import re
import uuid
from typing import Any

from django.http import HttpResponse

from tests import factories

FORM = "/daftar/"


def typed(place: int, /, **values: Any) -> dict[str, Any]:
    """A whole form for an invented worker, as a browser sends it; None leaves a field out."""
    who = factories.details(birth_date=values.pop("born", dt.date(1985, 5, 17)), sex=values.pop("gender", "F"))
    form = {
        "client_id": str(uuid.uuid4()), "nik": f"127101{who.nik[6:]}", "name": who.name.title(), "birth_place": "Medan",
        "birth_date": "", "mother_name": who.mother_name, "area": str(place), "address": "Jalan Rekaan 1",
        "postcode": "20212", "phone": f"0{who.phone[3:]}", "occupation": "ojek online", "income": "1000000",
        "payment_months": "1", "programmes": "JKK,JKM", "heir_name": "Rekaan Waris", "heir_relation": "anak", "consent": "on",
    }  # fmt: skip
    return {name: value for name, value in (form | values).items() if value is not None}


def text(answer: HttpResponse) -> str:
    """What a page says, without its markup."""
    said = re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(said))


def errors(answer: HttpResponse) -> dict[str, list[str]]:
    """The faults at each field of the form that came back."""
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def seen(answer: HttpResponse) -> str:
    """The hidden word by which the form knows that its possible duplicates were shown."""
    return str(answer.context["alike"].seal)
