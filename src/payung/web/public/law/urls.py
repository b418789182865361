"""Addresses of the pages about the law."""

from django.urls import path

from payung.web.public.law import views

urlpatterns = [
    path("aturan/", views.index, name="law"),
    path("aturan/berikutnya/", views.upcoming, name="law_upcoming"),
    path("aturan/<str:path>/", views.parameter, name="law_parameter"),
]
