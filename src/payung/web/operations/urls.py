"""Addresses of operation: probes for machines, pages for administrators and programme managers."""

from django.urls import path

from payung.web.operations import probes
from payung.web.operations.settings_page import settings_in_effect
from payung.web.operations.work import work

urlpatterns = [
    *probes.urlpatterns,
    path("proses/", work, name="work"),
    path("setelan/", settings_in_effect, name="settings_in_effect"),
]
