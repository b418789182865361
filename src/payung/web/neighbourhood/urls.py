"""Addresses of the pages with which the neighbourhood registers workers, verifies them and keeps an eye on them."""

from django.urls import path

from payung.web import log
from payung.web.city import (
    registrations,
    registrations_decide,
    registrations_export,
    registrations_join,
    registrations_saved,
)
from payung.web.neighbourhood import (
    consent_page,
    decisions,
    helpers,
    mend,
    occupations,
    own,
    person,
    register,
    register_nik,
    verification,
)

urlpatterns = [
    path("daftar/", register.register, name="register"),
    path("daftar/nik/", register_nik.from_nik, name="register_nik"),
    path("daftar/iuran/", register.due, name="register_dues"),
    path("daftar/selesai/<uuid:registration_id>/", register.registered, name="registered"),
    path("persetujuan/<int:version>/", consent_page.consent, name="consent"),
    path("pekerjaan/", occupations.suggestions, name="occupations"),
    path("pendaftaran/", registrations.registrations, name="registrations"),
    path("pendaftaran/cari/", registrations.search, name="registrations_search"),
    path("pendaftaran/unduh/", registrations_export.export, name="registrations_export"),
    path("pendaftaran/putuskan/", registrations_decide.decide, name="registrations_decide"),
    path("pendaftaran/kelompokkan/", registrations_join.join, name="registrations_join"),
    path("pendaftaran/saringan/", registrations_saved.saved, name="registrations_saved"),
    path("pendaftaran/saringan/simpan/", registrations_saved.save, name="registrations_save"),
    path("pendaftaran/saringan/<uuid:saved_id>/hapus/", registrations_saved.forget, name="registrations_unsave"),
    path("pendaftaran/<uuid:registration_id>/perbaiki/", mend.mend, name="registration_mend"),
    path("pembantu/", helpers.helpers, name="helpers"),
    path("pembantu/baru/", helpers.new, name="helper_new"),
    path("pembantu/<int:holding>/akhiri/", helpers.end, name="helper_end"),
    path("periksa-pendaftaran/", verification.verification, name="verification"),
    path(
        "periksa-pendaftaran/<uuid:registration_id>/di-luar/",
        verification.look_elsewhere,
        name="verification_elsewhere",
    ),
    path("periksa-pendaftaran/keputusan/", decisions.decisions, name="decisions"),
    path("periksa-pendaftaran/keputusan/batalkan/", decisions.take_back, name="decisions_take_back"),
    path("pekerja/<uuid:person_id>/", person.person, name="person"),
    path("pekerja/<uuid:person_id>/akun/", own.tie, name="person_account"),
    path("pekerja/<uuid:person_id>/buka/", person.reveal, name="person_reveal"),
    path("catatan/", log.disclosures, name="log"),
]
