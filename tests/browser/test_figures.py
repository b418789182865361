"""The mayor reads how far the city is; what stands there is what the register counts, and names nobody."""

import re

from playwright.sync_api import expect

from payung.apps.coverage.models import Payment
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.territory.models import Area
from tests import factories
from tests import factories_campaign as campaigns
from tests.browser.actors import Mayor
from tests.browser.conftest import Windows
from tests.browser.town import Town


def test_the_figures_are_what_the_register_counts(town: Town, window: Windows, width: int) -> None:
    campaigns.campaign(town.city)
    campaigns.fill(town.city)
    mayor = Mayor(town, window(width=width))
    mayor.is_in_already()
    mayor.screen.go("/kampanye/")
    accepted = accepted_in(town)
    mayor.reads_the_answer(f"{accepted} dari 60 pekerja sudah diterima BPJS Ketenagakerjaan: 45,00 %")
    mayor.reads_of_september(paid=paid_september(town), members=accepted)
    mayor.screen.look("kampanye")
    with mayor.screen.dark():
        mayor.screen.look("kampanye-gelap")
    mayor.meets_nobody()
    mayor.drills_down("Medan Kota", "Pasar Baru", "Lingkungan I")
    when_a_payment_is_deleted(town)
    mayor.screen.go("/kampanye/")
    mayor.reads_of_september(paid=paid_september(town), members=accepted)


def accepted_in(town: Town) -> int:
    with factories.as_system(town.city):
        return Registration.objects.filter(state=State.ACCEPTED).count()


def paid_september(town: Town) -> int:
    with factories.as_system(town.city):
        return Payment.objects.filter(month=campaigns.SEPTEMBER).values("person").distinct().count()


def when_a_payment_is_deleted(town: Town) -> None:
    before = paid_september(town)
    with factories.as_system(town.city):
        payment = Payment.objects.filter(month=campaigns.SEPTEMBER).first()
        assert payment is not None
        payment.delete()
    assert paid_september(town) == before - 1


def test_a_place_without_a_name_of_its_own_is_no_dead_end(town: Town, window: Windows) -> None:
    """Before the city has a campaign, and in a place that has none of its workers, the page says what comes next."""
    mayor = Mayor(town, window(width=360))
    mayor.is_in_already()
    mayor.screen.go("/kampanye/")
    mayor.screen.reads("Belum ada kampanye di kota ini.", "Kampanye dibuat oleh pengelola program kota.")
    mayor.screen.look("belum-ada-kampanye")
    campaigns.campaign(town.city)
    mayor.screen.go("/kampanye/")
    mayor.reads_the_answer("0 dari 60 pekerja sudah diterima BPJS Ketenagakerjaan")
    mayor.screen.look("belum-ada-pekerja")
    expect(mayor.screen.main.get_by_role("link", name=re.compile("Medan Kota"))).to_be_visible()
    assert Area.objects.filter(city=town.city).count() == 12
