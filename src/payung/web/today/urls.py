"""The first page of each role, and the notices."""

from django.urls import path

from payung.web import notices
from payung.web.today.page import today

urlpatterns = [
    path("beranda/", today, name="today"),
    path("pemberitahuan/", notices.notices, name="notices"),
    path("pemberitahuan/terbaca/", notices.read_all, name="notices_read"),
    path("pemberitahuan/<uuid:notice_id>/", notices.open_notice, name="notice"),
]
