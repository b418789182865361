"""Addresses of possible duplicates and of merges."""

from django.urls import path

from payung.web.neighbourhood import merges, pairs, register_alike

urlpatterns = [
    path("kemungkinan-ganda/", pairs.pairs, name="pairs"),
    path("kemungkinan-ganda/<int:pair_id>/", pairs.pair, name="pair"),
    path("penggabungan/<uuid:merge_id>/", merges.merge, name="merge"),
    path("daftar/serupa/", register_alike.alike_while_typing, name="register_alike"),
]
