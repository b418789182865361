"""Who is told of what, in the application: the office, or whoever brought it; nobody else, and never with a name."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from payung.apps.contributions import handovers
from payung.apps.enrolment import actions as enrolment
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.enrolment.batches import make
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.particulars import Particulars
from payung.apps.notify import actions, queries
from payung.apps.notify.actions import Whom
from payung.apps.notify.kinds import PAGES, Kind
from payung.apps.notify.models import Notice
from payung.apps.people.queries import details_of
from payung.apps.territory import owners, scope
from payung.apps.territory.models import City, Holding
from payung.config import periodic
from payung.web.notice_words import WORDS
from tests import factories, factories_insurer
from tests import factories_contributions as contributions


def told(holding: Holding) -> list[str]:
    """The kinds of what somebody finds in the application, the latest first."""
    mine = scope.of_holding(holding)
    with scope.opened(mine, reason="test", read_only=True):
        return [each.kind for each in queries.notices(mine)]


@pytest.fixture
def kepling(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


@pytest.fixture
def lurah(city: City) -> Holding:
    return factories.hold("lurah", factories.lingkungan(city) // 10_000 * 10_000)


def returned(city: City, lurah: Holding, *, by: int = 0) -> None:
    """A registration of the first lingkungan that the lurah sends back."""
    with factories.as_system(city) as opened:
        made = factories.registration(factories.lingkungan(city), opened, registered_by_id=by)
    with scope.opened(scope.of_holding(lurah), reason="test"):
        enrolment.return_(by=lurah.user_id, wanted={made.pk: made.version}, reason="Alamat belum lengkap")


def test_a_registration_that_came_back_is_told_to_the_office(city: City, kepling: Holding, lurah: Holding) -> None:
    other = factories.hold("kepling", factories.lingkungan(city, 1))
    helper = factories.hold("helper", factories.lingkungan(city))
    returned(city, lurah, by=kepling.user_id)
    assert told(kepling) == [Kind.REGISTRATION_RETURNED]
    assert told(other) == told(lurah) == told(helper) == []


def test_whoever_typed_is_told_too_and_the_successor_of_the_head(city: City, kepling: Holding, lurah: Holding) -> None:
    helper = factories.hold("helper", factories.lingkungan(city))
    returned(city, lurah, by=helper.user_id)
    assert told(helper) == told(kepling) == [Kind.REGISTRATION_RETURNED]
    kepling.user = factories.user()
    kepling.save()
    assert told(kepling) == [Kind.REGISTRATION_RETURNED]


def test_an_agency_is_told_of_what_it_brought_alone(city: City, kepling: Holding, lurah: Holding) -> None:
    mine, other = (factories.officer(factories.agency(city, name)) for name in ("Dinas Satu", "Dinas Dua"))
    returned(city, lurah, by=owners.of_agency(mine.agency_id))
    assert told(mine) == [Kind.REGISTRATION_RETURNED]
    assert told(other) == told(kepling) == []


def test_a_batch_is_told_to_its_branch_and_the_answers_to_the_manager(city: City) -> None:
    branch = factories.branch(city)
    officer = factories.hold("insurer_officer", city.area_id, branch=branch)
    manager = factories.hold("manager", city.area_id)
    with factories.as_system(city) as opened:
        factories_insurer.verified(city, 2, opened)
        number = make(by=manager.user_id, choice=Choice(branch_id=branch.pk)).number
    assert told(officer) == [Kind.BATCH_SENT]
    rows = [factories_insurer.accepted(number, line, f"1400000000{line}") for line in (1, 2)]
    factories_insurer.take_in(city, "answers", factories_insurer.answers_csv(rows))
    assert told(manager) == [Kind.ANSWERS_IN]


def test_a_hand_over_is_told_to_who_confirms_and_its_end_to_who_handed_over(
    city: City, kepling: Holding, lurah: Holding
) -> None:
    with factories.as_system(city) as opened:
        made = contributions.accepted(factories.lingkungan(city), opened)
    handed = contributions.hand_over(kepling, contributions.receive(made, kepling))
    assert told(lurah) == [Kind.HANDOVER_WAITS]

    with scope.opened(scope.of_holding(lurah), reason="test"):
        handovers.return_(by=lurah.user_id, handover_id=handed.pk, reason="Bukti tidak terbaca")
    assert told(kepling) == [Kind.HANDOVER_RETURNED]


@pytest.fixture
def page(city: City, kepling: Holding, lurah: Holding) -> factories.SignedIn:
    """The head's browser, with one notice."""
    returned(city, lurah, by=kepling.user_id)
    return factories.client_of(kepling)


def test_a_notice_is_opened_and_read_by_post_alone(page: factories.SignedIn) -> None:
    shown = page.get("/pemberitahuan/")
    text = shown.content.decode()
    [row] = shown.context["rows"]
    assert "1 belum dibaca" in text
    assert "Sebuah pendaftaran dikembalikan" in text
    assert str(shown.context["notices_waiting"]) == "1"
    address = f"/pemberitahuan/{row['notice'].pk}/"
    assert page.get(address).status_code == 405
    assert page.post(address)["Location"] == f"/pendaftaran/{row['notice'].subject}/perbaiki/"
    after = page.get("/pemberitahuan/")
    assert str(after.context["notices_waiting"]) == ""
    assert "Semuanya sudah dibaca." in after.content.decode()


