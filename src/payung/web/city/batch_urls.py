"""Addresses of the pages about batches to the insurer."""

from django.urls import path

from payung.web.city import batch_downloads, batches, branch_places

urlpatterns = [
    path("berkas/", batches.batches, name="batches"),
    path("berkas/baru/", batches.new, name="batch_new"),
    path("berkas/wilayah-cabang/", branch_places.branch_places, name="branch_places"),
    path("berkas/baru/kembalikan/", batches.send_back, name="batch_send_back"),
    path("berkas/<uuid:batch_id>/", batches.batch, name="batch"),
    path("berkas/<uuid:batch_id>/unduh/<slug:kind>/", batch_downloads.download, name="batch_download"),
]
