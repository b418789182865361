"""Every address. Pages are grouped by audience; allauth's account pages stand under /akun/."""

from django.urls import include, path

from payung.web.home import home

urlpatterns = [
    path("", home, name="home"),
    path("akun/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("payung.web.city.roster_urls")),
]
