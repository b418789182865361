"""Addresses of the pages that match two lists."""

from django.urls import path

from payung.web.city import matching, matching_files

urlpatterns = [
    path("pencocokan/", matching.matching, name="matching"),
    path("pencocokan/<uuid:match_id>/", matching.match_run, name="match_run"),
    path("pencocokan/<uuid:match_id>/baris/", matching.match_rows, name="match_rows"),
    path("pencocokan/<uuid:match_id>/pasangan/", matching.match_pairs, name="match_pairs"),
    path("pencocokan/<uuid:match_id>/ulangi/", matching.match_again, name="match_again"),
    path("pencocokan/<uuid:match_id>/hapus/", matching.match_remove, name="match_remove"),
    path("pencocokan/<uuid:match_id>/unduh/<slug:content>/", matching_files.match_download, name="match_download"),
]
