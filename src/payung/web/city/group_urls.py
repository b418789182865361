"""Addresses of the pages of groups."""

from django.urls import path

from payung.web.city import groups, registrations_join

urlpatterns = [
    path("kelompok/", groups.groups, name="groups"),
    path("kelompok/baru/", groups.new, name="group_new"),
    path("kelompok/baru-masuk/", registrations_join.joins, name="group_joins"),
    path("kelompok/baru-masuk/keluarkan/", registrations_join.take_out, name="group_joins_take_out"),
    path("kelompok/<uuid:group_id>/", groups.group, name="group"),
    path("kelompok/<uuid:group_id>/ubah/", groups.edit, name="group_edit"),
]
