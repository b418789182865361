"""Sign-in, second factor and sessions under /akun/: those of allauth's pages that make sense here, by its names.

Nobody signs up, and nothing is sent by e-mail: those pages of allauth do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.i18n import set_language

from payung.web.account import accounts, agencies, hand_over, head_list, letters, offices, sign_in
from payung.web.guards import public, signed_in
from payung.web.home import roles

urlpatterns = [
    path("akun/login/", public(sign_in.SignIn.as_view()), name="account_login"),
    path("akun/logout/", public(account.logout), name="account_logout"),
    path("akun/inactive/", public(account.account_inactive), name="account_inactive"),
    path("akun/reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("akun/password/change/", signed_in(account.password_change), name="account_change_password"),
    path("akun/2fa/", signed_in(mfa.index), name="mfa_index"),
    path("akun/2fa/authenticate/", public(sign_in.SecondFactor.as_view()), name="mfa_authenticate"),
    path("akun/2fa/reauthenticate/", signed_in(sign_in.AskCodeAgain.as_view()), name="mfa_reauthenticate"),
    path("akun/2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/2fa/recovery-codes/", signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "akun/2fa/recovery-codes/generate/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/2fa/recovery-codes/download/",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("akun/sessions/", signed_in(sign_in.Sessions.as_view()), name="usersessions_list"),
    path("akun-saya/peran/", roles, name="roles"),
    path("pejabat/", offices.office, name="offices"),
    path("pejabat/<int:area>/", offices.office, name="office"),
    path("pejabat/<int:area>/tunjuk/", offices.appoint, name="office_appoint"),
    path("pejabat/instansi/", agencies.agencies, name="agencies"),
    path("pejabat/instansi/baru/", agencies.new, name="agency_new"),
    path("pejabat/instansi/<int:agency_id>/", agencies.agency, name="agency"),
    path("pejabat/instansi/<int:agency_id>/ubah/", agencies.edit, name="agency_edit"),
    path("pejabat/instansi/<int:agency_id>/tunjuk/", agencies.appoint, name="agency_appoint"),
    path("pejabat/<int:area>/surat/", letters.letters, name="office_letters"),
    path("pejabat/impor/", head_list.bring, name="head_list"),
    path("pejabat/impor/masukkan/", head_list.take_in, name="head_list_take_in"),
    path("pejabat/masa/<int:holding>/akhiri/", offices.end, name="office_end"),
    path("pejabat/masa/<int:holding>/ganti/", hand_over.hand_over, name="office_hand_over"),
    path("pejabat/akun/<int:user>/", accounts.account, name="office_account"),
    path("pejabat/akun/<int:user>/<slug:step>/", accounts.change, name="office_account_change"),
    path("i18n/setlang/", public(set_language), name="set_language"),
]
