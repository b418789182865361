"""Addresses that belong to no audience."""

from django.urls import include, path

from payung.web.gallery import gallery
from payung.web.public.roster_check import roster_check

urlpatterns = [
    path("periksa/", roster_check, name="roster_check"),
    path("galeri/", gallery, name="gallery"),
    path("", include("payung.web.public.law.urls")),
    path("", include("payung.web.public.calculator.urls")),
]
