"""Somebody stands under two branches of the insurer: found in files, listed for both, decided; protection counts once."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from payung.apps.coverage.models import BranchShare, Membership, Payment, Protection, UnfitLine
from payung.apps.enrolment import answers, two_branches
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Batch, BatchLine, Registration, StateChange
from payung.apps.enrolment.two_branches import TwoBranchesError
from payung.apps.people.models import Person
from payung.apps.territory import locks
from payung.apps.territory.models import Branch, City
from payung.shared.months import Month
from tests import factories
from tests import factories_insurer as insurer
from tests.factories_registering import text

NUMBER, SECOND = "25000000001", "25000000002"
TODAY = Month(2025, 10)
WHY = "pindah kerja, dikonfirmasi kedua cabang"


@pytest.fixture
def kota(city: City) -> Branch:
    return factories.branch(city)


@pytest.fixture
def morawa(city: City) -> Branch:
    return Branch.objects.create(city=city, name="Tanjung Morawa")


@pytest.fixture
def sent(city: City, kota: Branch) -> Batch:
    """Two people sent to the first branch; the first of them is its member."""
    made = insurer.batch_of(city, 2, branch=kota)
    accepted = insurer.answers_csv([insurer.accepted(1, 1, NUMBER, "01-07-2025")])
    insurer.take_in(city, "answers", accepted, branch_id=kota.pk)
    return made


@pytest.fixture
def manager(city: City) -> factories.SignedIn:
    return factories.sign_in("manager", city.pk)


def paid(city: City, branch: Branch, *months: str, number: str = NUMBER) -> None:
    rows = [insurer.paid(number, month) for month in months]
    insurer.take_in(city, "payments", insurer.payments_csv(rows), branch_id=branch.pk)


def member(city: City) -> UUID:
    with factories.as_system(city):
        return Membership.objects.get(member_number=NUMBER).person_id


def decide(city: City, branch: Branch, *, person: UUID | None = None, since: Month = TODAY) -> None:
    who = person or member(city)
    with factories.as_system(city):
        two_branches.decide(by=7, person_id=who, branch_id=branch.pk, since=since, reason=WHY)
    answers.try_kept(city=city.pk, by=7)  # what the job does


def codes(city: City) -> list[str]:
    with factories.as_system(city):
        return sorted(UnfitLine.objects.values_list("code", flat=True))


def sides(city: City) -> set[tuple[int, int]]:
    with factories.as_system(city):
        return set(BranchShare.objects.values_list("branch_id", "other_id"))


@pytest.mark.usefixtures("sent")
def test_a_payment_through_another_branch_is_found_and_waits(city: City, kota: Branch, morawa: Branch) -> None:
    paid(city, morawa, "2025-09")
    assert codes(city) == ["member_of_another_branch"]
    assert sides(city) == {(kota.pk, morawa.pk), (morawa.pk, kota.pk)}
    paid(city, morawa, "2025-08")
    with factories.as_system(city):
        assert not Payment.objects.exists()
        assert set(BranchShare.objects.values_list("first_month", "member_number")) == {(dt.date(2025, 8, 1), NUMBER)}


@pytest.mark.usefixtures("sent")
def test_a_number_that_nobody_knows_is_no_share(city: City, kota: Branch, morawa: Branch) -> None:
    paid(city, morawa, "2025-09", number=SECOND)
    paid(city, kota, "2025-09")
    assert codes(city) == ["unknown_member"]
    assert sides(city) == set()


@pytest.mark.usefixtures("sent")
def test_once_decided_every_line_fits_and_a_month_counts_once(city: City, kota: Branch, morawa: Branch) -> None:
    paid(city, kota, "2025-08", "2025-09")
    paid(city, morawa, "2025-09", "2025-10")
    decide(city, morawa)
    assert codes(city) == []
    with factories.as_system(city):
        assert Payment.objects.count() == 3  # both reported September in the same words
        stands = Protection.objects.get()
        assert [month % 12 + 1 for month in stands.paid_months] == [8, 9, 10]
        assert stands.branch == morawa
    paid(city, kota, "2025-07")
    with factories.as_system(city):
        assert [month % 12 + 1 for month in Protection.objects.get().paid_months] == [7, 8, 9, 10]


@pytest.mark.parametrize("decided_first", [False, True])
def test_the_order_of_files_and_decision_changes_nothing(
    city: City, sent: Batch, kota: Branch, morawa: Branch, decided_first: bool
) -> None:
    paid(city, morawa, "2025-09")
    if decided_first:
        decide(city, morawa)
    paid(city, kota, "2025-08")
    paid(city, morawa, "2025-10")
    if not decided_first:
        decide(city, morawa)
    with factories.as_system(city):
        assert [month % 12 + 1 for month in Protection.objects.get().paid_months] == [8, 9, 10]
        assert set(Payment.objects.values_list("branch_id", flat=True)) == {morawa.pk}


@pytest.mark.usefixtures("sent")
def test_all_rows_follow_and_history_keeps_both_decisions(city: City, kota: Branch, morawa: Branch) -> None:
    paid(city, morawa, "2025-09")
    who = member(city)
    for branch in (morawa, kota, morawa, morawa):
        decide(city, branch)
        with factories.as_system(city):
            made = Registration.objects.get(person_id=who)
            found = {
                Person.objects.get(pk=who).branch_id, made.branch_id, Protection.objects.get(person_id=who).branch_id,
                *StateChange.objects.filter(registration=made).values_list("branch_id", flat=True),
                *Membership.objects.filter(person_id=who).values_list("branch_id", flat=True),
                *Payment.objects.filter(person_id=who).values_list("branch_id", flat=True),
            }  # fmt: skip
            assert found == {branch.pk}
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT actor_id, row->>'responsible_id' FROM audit_history WHERE \"table\" = 'coverage_branchshare'"
            " AND operation = 'update' AND row->>'branch_id' = %s ORDER BY id", [str(kota.pk)],
        )  # fmt: skip
        assert [int(chosen) for _by, chosen in cursor.fetchall()] == [morawa.pk, kota.pk, morawa.pk, morawa.pk]
        cursor.execute(
            "SELECT count(*) FROM audit_history WHERE \"table\" = 'coverage_payment' AND operation = 'update'"
        )
        assert cursor.fetchone() == (2,), "a payment is written where its branch changes"


def test_an_answer_through_another_branch_waits_for_the_decision(
    city: City, sent: Batch, kota: Branch, morawa: Branch
) -> None:
    with factories.as_system(city) as opened:
        line = BatchLine.objects.get(line=2)
        nik, person = opened.vault.open("nik", line.nik), Registration.objects.get(batch_lines=line).person_id
    said = insurer.answers_csv([insurer.accepted(1, 2, SECOND)]).decode().replace(";2;;", f";2;{nik};")
    assert nik in said
    insurer.take_in(city, "answers", said.encode(), branch_id=morawa.pk)
    assert codes(city) == ["batch_of_another_branch"]
    assert sides(city) == {(kota.pk, morawa.pk), (morawa.pk, kota.pk)}
    decide(city, morawa, person=person)
    assert codes(city) == []
    with factories.as_system(city):
        assert Registration.objects.get(person_id=person).state == State.ACCEPTED
        assert Membership.objects.get(member_number=SECOND).branch == morawa
        assert Protection.objects.get(person_id=person).branch == morawa


def test_a_line_that_guesses_a_number_learns_nothing(city: City, sent: Batch, morawa: Branch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 2, SECOND)]), branch_id=morawa.pk)
    assert codes(city) == ["unknown_batch"]
    assert sides(city) == set()


def test_accepted_by_the_branch_that_had_rejected_before(city: City, sent: Batch, kota: Branch, morawa: Branch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.rejected(1, 2)]), branch_id=kota.pk)
    with factories.as_system(city):
        Registration.objects.filter(state=State.REJECTED).update(state=State.VERIFIED)
    insurer.batch_of(city, 0, branch=morawa)
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 2, SECOND)]), branch_id=kota.pk)
    assert sides(city) == {(kota.pk, morawa.pk), (morawa.pk, kota.pk)}


@pytest.mark.usefixtures("sent")
def test_who_was_merged_out_of_both_branches_is_found_by_the_next_payment(
    city: City, kota: Branch, morawa: Branch, manager: Client
) -> None:
    """A merge leaves each member number with the branch that serves it."""
    who = member(city)
    with factories.as_system(city):
        Membership.objects.filter(person_id=who).update(branch=morawa)
    paid(city, morawa, "2025-09")
    assert codes(city) == []
    assert sides(city) == {(kota.pk, morawa.pk), (morawa.pk, kota.pk)}
    decide(city, morawa)
    with factories.as_system(city) as opened:
        assert Person.objects.get(pk=who).branch == morawa
        into = factories.person(factories.lingkungan(city), opened)
        Person.objects.filter(pk=who).update(merged_into=into)
    assert NUMBER not in text(manager.get(reverse("two_branches")))


@pytest.mark.usefixtures("sent")
def test_each_branch_sees_its_side_and_only_its_own_people_by_name(
    city: City, kota: Branch, morawa: Branch, manager: Client
) -> None:
    paid(city, morawa, "2025-09")
    with factories.as_system(city):
        name = Person.objects.get(memberships__member_number=NUMBER).name
    pages = {
        branch: text(factories.sign_in("insurer_officer", city.pk, branch=branch).get(reverse("two_branches")))
        for branch in (kota, morawa)
    }
    assert name in pages[kota]
    assert name not in pages[morawa]
    assert all(NUMBER in page and "Belum diputuskan" in page for page in pages.values())
    page = text(manager.get(reverse("two_branches")))
    assert page.count(name) == 2  # the link and the words of the button, once each
    assert "1 pekerja tercatat di dua kantor cabang" in text(manager.get(reverse("batches")))
    third = Branch.objects.create(city=city, name="Utara")
    assert NUMBER not in text(factories.sign_in("insurer_officer", city.pk, branch=third).get(reverse("two_branches")))


@pytest.mark.usefixtures("sent")
def test_the_manager_decides_on_a_page(city: City, morawa: Branch, manager: Client) -> None:
    paid(city, morawa, "2025-09")
    address = reverse("two_branches_decide", args=[member(city)])
    assert manager.post(address, {"branch": "0", "since": "2025-09", "reason": WHY}).status_code == 422
    assert manager.post(address, {"branch": morawa.pk, "since": "2025-11", "reason": WHY}).status_code == 422
    assert manager.post(address, {"branch": morawa.pk, "since": "2025-09", "reason": "x"}).status_code == 422
    done = manager.post(address, {"branch": morawa.pk, "since": "2025-09", "reason": WHY}, follow=True)
    assert "Tanjung Morawa sejak September 2025" in text(done)
    assert WHY in text(manager.get(address))
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [answers.AGAIN])
        assert cursor.fetchone()[0] == 1


@pytest.mark.usefixtures("sent")
def test_a_third_branch_finds_the_decision_beside_it(city: City, morawa: Branch, manager: factories.SignedIn) -> None:
    paid(city, morawa, "2025-09")
    address = reverse("two_branches_decide", args=[member(city)])
    manager.post(address, {"branch": morawa.pk, "since": "2025-09", "reason": WHY})
    answers.try_kept(city=city.pk, by=7)
    third = Branch.objects.create(city=city, name="Utara")
    paid(city, third, "2025-08")
    page = text(manager.get(address))
    assert f"oleh {manager.holding.user.full_name}." in page
    assert page.count(WHY) == 1
    assert "Utara" in page


@pytest.mark.usefixtures("sent")
def test_who_may_not_decide_does_not(city: City, kota: Branch, morawa: Branch, manager: Client) -> None:
    paid(city, morawa, "2025-09")
    address = reverse("two_branches_decide", args=[member(city)])
    officer = factories.sign_in("insurer_officer", city.pk, branch=kota)
    assert officer.post(address, {"branch": kota.pk, "since": "2025-09", "reason": WHY}).status_code == 403
    nobody = reverse("two_branches_decide", args=["00000000-0000-4000-8000-000000000000"])
    assert manager.get(nobody).status_code == 404


@pytest.mark.usefixtures("sent")
def test_nothing_is_decided_while_a_file_is_taken_in(
    city: City, morawa: Branch, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(city, morawa, "2025-09")
    monkeypatch.setattr(locks, "PATIENCE", "50ms")
    address, form = reverse("two_branches_decide", args=[member(city)]), {"since": "2025-09", "reason": WHY}
    with insurer.being_taken_in(city):
        answer = manager.post(address, form | {"branch": str(morawa.pk)})
    assert answer.status_code == 422
    assert "sedang diproses" in text(answer)
    assert f'value="{WHY}"' in answer.content.decode()
    assert "Tanjung Morawa sejak" in text(manager.post(address, form | {"branch": str(morawa.pk)}, follow=True))


@pytest.mark.usefixtures("sent")
def test_what_cannot_be_decided_is_said(city: City, kota: Branch, morawa: Branch) -> None:
    who = member(city)
    with pytest.raises(TwoBranchesError, match="tidak tercatat di dua"):
        decide(city, kota)
    paid(city, morawa, "2025-09")
    third = Branch.objects.create(city=city, name="Utara")
    with pytest.raises(TwoBranchesError, match="salah satu"):
        decide(city, third, person=who)
    with pytest.raises(TwoBranchesError, match="belum tiba"):
        decide(city, kota, since=TODAY + 1)
