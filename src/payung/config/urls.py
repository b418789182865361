"""Every address. Pages are grouped by audience; account pages stand under /akun/, the API under /api/."""

from django.urls import include, path

from payung.web.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("payung.web.today.urls")),
    path("", include("payung.web.account.urls")),
    path("", include("payung.web.city.roster_urls")),
    path("", include("payung.web.city.matching_urls")),
    path("", include("payung.web.city.group_urls")),
    path("", include("payung.web.public.urls")),
    path("", include("payung.web.neighbourhood.urls")),
    path("", include("payung.web.neighbourhood.payment_urls")),
    path("", include("payung.web.neighbourhood.pair_urls")),
    path("", include("payung.web.city.campaign_urls")),
    path("", include("payung.web.city.batch_urls")),
    path("", include("payung.web.insurer.urls")),
    path("", include("payung.web.operations.urls")),
    path("api/v1/", include("payung.api.v1.urls")),
]
