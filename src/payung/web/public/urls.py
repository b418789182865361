"""Addresses that belong to no audience."""

from django.urls import path

from payung.web.gallery import gallery
from payung.web.public.roster_check import roster_check

urlpatterns = [
    path("periksa/", roster_check, name="roster_check"),
    path("galeri/", gallery, name="gallery"),
]
