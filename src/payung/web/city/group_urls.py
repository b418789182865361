"""Addresses of the pages of groups."""

from django.urls import path

from payung.web.city import groups

urlpatterns = [
    path("kelompok/", groups.groups, name="groups"),
    path("kelompok/baru/", groups.new, name="group_new"),
    path("kelompok/<uuid:group_id>/", groups.group, name="group"),
    path("kelompok/<uuid:group_id>/ubah/", groups.edit, name="group_edit"),
]
