"""A city's own lingkungan: imported, renamed, split and merged, with nothing earlier rewritten."""

import datetime as dt
from collections.abc import Callable

import pytest

from payung.apps.audit.models import History
from payung.apps.people.models import Person
from payung.apps.territory import lingkungan, queries, scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.errors import ListError, TerritoryError
from payung.apps.territory.lingkungan_file import Line
from payung.apps.territory.lingkungan_import import Imported, import_lingkungan
from payung.apps.territory.models import Area, City, Holding, Succession
from tests import factories

KELURAHAN = area_id("12.71.01.1001")
FIRST, SECOND = KELURAHAN + 1, KELURAHAN + 2
DAY, EVE, TOMORROW = dt.date(2025, 9, 1), dt.date(2025, 8, 31), dt.date(2025, 10, 30)
Take = Callable[..., Imported]


@pytest.fixture
def take(city: City) -> Take:
    def imported(*names: str, serials: tuple[int | None, ...] = (), **options: object) -> Imported:
        given = [*serials, *([None] * (len(names) - len(serials)))]
        lines = [Line(n, KELURAHAN, name, serial) for n, (name, serial) in enumerate(zip(names, given, strict=True), 2)]
        with factories.as_system(city):
            return import_lingkungan(lines=lines, **options)

    return imported


def names(city: City, on: dt.date) -> list[str]:
    return [place.name for place in queries.children(scope.of_system(city.pk), KELURAHAN, on=on)]


def test_names_match_in_every_spelling_and_new_ones_get_the_next_serial(city: City, take: Take) -> None:
    done = take("Lk. 1", "02", "Lingkungan III", "Mawar")
    assert (done.added, done.standing, done.missing) == (2, 2, [])
    assert list(Area.objects.filter(pk__gt=SECOND, pk__lt=KELURAHAN + 9999).values_list("code", "name")) == [
        ("12.71.01.1001/3", "Lingkungan III"),
        ("12.71.01.1001/4", "Mawar"),
    ]
    assert Area.objects.get(pk=FIRST).name == "Lingkungan I"


def test_the_same_list_again_changes_nothing(city: City, take: Take) -> None:
    take("I", "II", "III")
    before = list(Area.objects.order_by("pk").values())
    assert take("LINGKUNGAN 1", "Lingk. II", "ling 3").added == 0
    assert list(Area.objects.order_by("pk").values()) == before


def test_what_the_list_leaves_out_is_told_and_kept(city: City, take: Take) -> None:
    done = take("I", "III")
    assert [place.id for place in done.missing] == [SECOND]
    assert Area.objects.filter(pk=SECOND, valid_to=None).exists()


def test_one_wrong_line_adds_nothing(city: City, take: Take) -> None:
    before = Area.objects.count()
    with factories.as_system(city), pytest.raises(ListError) as caught:
        import_lingkungan(
            lines=[
                Line(2, KELURAHAN, "III", None),
                Line(3, area_id("12.71.09.1001"), "I", None),
                Line(4, area_id("12.76.01.1001"), "I", None),
                Line(5, KELURAHAN, "Lk 3", None),
                Line(6, KELURAHAN, "Lk 1", 2),
                Line(7, KELURAHAN, "IX", 1),
            ]
        )
    assert [problem.split(":")[0] for problem in caught.value.problems] == [f"Baris {n}" for n in (3, 4, 5, 6, 7)]
    assert Area.objects.count() == before


def test_new_ones_begin_when_told_else_today(city: City, take: Take) -> None:
    take("III")
    take("IV", starts=DAY)
    begun = dict(Area.objects.filter(pk__gt=SECOND, pk__lt=KELURAHAN + 9999).values_list("name", "valid_from"))
    assert begun == {"III": dt.date(2025, 10, 29), "IV": DAY}


def test_a_rename_holds_from_its_day(city: City) -> None:
    with factories.as_system(city):
        lingkungan.rename(area=FIRST, name="Mawar", on=DAY)
        lingkungan.rename(area=FIRST, name="Melati", on=dt.date(2025, 10, 1))
    assert names(city, EVE)[0] == "Lingkungan I"
    assert names(city, DAY)[0] == "Mawar"
    assert names(city, dt.date(2025, 10, 29))[0] == "Melati"
    assert Area.objects.get(pk=FIRST).name == "Melati"


@pytest.mark.parametrize(("name", "on"), [("lk 2", DAY), ("", DAY), ("x" * 101, DAY), ("Mawar", TOMORROW)])
def test_names_that_are_taken_empty_or_of_tomorrow_are_refused(city: City, name: str, on: dt.date) -> None:
    with factories.as_system(city), pytest.raises(TerritoryError):
        lingkungan.rename(area=FIRST, name=name, on=on)


