"""Addresses of the campaign."""

from django.urls import path

from payung.web.city import campaign_settings
from payung.web.city.campaign import campaign

urlpatterns = [
    path("kampanye/", campaign, name="campaign"),
    path("kampanye/baru/", campaign_settings.new, name="campaign_new"),
    path("kampanye/atur/<int:campaign>/", campaign_settings.edit, name="campaign_edit"),
    path("kampanye/<int:area>/", campaign, name="campaign_place"),
]
