"""Addresses of the campaign, and of the heads who carry it."""

from django.urls import path

from payung.web.city import campaign_settings, heads
from payung.web.city.campaign import campaign
from payung.web.city.figures import urls as figures

urlpatterns = [
    path("kampanye/", campaign, name="campaign"),
    path("kampanye/baru/", campaign_settings.new, name="campaign_new"),
    path("kampanye/atur/<int:campaign>/", campaign_settings.edit, name="campaign_edit"),
    path("kampanye/<int:area>/", campaign, name="campaign_place"),
    *figures.urlpatterns,
    path("kepala-lingkungan/", heads.heads, name="heads"),
    path("kepala-lingkungan/<int:area>/", heads.heads, name="heads_place"),
    path("kepala-lingkungan/<int:area>/serah-terima/", heads.sheet, name="head_sheet"),
]
