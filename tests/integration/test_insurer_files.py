"""Answers and payment files: what they change, what they leave, and what cannot be applied."""

import datetime as dt
import re

import pytest
from django.db import connections
from django.utils import translation

from payung.apps.coverage import file_queries, file_words, sql
from payung.apps.coverage.errors import DayBeforeMembers
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.coverage.models import InsurerFile, Membership, Payment, Protection, UnfitLine
from payung.apps.enrolment.enums import BatchState, LineOutcome, State
from payung.apps.enrolment.models import Batch, BatchLine, Registration, StateChange
from payung.apps.territory import scope
from payung.apps.territory.models import Branch, City
from payung.integrations.insurer.errors import LineFault
from payung.shared.months import Month
from tests import factories
from tests import factories_insurer as insurer

LAST = dt.date(2025, 10, 29)


@pytest.fixture
def sent(city: City) -> Batch:
    return insurer.batch_of(city, 3)


def codes(city: City) -> list[str]:
    with factories.as_system(city):
        return sorted(UnfitLine.objects.values_list("code", flat=True))


def states(city: City) -> list[str]:
    with factories.as_system(city):
        return list(BatchLine.objects.order_by("line").values_list("registration__state", flat=True))


def test_accepted_and_rejected_lines_decide_registrations(city: City, sent: Batch) -> None:
    rows = [insurer.accepted(1, 1, "25000000001", "03-10-2025"), insurer.rejected(1, 2, "Usia")]
    file = insurer.take_in(city, "answers", insurer.answers_csv(rows))
    assert (file.state, file.applied, file.unfit) == ("taken_in", 2, 0)
    assert states(city) == [State.ACCEPTED, State.REJECTED, State.BATCHED]
    with factories.as_system(city):
        first = Registration.objects.get(batch_lines__line=1)
        assert first.accepted_on == dt.date(2025, 10, 3)
        assert Membership.objects.get(person=first.person).starts == dt.date(2025, 10, 3)
        assert Protection.objects.get(person=first.person).paid_months == []
        change = StateChange.objects.filter(state=State.REJECTED).get()
        assert (change.reason, change.registration.batch_lines.get().line) == ("Usia", 2)
        assert Batch.objects.get().state == BatchState.SENT


def test_the_batch_is_answered_with_its_last_line(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.rejected(1, line) for line in (1, 2, 3)]))
    with factories.as_system(city):
        assert Batch.objects.get().state == BatchState.ANSWERED


def test_lines_are_known_by_nik_too_and_in_xlsx(city: City, sent: Batch) -> None:
    with factories.as_system(city) as opened:
        nik = opened.vault.open("nik", BatchLine.objects.get(line=2).nik)
    rows = [("Berkas 1", nik, "OK", 25000000002.0, dt.date(2025, 10, 1).isoformat())]
    content = insurer.xlsx(("Nomor Batch", "NIK", "Status", "No. KPJ", "TMT"), rows)
    insurer.take_in(city, "answers", content, name="jawaban.xlsx")
    assert states(city) == [State.BATCHED, State.ACCEPTED, State.BATCHED]


def test_the_same_file_again_changes_nothing(city: City, sent: Batch) -> None:
    content = insurer.answers_csv([insurer.accepted(1, 1, "25000000001"), insurer.rejected(1, 2)])
    insurer.take_in(city, "answers", content)
    before = insurer.state_of(city)
    with factories.as_system(city):
        changes = StateChange.objects.count()
    first = insurer.take_in(city, "answers", content)
    insurer.take_in(city, "answers", content + b"\n")
    assert insurer.state_of(city) == before
    with factories.as_system(city):
        assert StateChange.objects.count() == changes
        assert InsurerFile.objects.count() == 2
        repeated = InsurerFile.objects.exclude(pk=first.pk).get()
    assert (repeated.applied, repeated.repeated, repeated.unfit) == (0, 2, 0)


def test_accepted_beats_rejected_in_either_order(city: City, sent: Batch) -> None:
    insurer.take_in(
        city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001"), insurer.rejected(1, 2)])
    )
    insurer.take_in(
        city, "answers", insurer.answers_csv([insurer.rejected(1, 1), insurer.accepted(1, 2, "25000000002")])
    )
    assert states(city)[:2] == [State.ACCEPTED, State.ACCEPTED]
    with factories.as_system(city):
        assert set(BatchLine.objects.filter(line__lt=3).values_list("outcome", "reason")) == {("accepted", "")}


