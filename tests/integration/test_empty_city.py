"""A city without lingkungan: no page says that all is well where there is nothing yet, and each says who begins."""

import pytest
from django.urls import reverse

from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.models import Area, City
from tests import factories
from tests.factories_campaign import campaign
from tests.factories_registering import text


@pytest.fixture
def bare(city: City) -> City:
    Area.objects.using("owner").filter(level=Level.LINGKUNGAN).delete()
    return city


def test_the_administrator_is_told_the_command_before_anything_is_printed(bare: City) -> None:
    page = factories.sign_in("administrator", bare.pk).get("/beranda/")
    assert "payung city lingkungan import 12.71 lingkungan.csv" in text(page)
    assert "setiap jabatan terisi" not in text(page)
    titles = [task.title for task in page.context["home"].tasks if "proses" not in task.title]
    assert titles[0] == "Kota ini belum punya lingkungan"


def test_offices_that_do_not_exist_are_not_filled(bare: City) -> None:
    client = factories.sign_in("administrator", bare.pk)
    for name, args in (("offices", []), ("office", [area_id("12.71.01")])):
        said = text(client.get(reverse(name, args=args)))
        assert "Semua lingkungan mempunyai kepala" not in said
        assert "Belum ada lingkungan di sini" in said
        assert "payung city lingkungan import 12.71 lingkungan.csv" in said


@pytest.mark.parametrize("with_campaign", [True, False])
def test_a_camat_is_not_told_that_every_lingkungan_has_a_head(bare: City, with_campaign: bool) -> None:
    if with_campaign:
        campaign(bare)
    said = text(factories.sign_in("camat", area_id("12.71.01")).get("/beranda/"))
    assert "setiap lingkungan punya kepala" not in said
    assert "Belum ada lingkungan di sini" in said
