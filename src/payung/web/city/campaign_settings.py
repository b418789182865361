"""A campaign's settings: create one, change one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import actions, queries
from payung.apps.campaigns.errors import CampaignError
from payung.web.city.campaign_forms import CampaignForm
from payung.web.guards import needs
from payung.web.sent import sent


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CAMPAIGN_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """An empty form; its first day is today."""
    return _settings(request, CampaignForm(sent(request), initial={"starts": request.today}), None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CAMPAIGN_EDIT)
def edit(request: HttpRequest, campaign: int) -> HttpResponse:
    found = queries.campaigns(request.scope).filter(pk=campaign).first()
    if found is None:
        raise Http404
    return _settings(request, CampaignForm(sent(request), initial=CampaignForm.said(found)), found.pk)


def _settings(request: HttpRequest, form: CampaignForm, campaign: int | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            terms = form.terms()
            kept = actions.edit(campaign=campaign, terms=terms) if campaign else actions.create(terms=terms)
        except CampaignError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("Kampanye “%(name)s” disimpan.") % {"name": kept.name})
            return redirect(f"{reverse('campaign')}?campaign={kept.pk}")
    title = _("Atur kampanye") if campaign else _("Kampanye baru")
    back_url = f"{reverse('campaign')}?campaign={campaign}" if campaign else reverse("campaign")
    places = [{"label": _("Kampanye"), "url": back_url}, {"label": title, "url": ""}]
    context = {"form": form, "title": title, "back_url": back_url, "places": places}
    return render(request, "city/campaign/settings.html", context, status=422 if form.errors else 200)