def test_a_person_may_have_two_member_numbers(city: City, sent: Batch) -> None:
    rows = [insurer.accepted(1, 1, "25000000001", "01-10-2025"), insurer.accepted(1, 1, "25000000009", "05-10-2025")]
    insurer.take_in(city, "answers", insurer.answers_csv(rows))
    with factories.as_system(city):
        assert Membership.objects.count() == 2
        assert Registration.objects.get(batch_lines__line=1).accepted_on == dt.date(2025, 10, 1)


def test_one_number_for_two_people_goes_to_the_earlier_start(city: City, sent: Batch) -> None:
    later, earlier = (
        insurer.accepted(1, 1, "25000000001", "05-09-2025"),
        insurer.accepted(1, 2, "25000000001", "01-09-2025"),
    )
    insurer.take_in(city, "answers", insurer.answers_csv([later]))
    insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000001")]))
    assert states(city) == [State.ACCEPTED, State.BATCHED, State.BATCHED]
    insurer.take_in(city, "answers", insurer.answers_csv([earlier]))
    assert states(city) == [State.BATCHED, State.ACCEPTED, State.BATCHED]
    assert codes(city) == ["number_of_another"]
    with factories.as_system(city):
        first, second = (Registration.objects.get(batch_lines__line=line) for line in (1, 2))
        assert Payment.objects.get().person_id == second.person_id
        assert Protection.objects.get().person_id == second.person_id
        assert first.accepted_on is None
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000004")]))
    assert states(city) == [State.ACCEPTED, State.ACCEPTED, State.BATCHED]


def test_a_payment_known_before_its_member_is_applied_later(city: City, sent: Batch) -> None:
    paid = insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000001")]))
    assert (paid.applied, paid.unfit) == (0, 1)
    assert codes(city) == ["unknown_member"]
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    assert codes(city) == []
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [2025 * 12 + 8]
        known = InsurerFile.objects.get(pk=paid.pk)
    assert (known.applied, known.repeated, known.unfit) == (1, 0, 0)


def test_answers_before_their_batch_are_applied_with_the_next_file(city: City) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    assert codes(city) == ["unknown_batch"]
    insurer.batch_of(city, 1)
    insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000001")]))
    assert codes(city) == []
    with factories.as_system(city):
        assert Payment.objects.count() == 1


