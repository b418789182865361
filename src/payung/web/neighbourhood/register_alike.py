"""Who may be the one on the form, said while it is filled in: side by side inside one's territory, a word outside."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.people.duplicates import Keys
from payung.identity import dates, names, phones
from payung.web.guards import needs
from payung.web.neighbourhood.same_person import alike

ASKED = "asked_alike"
NO_CONTENT = 204


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
    """As far as the fields can be read; what cannot be finds nobody."""
    typed = {name: request.POST.get(name, "") for name in ("name", "birth_date", "phone", "mother_name")}
    born = dates.read_text(typed["birth_date"], as_of=request.today).candidates
    return Keys.typed(
        name=(names.read(typed["name"]).name or "").upper(),
        birth_date=born[0] if born else None,
        phone=phones.read_text(typed["phone"]).number or "",
        mother_name=(names.read(typed["mother_name"]).name or "").upper(),
    )


def _digest(keys: Keys) -> str:
    """Tells whether the same was asked last; nothing can be read out of it that does not stand on the form."""
    said = (keys.name_key, keys.birth_date, keys.phone, keys.mother_name)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if keys.any else ""