def test_a_split_leaves_what_was_registered_where_it_was(city: City) -> None:
    with factories.as_system(city) as opened:
        worker = factories.person(FIRST, opened)
        made = lingkungan.split(area=FIRST, into=["I A", "I B"], on=DAY)
        assert Person.objects.get(pk=worker.pk).area_id == FIRST
    assert [area.pk for area in made] == [KELURAHAN + 3, KELURAHAN + 4]
    assert names(city, EVE) == ["Lingkungan I", "Lingkungan II"]
    assert names(city, DAY) == ["Lingkungan II", "I A", "I B"]
    during = queries.children_during(scope.of_system(city.pk), KELURAHAN, first=EVE, last=DAY)
    assert [place.id for place in during] == [FIRST, SECOND, KELURAHAN + 3, KELURAHAN + 4]
    assert set(Succession.objects.values_list("predecessor_id", "successor_id", "on")) == {
        (FIRST, KELURAHAN + 3, DAY),
        (FIRST, KELURAHAN + 4, DAY),
    }


def test_targets_follow_the_lingkungan_of_the_day(city: City) -> None:
    mine = scope.of_system(city.pk)
    with factories.as_system(city):
        lingkungan.split(area=FIRST, into=["I A", "I B", "I C"], on=DAY)
    assert queries.lingkungan_counts(mine, KELURAHAN - KELURAHAN % 10**8, on=EVE)[KELURAHAN] == 2
    assert queries.lingkungan_counts(mine, KELURAHAN - KELURAHAN % 10**8, on=DAY)[KELURAHAN] == 4
    assert sum(queries.lingkungan_counts(mine, city.pk, on=DAY).values()) == 8


def test_a_merge_makes_a_new_one_and_ends_the_heads_terms(city: City) -> None:
    head = factories.hold("kepling", FIRST)
    with factories.as_system(city):
        made = lingkungan.merge(areas=[FIRST, SECOND], into="Lingkungan I", on=DAY)
    assert made.pk == KELURAHAN + 3
    assert names(city, DAY) == ["Lingkungan I"]
    assert Holding.objects.get(pk=head.pk).ends == EVE


def test_a_serial_is_never_given_twice(city: City, take: Take) -> None:
    with factories.as_system(city):
        lingkungan.merge(areas=[FIRST, SECOND], into="Gabungan", on=DAY)
    take("Gabungan", "I")
    assert set(Area.objects.filter(pk__gt=KELURAHAN, pk__lt=KELURAHAN + 9999).values_list("pk", "name")) == {
        (FIRST, "Lingkungan I"),
        (SECOND, "Lingkungan II"),
        (KELURAHAN + 3, "Gabungan"),
        (KELURAHAN + 4, "I"),
    }


@pytest.mark.parametrize(
    "act",
    [
        lambda: lingkungan.split(area=FIRST, into=["I A"], on=DAY),
        lambda: lingkungan.split(area=FIRST, into=["I A", "lk I A"], on=DAY),
        lambda: lingkungan.split(area=FIRST, into=["I A", "II"], on=DAY),
        lambda: lingkungan.split(area=KELURAHAN, into=["A", "B"], on=DAY),
        lambda: lingkungan.split(area=FIRST, into=["I A", "I B"], on=TOMORROW),
        lambda: lingkungan.merge(areas=[FIRST, SECOND], into="X", on=TOMORROW),
        lambda: lingkungan.merge(areas=[FIRST], into="X", on=DAY),
        lambda: lingkungan.merge(areas=[FIRST, area_id("12.71.02.1001", 1)], into="X", on=DAY),
        lambda: lingkungan.merge(areas=[FIRST, area_id("12.76.01.1001", 1)], into="X", on=DAY),
    ],
)
def test_what_makes_no_sense_is_refused_whole(city: City, other_city: City, act: Callable[[], object]) -> None:
    before = Area.objects.count()
    with factories.as_system(city), pytest.raises(TerritoryError):
        act()
    assert Area.objects.count() == before
    assert not Area.objects.exclude(valid_to=None).exists()


def test_an_ended_one_is_not_ended_again(city: City) -> None:
    with factories.as_system(city):
        lingkungan.split(area=FIRST, into=["I A", "I B"], on=DAY)
        with pytest.raises(TerritoryError):
            lingkungan.split(area=FIRST, into=["I C", "I D"], on=dt.date(2025, 10, 1))


def test_a_split_waits_for_a_head_who_is_to_begin_later(city: City) -> None:
    factories.hold("kepling", FIRST, starts=dt.date(2025, 12, 1))
    with pytest.raises(TerritoryError), factories.as_system(city):
        lingkungan.split(area=FIRST, into=["I A", "I B"], on=DAY)
    assert Area.objects.get(pk=FIRST).valid_to is None


def test_who_changed_a_place_is_in_its_history(city: City) -> None:
    with factories.as_system(city, reason="mengganti nama"):
        lingkungan.rename(area=FIRST, name="Mawar", on=DAY)
    with factories.as_system(city):
        version = History.objects.filter(table="territory_area", row_id=str(FIRST), operation="update").get()
    assert (version.reason, version.row["name"]) == ("mengganti nama", "Mawar")