def test_identical_payments_count_once_and_two_payers_both(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    line = insurer.paid("25000000001")
    file = insurer.take_in(
        city, "payments", insurer.payments_csv([line, line, insurer.paid("25000000001", payer="CSR")])
    )
    assert (file.applied, file.repeated) == (2, 1)
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [2025 * 12 + 8]


BAD_ANSWERS = {
    "unknown_batch": ("77", 1, "", "diterima", "25000000001", "01-10-2025", ""),
    "unknown_line": (1, 99, "", "diterima", "25000000001", "01-10-2025", ""),
    "line_of_another": (1, 1, "1271990101800001", "diterima", "25000000001", "01-10-2025", ""),
    "no_reason": (1, 1, "", "ditolak", "", "", ""),
    "no_number": (1, 1, "", "diterima", "", "", ""),
    "bad_date": (1, 1, "", "diterima", "25000000001", "31-02-2025", ""),
    "unknown_result": (1, 1, "", "barangkali", "25000000001", "", ""),
    "unreadable_row": (1, 1, "", "diterima", "??1", "", ""),
}


@pytest.mark.parametrize("code", BAD_ANSWERS)
def test_answers_that_fit_nothing_are_kept_with_a_reason(city: City, sent: Batch, code: str) -> None:
    file = insurer.take_in(city, "answers", insurer.answers_csv([BAD_ANSWERS[code]]))
    assert (file.state, file.unfit, codes(city)) == ("taken_in", 1, [code])
    assert set(states(city)) == {State.BATCHED}


BAD_PAYMENTS = {
    "unknown_member": ("25000000077", "2025-09", "JKK,JKM", "16800", "10-09-2025", ""),
    "bad_month": ("25000000001", "2025-13", "JKK,JKM", "16800", "10-09-2025", ""),
    "implausible_month": ("25000000001", "2030-01", "JKK,JKM", "16800", "10-09-2025", ""),
    "paid_after_data": ("25000000001", "2025-11", "JKK,JKM", "16800", "21-10-2025", ""),
    "before_start": ("25000000001", "2025-08", "JKK,JKM", "16800", "10-09-2025", ""),
    "bad_amount": ("25000000001", "2025-09", "JKK,JKM", "enam belas ribu", "10-09-2025", ""),
    "bad_date": ("25000000001", "2025-09", "JKK,JKM", "16800", "10-09-2052", ""),
    "bad_programmes": ("25000000001", "2025-09", "ABC", "16800", "10-09-2025", ""),
    "bad_payer": ("25000000001", "2025-09", "JKK,JKM", "16800", "10-09-2025", "tetangga"),
    "unreadable_row": ("", "2025-09", "JKK,JKM", "16800", "10-09-2025", ""),
}


@pytest.mark.parametrize("code", BAD_PAYMENTS)
def test_payments_that_fit_nothing_are_kept_with_a_reason(city: City, sent: Batch, code: str) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    file = insurer.take_in(city, "payments", insurer.payments_csv([BAD_PAYMENTS[code]]))
    assert (file.state, file.unfit, codes(city)) == ("taken_in", 1, [code])
    with factories.as_system(city):
        assert not Payment.objects.exists()


def test_every_unfit_line_has_a_sentence_that_says_what_to_do(city: City) -> None:
    for code in LineFault:
        for language in ("id", "en"):
            with translation.override(language):
                assert re.fullmatch(r"(?:Baris|Row) 7: .+\.", file_words.about_line(7, code.value))


def test_a_payment_before_the_start_fits_once_the_membership_began_earlier(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001", "29-10-2025")]))
    paid = insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000001", "2025-09")]), as_of=LAST)
    assert (paid.applied, paid.unfit, codes(city)) == (0, 1, ["before_start"])
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001", "30-09-2025")]))
    assert codes(city) == []
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [2025 * 12 + 8]


def test_what_stood_before_the_start_is_counted_again_by_the_migration(city: City) -> None:
    with factories.as_system(city) as opened:
        factories.member(factories.lingkungan(city), opened, months=(dt.date(2025, 9, 1), dt.date(2025, 10, 1)))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE coverage_protection SET starts = '2025-10-29'")
        cursor.execute(sql.COUNT_AGAIN)
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [2025 * 12 + 9]


CONTRADICTION = [insurer.accepted(1, 1, "25000000001"), insurer.rejected(1, 1, "Usia")]


@pytest.mark.parametrize("said", [CONTRADICTION, CONTRADICTION[::-1]])
def test_a_line_accepted_and_rejected_in_one_file_is_listed(city: City, sent: Batch, said: list[insurer.Row]) -> None:
    file = insurer.take_in(city, "answers", insurer.answers_csv(said))
    assert (file.applied, file.repeated, file.unfit, codes(city)) == (1, 0, 1, ["contradicted"])
    assert states(city)[0] == State.ACCEPTED
    again = insurer.take_in(city, "answers", insurer.answers_csv(said) + b"\n")
    assert (again.applied, again.repeated, again.unfit) == (0, 1, 1)


def test_the_insurer_may_change_its_mind_on_a_later_day(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv(CONTRADICTION[1:]))
    insurer.take_in(city, "answers", insurer.answers_csv(CONTRADICTION[:1]), as_of=LAST)
    assert (states(city)[0], codes(city)) == (State.ACCEPTED, [])


def test_a_contradiction_that_another_file_makes_is_listed_in_the_first(city: City, sent: Batch) -> None:
    first = insurer.take_in(city, "answers", insurer.answers_csv(CONTRADICTION[1:]))
    insurer.take_in(city, "answers", insurer.answers_csv(CONTRADICTION[:1]))
    with factories.as_system(city):
        first.refresh_from_db()
    assert (first.applied, first.repeated, first.unfit, codes(city)) == (0, 0, 1, ["contradicted"])


def test_unfit_lines_are_sealed(city: City) -> None:
    insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000077")]))
    with factories.as_system(city) as opened:
        content = bytes(UnfitLine.objects.get().content)
        assert b"25000000077" not in content
        assert b"25000000077" in opened.vault.open_bytes("content", content)
        assert b"25000000077" not in bytes(InsurerFile.objects.get().content)


def test_an_unanswered_line_is_neither_right_nor_wrong(city: City, sent: Batch) -> None:
    file = insurer.take_in(city, "answers", insurer.answers_csv([(1, 1, "", "", "", "", ""), insurer.rejected(1, 2)]))
    assert (file.applied, file.repeated, file.unfit) == (1, 0, 0)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0 gambar", b"PK\x03\x04rusak", b"judul;lain\n1;2\n", insurer.payments_csv([]), b"\x00" * 3000],
)
def test_a_file_that_is_none_says_so_in_a_sentence(city: City, content: bytes) -> None:
    file = insurer.take_in(city, "payments", content)
    assert file.state == "failed"
    for language in ("id", "en"):
        with translation.override(language):
            sentence = file_queries.error_of(file)
            assert sentence.endswith(".")
            assert "\n" not in sentence
    with factories.as_system(city):
        assert not Payment.objects.exists()


def test_a_file_without_the_month_it_is_for_is_refused(city: City) -> None:
    content = insurer.payments_csv([insurer.paid("25000000001", "2025-08")])
    file = insurer.take_in(city, "payments", content, month=Month(2025, 9))
    assert file.state == "failed"
    mended = insurer.take_in(city, "payments", content, month=Month(2025, 8))
    assert (mended.pk, mended.state) == (file.pk, "taken_in")


def test_a_payment_file_sent_again_with_the_right_day_is_read_anew(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    content = insurer.payments_csv([insurer.paid("25000000001", on="10-09-2025")])
    early = insurer.take_in(city, "payments", content, as_of=dt.date(2025, 9, 3))  # a slip in the day
    assert (early.unfit, codes(city)) == (1, ["paid_after_data"])
    late = insurer.take_in(city, "payments", content, as_of=dt.date(2025, 9, 30))
    assert (late.pk, late.applied, late.unfit, codes(city)) == (early.pk, 1, 0, [])


def test_a_payment_file_is_not_older_than_the_first_member(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001", "10-09-2025")]))
    content = insurer.payments_csv([insurer.paid("25000000001")])
    before = insurer.take_in(city, "payments", content)
    for slip in (dt.date(1999, 1, 1), dt.date(2025, 8, 31)):
        with pytest.raises(DayBeforeMembers, match="10-09-2025"):
            insurer.receive(city, "payments", content, as_of=slip)
    with factories.as_system(city):
        after = InsurerFile.objects.get(pk=before.pk)
    assert (after.as_of, after.applied, after.unfit) == (before.as_of, 1, 0)
    assert insurer.receive(city, "payments", content, as_of=dt.date(2025, 9, 1)).pk == before.pk


def test_a_file_read_anew_takes_back_what_it_says_no_more(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    rows = [insurer.paid("25000000001", on="02-09-2025"), insurer.paid("25000000001", "2025-10", on="10-10-2025")]
    content = insurer.payments_csv(rows)
    first = insurer.take_in(city, "payments", content)
    slip = insurer.take_in(city, "payments", content, as_of=dt.date(2025, 9, 3))
    assert (slip.pk, slip.applied, slip.repeated, slip.unfit) == (first.pk, 1, 0, 1)
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [2025 * 12 + 8]
    right = insurer.take_in(city, "payments", content)
    assert (right.applied, right.repeated, right.unfit, codes(city)) == (2, 0, 0, [])


def test_what_another_file_says_too_stays_paid(city: City, sent: Batch) -> None:
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    content = insurer.payments_csv([insurer.paid("25000000001")])
    insurer.take_in(city, "payments", content)
    other = insurer.take_in(city, "payments", content + b"\n")
    insurer.take_in(city, "payments", content, as_of=dt.date(2025, 9, 3))
    with factories.as_system(city):
        other.refresh_from_db()
        assert Payment.objects.get().file_id == other.pk
    assert (other.applied, other.repeated, other.unfit, codes(city)) == (1, 0, 0, ["paid_after_data"])


def test_a_month_of_which_no_line_can_be_recorded_is_refused_with_what_is_wrong(city: City) -> None:
    content = insurer.payments_csv([insurer.paid("25000000001", on="21-10-2025")])
    file = insurer.take_in(city, "payments", content, month=Month(2025, 9))
    assert file.state == "failed"
    assert "tanggal bayarnya sesudah tanggal data" in file_queries.error_of(file)


def test_a_payment_file_sent_again_for_a_month_that_it_does_not_hold_is_refused(city: City) -> None:
    content = insurer.payments_csv([insurer.paid("25000000001", "2025-08")])
    insurer.take_in(city, "payments", content, month=Month(2025, 8))
    assert insurer.take_in(city, "payments", content, month=Month(2025, 9)).state == "failed"


def test_the_last_ended_month_is_the_last_whose_file_is_in(city: City) -> None:
    today, system = dt.date(2025, 10, 29), scope.of_system(city.pk)

    def known() -> tuple[Month, dt.date] | None:
        with scope.opened(scope.of_holding(kepling), reason="test"):
            found = last_ended_month(system, today)
        return (found.month, found.as_of) if found else None

    kepling = factories.hold("kepling", factories.lingkungan(city))
    assert known() is None
    for month, as_of in (("2025-08", dt.date(2025, 8, 20)), ("2025-10", dt.date(2025, 10, 28))):
        insurer.take_in(
            city, "payments", insurer.payments_csv([insurer.paid("1" + month[-2:] + "00000", month)]),
            month=Month.parse(month), as_of=as_of,
        )  # fmt: skip
    assert known() is None  # August as of 20 August is not its whole month, October has not ended
    late = insurer.payments_csv([insurer.paid("25000000001", "2025-09")])
    insurer.take_in(city, "payments", late, month=Month(2025, 9), as_of=dt.date(2025, 10, 5))
    assert known() == (Month(2025, 9), dt.date(2025, 10, 5))


def test_a_month_is_in_once_every_branch_has_sent_it(city: City) -> None:
    today, second = dt.date(2025, 10, 29), Branch.objects.create(city=city, name="Medan Utara")
    rows = insurer.payments_csv([insurer.paid("25000000001")])
    september = {"month": Month(2025, 9), "as_of": dt.date(2025, 10, 3)}
    insurer.take_in(
        city, "payments", rows, branch_id=factories.Branch.objects.get(city=city, name="Medan Kota").pk, **september
    )
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.rejected(1, 1)]), branch_id=second.pk)
    with factories.as_system(city) as opened:
        assert last_ended_month(opened.scope, today) is None
    insurer.take_in(city, "payments", rows, branch_id=second.pk, **(september | {"as_of": dt.date(2025, 10, 2)}))
    with factories.as_system(city) as opened:
        found = last_ended_month(opened.scope, today)
    assert found is not None
    assert found.as_of == dt.date(2025, 10, 2)


def test_a_branchs_file_reaches_its_own_batches_and_members_alone(city: City, sent: Batch) -> None:
    other = Branch.objects.create(city=city, name="Medan Utara")
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]), branch_id=other.pk)
    assert codes(city) == ["unknown_batch"]
    assert states(city)[0] == State.BATCHED
    insurer.take_in(
        city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]), branch_id=sent.branch_id
    )
    insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid("25000000001")]), branch_id=other.pk)
    with factories.as_system(city):
        assert not Payment.objects.exists()
        assert set(BatchLine.objects.values_list("outcome", flat=True)) == {LineOutcome.ACCEPTED, LineOutcome.OPEN}


