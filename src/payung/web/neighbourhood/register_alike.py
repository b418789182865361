"""Who may be the one on the form, said while it is filled in: side by side inside one's territory, a word outside."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.people.duplicates import Keys
from payung.apps.territory.scope import Scope
from payung.identity import dates, names, nik, phones
from payung.identity.folding import clean
from payung.web.guards import needs
from payung.web.neighbourhood.same_person import alike

ASKED = "asked_alike"
NO_CONTENT = 204
AREA_DIGITS = 14
READ = ("nik", "name", "birth_date", "sex", "mother_name", "phone", "address", "email", "area")
LONGEST = 250  # characters of a field, as many as the form takes


@require_POST
@needs(Permission.REGISTRATION_CREATE)
def alike_while_typing(request: HttpRequest) -> HttpResponse:
    """Possible duplicates of what stands on the form; nothing is asked, nor logged, while it says the same."""
    keys = _keys(request)
    asked = _digest(keys)
    if asked == request.POST.get(ASKED, ""):
        return HttpResponse(status=NO_CONTENT)
    found = alike(request, keys) if keys.any else None
    context = {"alike": found, "asked": asked}
    return render(request, "neighbourhood/register/_alike.html", context)


def _keys(request: HttpRequest) -> Keys:
    """As far as the fields can be read; what cannot be finds nobody and speaks for nobody."""
    said = {name: request.POST.get(name, "")[:LONGEST] for name in READ}
    told = nik.read_text(said["nik"], as_of=request.today)
    born = dates.read_text(said["birth_date"], as_of=request.today).candidates
    cells = {
        "nik": str(told.digits) if told.usable and told.digits else "",
        "name": _name(said["name"]),
        "dob": born[0].isoformat() if born else "",
        "sex": said["sex"],
        "mother": _name(said["mother_name"]),
        "phone": phones.read_text(said["phone"]).number or "",
        "street": clean(said["address"]),
        "email": said["email"].strip(),
    }
    return Keys.typed(cells, area_id=_area(request.scope, said["area"]))


def _name(typed: str) -> str:
    return (names.read(typed).name or "").upper()


def _area(scope: Scope, typed: str) -> int:
    """The lingkungan that is chosen; 0 where none of the scope is."""
    chosen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= AREA_DIGITS else 0
    return chosen if scope.lo <= chosen <= scope.hi else 0


def _digest(keys: Keys) -> str:
    """Tells whether the same was asked last; nothing can be read out of it that does not stand on the form."""
    said = (keys.name_key, keys.birth_date, keys.area_id, *sorted(keys.cells.items()))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if keys.any else ""
