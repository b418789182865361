"""The demonstration city, loaded smaller than life: its counts, its honesty, and what a thief of its dump would find."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connections

from payung.apps.accounts.models import User
from payung.apps.audit.models import History
from payung.apps.contributions import worklist
from payung.apps.contributions.models import Contact, Contribution
from payung.apps.coverage import branch_shares
from payung.apps.coverage.models import InsurerFile, Membership, Payment, Protection, UnfitLine
from payung.apps.enrolment import answers
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import BatchLine, Group, Registration
from payung.apps.people.details import opened as in_the_open
from payung.apps.people.models import Person
from payung.apps.people.name_words import EVERYBODY, NameWord
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.cli.demo import load as loader
from payung.cli.demo.plan import Plan, load
from payung.cli.service.binaries import wheel_binaries
from tests import testing_database

FULL = load()
SMALL = replace(
    FULL,
    lingkungan=610,
    vacant=3,
    acting=3,
    handed_over=5,
    months_paid={months: count // 100 + 1 for months, count in FULL.months_paid.items()},
    waiting={state: count // 100 + 1 for state, count in FULL.waiting.items()},
    first_payments={"noted": 1, "held": 1, "handed": 1, "confirmed": 1, "void": 1, "settled": 9, "reminded": 2},
)


@pytest.fixture(scope="module")
def demo(cluster: None) -> Iterator[Plan]:
    loader.load(SMALL)
    yield SMALL
    testing_database.clear()


@pytest.fixture
def medan(demo: Plan) -> Iterator[scope.Opened]:
    with scope.opened(scope.of_system(area_id(demo.city)), reason="test", read_only=True) as opened:
        yield opened


def test_the_full_plan_is_the_reported_campaign() -> None:
    assert FULL.lingkungan * FULL.campaign["quota"] == 50_025
    assert sum(FULL.months_paid.values()) == 37_058
    assert FULL.months_paid[1] == 18_152


def test_states_and_paid_months_are_those_of_the_plan(demo: Plan, medan: scope.Opened) -> None:
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert states == Counter({State.ACCEPTED: sum(demo.months_paid.values()), **demo.waiting})
    months = Counter(len(paid) for paid in Protection.objects.values_list("paid_months", flat=True))
    assert months == Counter(demo.months_paid)


def test_protection_is_what_follows_from_the_payments(medan: scope.Opened) -> None:
    paid: dict[object, set[int]] = {}
    for person, month in Payment.objects.values_list("person_id", "month"):
        paid.setdefault(person, set()).add(month.year * 12 + month.month - 1)
    kept = {p.person_id: set(p.paid_months) for p in Protection.objects.all() if p.paid_months}
    assert kept == paid


def test_words_of_its_names_are_counted(demo: Plan, medan: scope.Opened) -> None:
    assert NameWord.objects.get(word=EVERYBODY).people == Person.objects.count() > 0
    assert NameWord.objects.count() > 10


def test_history_says_who_and_why(medan: scope.Opened) -> None:
    assert History.objects.filter(table="people_person").count() == Person.objects.count()
    assert set(History.objects.filter(table="people_person").values_list("reason", flat=True)) == {"memuat kota contoh"}


def test_loading_again_changes_nothing(demo: Plan) -> None:
    before = _counts()
    loader.load(demo)
    assert _counts() == before


def test_everybody_in_it_is_the_demonstrations(demo: Plan) -> None:
    assert not User.objects.filter(is_demo=False).exists()
    User.objects.update(is_demo=False)
    loader.load(demo)
    assert not User.objects.filter(is_demo=False).exists()


def test_its_files_taken_in_once_more_change_nothing(demo: Plan) -> None:
    """What the loader wrote is what the city's own code makes of the same files."""
    city = area_id(demo.city)
    with scope.opened(scope.of_system(city), reason="test"):
        files = {file.pk: (file.applied, file.unfit) for file in InsurerFile.objects.order_by("kind", "unfit", "as_of")}
        before = _facts()
        InsurerFile.objects.update(state=InsurerFile.State.RECEIVED)
    for file in [*list(files)[:2], *list(files)[-3:]]:
        answers.take_in(file, city=city, by=0, branch=0)
    with scope.opened(scope.of_system(city), reason="test", read_only=True):
        assert _facts() == before
        assert {file.pk: (file.applied, file.unfit) for file in InsurerFile.objects.all()} == files
        assert UnfitLine.objects.count() == demo.strangers + demo.two_branches
        assert branch_shares.undecided(scope.current().scope) == demo.two_branches


def _facts() -> dict[str, set[tuple[object, ...]]]:
    """Everything that follows from the insurer's files."""
    return {
        "members": set(Membership.objects.values_list("person_id", "member_number", "starts")),
        "payments": set(Payment.objects.values_list("person_id", "month", "programmes", "amount_idr", "payer")),
        "lines": set(BatchLine.objects.values_list("registration_id", "line", "outcome", "answered_on", "reason")),
        "states": set(Registration.objects.values_list("id", "state", "accepted_on")),
        "unfit": set(UnfitLine.objects.values_list("file_id", "line", "code")),
    }


def test_cash_stands_in_every_state_and_settled_receipts_are_in_the_files(demo: Plan, medan: scope.Opened) -> None:
    states = Counter(Contribution.objects.values_list("state", flat=True))
    wanted = dict(demo.first_payments)
    wanted["confirmed"] += wanted.pop("settled")
    assert wanted.pop("reminded") == Contact.objects.count()
    assert states == Counter(wanted)
    counts = worklist.counts(medan.scope, medan.today)
    assert sum(counts.values()) == demo.months_paid[0]
    assert counts[worklist.Group.ON_ITS_WAY] == 4


def test_a_stolen_dump_names_nobodys_nik_phone_or_mother(demo: Plan, medan: scope.Opened) -> None:
    """The mothers of the demonstration bear names that nobody else in it has."""
    secrets = set()
    for person in Person.objects.all():
        details = in_the_open(person, medan.vault)
        secrets |= {details.nik, details.mother_name, *details.mother_name.split()}
        secrets |= {details.phone, details.phone.removeprefix("+"), details.phone.removeprefix("+62")} - {""}
    dump = _dump().casefold()
    some = Person.objects.order_by("id")[:20]
    assert all(person.name.casefold() in dump for person in some), "the dump holds the rows: names stand in the open"
    assert not [secret for secret in secrets if secret.casefold() in dump]


def _counts() -> dict[str, int]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname, n_live_tup FROM pg_stat_user_tables WHERE relname !~ 'procrastinate'")
        tables = [name for name, _ in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def _dump() -> str:
    """What `pg_dump` gives, decoded as a thief would."""
    settings = connections["owner"].settings_dict
    command = [wheel_binaries().program("pg_dump"), "-h", settings["HOST"], "-U", settings["USER"], settings["NAME"]]
    done = subprocess.run(command, capture_output=True, check=True, env={"PGPASSWORD": settings["PASSWORD"]})
    return done.stdout.decode(errors="replace")


def test_agencies_and_groups_are_those_of_the_plan(demo: Plan, medan: scope.Opened) -> None:
    assert {group.name for group in Group.objects.all()} == {said["name"] for said in demo.groups}
    members = Registration.objects.filter(group__isnull=False)
    assert members.exists()
    assert all(each.registered_by_id == each.group.registered_by_id for each in members.select_related("group"))
    outside = Person.objects.exclude(home_regency="")
    assert set(outside.values_list("area_id", "home_regency")) <= {(area_id(demo.city), "1207")}
