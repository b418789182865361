"""Loads the demonstration city in one go: whole or absent, the same at every run."""

from collections.abc import Callable
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connections

from payung.apps.campaigns.models import Campaign
from payung.apps.people import name_words
from payung.apps.territory import scope
from payung.apps.territory.models import Branch, City, Holding
from payung.apps.territory.opening import open_city
from payung.cli.demo.accounts import appoint_accounts, renew_accounts, taken_names
from payung.cli.demo.copying import ALIAS, REASON, loading
from payung.cli.demo.first_payments import FirstPayments
from payung.cli.demo.groups import Groups, add_agencies
from payung.cli.demo.insurer import Insurer
from payung.cli.demo.places import SINCE, Offices, add_lingkungan, heads_of
from payung.cli.demo.plan import Plan
from payung.cli.demo.register import Register
from payung.cli.demo.workers import Workers
from payung.cli.service.problem import Problem

_ELSEWHERE = "give the demonstration a folder of its own in PAYUNG_STATE, or a database of its own in DATABASE_URL."


def is_loaded(plan: Plan) -> bool:
    """The campaign is written with the workers in one transaction, so it tells whether they are there."""
    return Campaign.objects.filter(city__code=plan.city, name=plan.campaign["name"]).exists()


def load(plan: Plan, *, begin: Callable[[], None] = lambda: None) -> bool:
    """Open the city and fill it, once `begin` is called; a load that was broken off goes on.

    Where it stands already only its sign-ins are renewed, and the answer is False. Refuses beside a real city.
    """
    _refuse_beside_real_cities()
    if is_loaded(plan):
        renew_accounts(City.objects.get(code=plan.city))
        return False
    if not Holding.objects.filter(area__city__code=plan.city).exists():
        _refuse_taken_names()
    begin()
    city = open_city(code=plan.city, clock=plan.clock, branches=plan.branches).city
    with scope.opened(scope.of_system(city.area_id), reason=REASON) as opened:
        if not Holding.objects.filter(area__city=city).exists():
            _officials(city, plan)
        vault = opened.vault
    groups = Groups(city, plan)
    workers = list(groups.enrol(Workers(plan, _random(plan, "workers"), heads_of(city)).all()))
    branches = list(Branch.objects.filter(city=city).order_by("id").values_list("id", flat=True))
    register = Register(city.area_id, vault, branches, _lurah(city), _manager(city))
    with loading(city.area_id):
        groups.load(vault)
        register.load(workers)
        Insurer(register, plan, _random(plan, "insurer")).load(workers)
        FirstPayments(register, plan, _random(plan, "first payments")).load(workers)
        Campaign.objects.using(ALIAS).create(city=city, area_id=city.area_id, **plan.campaign)
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("ANALYZE")  # fresh statistics, so that the first pages are planned well
    with scope.opened(scope.of_system(city.area_id), reason=REASON):
        name_words.count_anew(city.area_id)
    return True


def _refuse_beside_real_cities() -> None:
    """Everybody knows how to sign in to the demonstration: it never stands beside what is not invented."""
    real = City.objects.filter(is_demo=False).order_by("code").first()
    if real is not None:
        raise Problem(f"{real.name} ({real.code}) is open here, and it is no demonstration: {_ELSEWHERE}")


def _refuse_taken_names() -> None:
    if taken := taken_names():
        raise Problem(f"Accounts named {', '.join(taken)} are here already, as in the demonstration: {_ELSEWHERE}")


def _random(plan: Plan, part: str) -> Random:
    """A source of its own for each part, so that a part drawn again comes out the same."""
    return Random(f"{plan.seed} {part}")  # noqa: S311 - invented people, not secrets


def _officials(city: City, plan: Plan) -> None:
    """Places and offices, in one transaction."""
    random = _random(plan, "places")
    Offices(city, plan, random, make_password(None)).appoint(add_lingkungan(city, plan, random))
    add_agencies(city, plan, make_password(None))
    appoint_accounts(city, since=SINCE)


def _lurah(city: City) -> dict[int, int]:
    return dict(Holding.objects.filter(area__city=city, role="lurah").values_list("area_id", "user_id"))


def _manager(city: City) -> int:
    return Holding.objects.filter(area__city=city, role="manager").values_list("user_id", flat=True)[0]