def test_all_are_read_at_once_and_for_oneself_alone(city: City, page: factories.SignedIn) -> None:
    page.post("/pemberitahuan/terbaca/")
    assert "Semuanya sudah dibaca." in page.get("/pemberitahuan/").content.decode()
    [notice] = Notice._base_manager.using("owner").all()
    assert notice.read_by == [page.holding.user_id]


def test_somebody_elses_notice_is_not_there(city: City, page: factories.SignedIn) -> None:
    [notice] = Notice._base_manager.using("owner").all()
    camat = factories.sign_in("camat", factories.lingkungan(city) // 10**8 * 10**8)
    assert camat.post(f"/pemberitahuan/{notice.pk}/").status_code == 404
    assert "Belum ada pemberitahuan" in camat.get("/pemberitahuan/").content.decode()


def test_the_header_asks_once_however_many_there_are(city: City, kepling: Holding) -> None:
    mine = scope.of_holding(kepling)
    with factories.as_system(city) as opened:
        whom = Whom(area=kepling.area_id, role="kepling")
        actions.tell_all(opened.scope, [(whom, uuid4()) for _ in range(120)], Kind.HANDOVER_CONFIRMED)
    with scope.opened(mine, reason="test", read_only=True), CaptureQueriesContext(connection) as asked:
        assert queries.unread_count(mine) == queries.MOST_COUNTED + 1
    assert len(asked) == 1
    assert str(factories.client_of(kepling).get("/pendaftaran/").context["notices_waiting"]) == "99+"


def test_what_is_older_than_the_setting_is_shown_no_more_and_removed(city: City, kepling: Holding) -> None:
    with factories.as_system(city) as opened:
        actions.tell(opened.scope, Whom(area=kepling.area_id, role="kepling"), Kind.HANDOVER_CONFIRMED)
        Notice.objects.update(at=timezone.now() - dt.timedelta(days=91))
        assert told_nothing(kepling)
    assert periodic.remove_old_notices() == 1


def told_nothing(holding: Holding) -> bool:
    mine = scope.of_holding(holding)
    return not queries.notices(mine).exists()


def test_every_kind_has_words_and_a_page() -> None:
    assert set(WORDS) == set(PAGES) == set(Kind)


def test_a_notice_is_absent_where_what_it_tells_of_did_not_happen(city: City, kepling: Holding, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        made = factories.registration(factories.lingkungan(city), opened, state=State.VERIFIED)
    with scope.opened(scope.of_holding(lurah), reason="test"):
        enrolment.refuse(by=lurah.user_id, wanted={made.pk: 99}, reason="Bukan warga")
    assert told(kepling) == []


# settled


def new_to(holding: Holding) -> list[str]:
    """The kinds of what is still new to somebody."""
    mine = scope.of_holding(holding)
    with scope.opened(mine, reason="test", read_only=True):
        return [each.kind for each in queries.unread(mine)]


@pytest.mark.parametrize("returns", [True, False])
def test_a_hand_over_that_was_decided_waits_for_nobody(
    city: City, kepling: Holding, lurah: Holding, returns: bool
) -> None:
    with factories.as_system(city) as opened:
        made = contributions.accepted(factories.lingkungan(city), opened)
    handed = contributions.hand_over(kepling, contributions.receive(made, kepling))
    assert new_to(lurah) == [Kind.HANDOVER_WAITS]
    with scope.opened(scope.of_holding(lurah), reason="test"):
        if returns:
            handovers.return_(by=lurah.user_id, handover_id=handed.pk, reason="Bukti tidak terbaca")
        else:
            handovers.confirm(by=lurah.user_id, handover_id=handed.pk, counted_idr=handed.receipts_idr)
    assert (new_to(lurah), told(lurah)) == ([], [Kind.HANDOVER_WAITS])
    assert len(new_to(kepling)) == 1
    page = factories.client_of(lurah).get("/pemberitahuan/").content.decode()
    assert "menunggu konfirmasi" in page
    assert "is-unread" not in page


def test_a_registration_that_was_mended_is_new_to_nobody(city: City, kepling: Holding, lurah: Holding) -> None:
    returned(city, lurah, by=kepling.user_id)
    assert new_to(kepling) == [Kind.REGISTRATION_RETURNED]
    with scope.opened(scope.of_holding(kepling), reason="test"):
        found = Registration.objects.select_related("person").get()
        content = enrolment.Content(
            details=details_of(found.person), particulars=Particulars(occupation="Pedagang"), area_id=found.area_id
        )
        enrolment.mend(by=kepling.user_id, registration_id=found.pk, version=found.version, content=content)
    assert (new_to(kepling), told(kepling)) == ([], [Kind.REGISTRATION_RETURNED])


def test_a_batch_that_was_answered_waits_for_nobody(city: City) -> None:
    branch = factories.branch(city)
    officer = factories.hold("insurer_officer", city.area_id, branch=branch)
    manager = factories.hold("manager", city.area_id)
    with factories.as_system(city) as opened:
        factories_insurer.verified(city, 2, opened)
        number = make(by=manager.user_id, choice=Choice(branch_id=branch.pk)).number
    rows = [factories_insurer.accepted(number, line, f"1400000000{line}") for line in (1, 2)]
    factories_insurer.take_in(city, "answers", factories_insurer.answers_csv(rows[:1]))
    assert new_to(officer) == [Kind.BATCH_SENT]
    factories_insurer.take_in(city, "answers", factories_insurer.answers_csv(rows[1:]))
    assert new_to(officer) == []