def test_a_rejected_registration_goes_into_a_new_batch_and_keeps_both(city: City, sent: Batch) -> None:
    old = insurer.answers_csv([insurer.rejected(1, 1)])
    insurer.take_in(city, "answers", old)
    with factories.as_system(city):
        registration = Registration.objects.get(state=State.REJECTED)
    second = insurer.again(city, registration)
    insurer.take_in(city, "answers", old + b"\n")  # the old rejection once more does not answer the new batch
    with factories.as_system(city):
        outcomes = registration.batch_lines.order_by("batch__number").values_list("batch__number", "outcome")
        assert list(outcomes) == [(1, "rejected"), (second.number, "open")]
        assert Registration.objects.get(pk=registration.pk).state == State.BATCHED
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(second.number, 1, "25000000001")]))
    with factories.as_system(city):
        assert Registration.objects.get(pk=registration.pk).state == State.ACCEPTED


def test_the_earliest_start_and_the_latest_rejection_count(city: City, sent: Batch) -> None:
    for starts in ("05-10-2025", "02-10-2025", "09-10-2025"):
        insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001", starts)]))
    headings = ("No Berkas", "No Baris", "Alasan", "Tanggal Jawaban")
    for reason, day in (("Lama", "01-10-2025"), ("Baru", "07-10-2025"), ("Tengah", "03-10-2025")):
        insurer.take_in(city, "answers", insurer.csv(headings, [(1, 2, reason, day)]))
    with factories.as_system(city):
        assert Membership.objects.get().starts == dt.date(2025, 10, 2)
        assert Registration.objects.get(batch_lines__line=1).accepted_on == dt.date(2025, 10, 2)
        line = BatchLine.objects.get(line=2)
        assert (line.reason, line.answered_on) == ("Baru", dt.date(2025, 10, 7))


def test_members_loaded_with_the_register_keep_their_number_and_state(city: City, sent: Batch) -> None:
    with factories.as_system(city) as opened:
        old = factories.member(factories.lingkungan(city), opened, months=(dt.date(2025, 9, 1),))
        number = Membership.objects.get(person=old.person).member_number
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, number, "01-01-2020")]))
    assert codes(city) == ["number_of_another"]
    with factories.as_system(city):
        assert Membership.objects.get().person_id == old.person_id
        assert Registration.objects.get(pk=old.pk).state == State.ACCEPTED
        assert Payment.objects.get().person_id == old.person_id
