"""Addresses of first payments: who has not paid, how to pay, receipts, hand-overs and what is outstanding."""

from django.urls import path

from payung.web.neighbourhood import first_payment, handovers, outstanding, receipts, unpaid

urlpatterns = [
    path("iuran-pertama/", unpaid.unpaid, name="first_payments"),
    path("iuran-pertama/<uuid:registration_id>/", first_payment.first_payment, name="first_payment"),
    path("iuran-pertama/<uuid:registration_id>/tunai/", first_payment.cash, name="first_payment_cash"),
    path("iuran-pertama/<uuid:registration_id>/bayar-sendiri/", first_payment.self_paid, name="first_payment_self"),
    path("iuran-pertama/<uuid:registration_id>/ingatkan/", first_payment.remind, name="first_payment_remind"),
    path("kuitansi/<uuid:contribution_id>/", receipts.receipt, name="receipt"),
    path("kuitansi/<uuid:contribution_id>/pdf/", receipts.paper, name="receipt_paper"),
    path("kuitansi/<uuid:contribution_id>/batalkan/", receipts.void, name="receipt_void"),
    path("kuitansi/cek/<uuid:proof>/", receipts.check, name="receipt_check"),
    path("setoran/", handovers.handovers, name="handovers"),
    path("setoran/baru/", handovers.new, name="handover_new"),
    path("setoran/belum-selesai/", outstanding.outstanding, name="outstanding"),
    path("setoran/ambil-alih/", outstanding.take_over, name="handover_take_over"),
    path("setoran/<uuid:handover_id>/", handovers.handover, name="handover"),
    path("setoran/<uuid:handover_id>/konfirmasi/", handovers.confirm, name="handover_confirm"),
    path("setoran/<uuid:handover_id>/kembalikan/", handovers.return_, name="handover_return"),
]
