"""Addresses of the roster pages."""

from django.urls import path

from payung.web.city import roster_decisions, rosters

urlpatterns = [
    path("daftar-nama/", rosters.rosters, name="rosters"),
    path("daftar-nama/<uuid:roster_id>/", rosters.roster, name="roster"),
    path("daftar-nama/<uuid:roster_id>/keputusan/", roster_decisions.decide, name="roster_decide"),
    path("daftar-nama/<uuid:roster_id>/masukkan/", roster_decisions.take_in, name="roster_take_in"),
    path("daftar-nama/<uuid:roster_id>/tolak/", roster_decisions.refuse, name="roster_refuse"),
    path("daftar-nama/<uuid:roster_id>/periksa-lagi/", roster_decisions.check_again, name="roster_check_again"),
    path("daftar-nama/<uuid:roster_id>/unduh/", roster_decisions.download, name="roster_download"),
]
