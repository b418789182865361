"""An official who is a worker too says so: account and own registration are tied, and others decide on it."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.queries import user_names
from payung.apps.people import actions
from payung.apps.people import queries as people
from payung.apps.people.models import Person
from payung.web.guards import needs


class Account(NamedTuple):
    """Whose account a person has: nobody's, the reader's own (`mine`), or somebody's with their name."""

    mine: bool
    name: str
    may_tie: bool
    may_untie: bool


def of(request: HttpRequest, found: Person) -> Account:
    """For the worker's page. Whoever holds an office may say that it is they; who opens identities may undo it."""
    tied = found.account_id
    mine = tied == request.scope.actor
    return Account(
        mine=mine,
        name=user_names([tied]).get(tied, "") if tied and not mine else "",
        may_tie=tied is None and request.holding.kind.office,
        may_untie=tied is not None and not mine and request.scope.may(Permission.IDENTITY_REVEAL),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTRATION_SEE)
def tie(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask, then tie the reader's account to the person, or untie somebody else's."""
    found = people.person(request.scope, person_id)
    account = of(request, found) if found else None
    if found is None or account is None or not (account.may_tie or account.may_untie):
        raise Http404
    if request.method != "POST":
        return _ask(request, found, account)
    act = actions.say_it_is_me if account.may_tie else actions.untie
    try:
        act(by=request.scope.actor, person_id=person_id)
    except actions.OwnPersonError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Tersimpan."))
    return redirect("person", person_id)


def _ask(request: HttpRequest, found: Person, account: Account) -> HttpResponse:
    if account.may_tie:
        title = _("Apakah %(name)s Anda sendiri?") % {"name": found.name}
        text = _("Akun Anda dihubungkan ke pendaftaran ini. Sejak itu orang lain yang memeriksanya.")
        confirm = _("Ya, ini saya")
    else:
        title = _("Lepaskan akun %(account)s dari %(name)s?") % {"account": account.name, "name": found.name}
        text = _("Lepaskan bila keliru, atau bila orangnya tidak menjabat lagi.")
        confirm = _("Lepaskan")
    context = {"title": title, "text": text, "confirm": confirm, "action": request.path}
    return render(request, "ask.html", context | {"back_url": reverse("person", args=[found.pk])})
