"""Addresses of the pages with which the insurer's data comes in."""

from django.urls import path

from payung.web.insurer import files, home, region, two_branches

urlpatterns = [
    path("bpjs/", home.insurer_home, name="insurer_home"),
    path("provinsi/", region.region, name="region"),
    path("data-bpjs/", files.insurer_files, name="insurer_files"),
    path("data-bpjs/jawaban/", files.bring_answers, name="insurer_answers"),
    path("data-bpjs/iuran/", files.bring_payments, name="insurer_payments"),
    path("data-bpjs/dua-cabang/", two_branches.two_branches, name="two_branches"),
    path("data-bpjs/dua-cabang/<uuid:person_id>/", two_branches.decide, name="two_branches_decide"),
    path("data-bpjs/<uuid:file_id>/", files.insurer_file, name="insurer_file"),
    path("data-bpjs/<uuid:file_id>/coba-lagi/", files.try_again, name="insurer_file_again"),
]
