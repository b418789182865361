"""What an account may do stands in words on its page, for every role and every permission."""

import pytest
from django.urls import reverse

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.web.account.may_words import MAY, words_of
from tests import factories

KELURAHAN = area_id("12.71.01.1001")


def test_every_permission_has_a_sentence() -> None:
    assert set(MAY) == set(Permission)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_exactly_what_its_sentences_say(role: str) -> None:
    kind = ROLES[role]
    said = words_of(kind)
    assert {permission for permission in MAY if MAY[permission] in said.may} == kind.permissions
    blind = "Tidak melihat nama dan data pribadi pekerja." in map(str, said.limits)
    assert blind == (Permission.REGISTRATION_SEE not in kind.permissions)


@pytest.mark.parametrize(
    ("role", "area", "may", "may_not"),
    [
        ("kepling", KELURAHAN + 1, "Mendaftarkan pekerja", "Memeriksa pendaftaran: menerima"),
        ("lurah", KELURAHAN, "Memeriksa pendaftaran: menerima", "Mengunduh daftar pekerja"),
        ("camat", area_id("12.71.01"), "Melihat daftar pekerja", "Mendaftarkan pekerja"),
    ],
)
def test_an_account_says_it_to_the_administrator_and_to_its_owner(
    city: City, client_as: factories.SignIn, role: str, area: int, may: str, may_not: str
) -> None:
    held = factories.hold(role, area)
    pages = (
        client_as("administrator", city.pk).get(reverse("office_account", args=[held.user_id])),
        factories.client_of(held).get(reverse("roles")),
    )
    for page in pages:
        text = page.content.decode()
        assert may in text
        assert may_not not in text


def test_an_account_whose_term_is_over_may_nothing(city: City, client_as: factories.SignIn) -> None:
    held = factories.hold("kepling", KELURAHAN + 1, ends=factories.OPENED_ON)
    page = client_as("administrator", city.pk).get(reverse("office_account", args=[held.user_id])).content.decode()
    assert "jadi tidak boleh apa-apa di sini" in page
    assert "Mendaftarkan pekerja" not in page
