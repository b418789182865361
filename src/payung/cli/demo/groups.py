"""The demonstration's agencies and groups: some of its workers are enrolled by an agency, a few live outside the city.

Nothing is drawn for them: who is in a group follows from the worker's job and number, so that everybody else, and every
total, stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from payung.apps.accounts.models import User
from payung.apps.enrolment.models import Group
from payung.apps.territory import owners
from payung.apps.territory.models import Agency, City, Holding
from payung.cli.demo.copying import ALIAS
from payung.cli.demo.places import SINCE
from payung.cli.demo.plan import Plan
from payung.cli.demo.workers import Worker
from payung.shared.vault import Vault

ROLE = "agency_officer"


def add_agencies(city: City, plan: Plan, password: str) -> None:
    """The agencies with an officer each; the one that the sign-in page shows gets its password later (`accounts`)."""
    for said in plan.agencies:
        agency = Agency.objects.create(city=city, **{name: said[name] for name in ("name", "short_name", "kind")})
        user = User.objects.create(
            username=said["username"], full_name=said["officer"], password=password, is_demo=True
        )
        Holding.objects.create(user=user, role=ROLE, area_id=city.pk, agency=agency, starts=SINCE)


class Groups:
    """The plan's groups, and who of the workers is in one."""

    def __init__(self, city: City, plan: Plan) -> None:
        self.city, self.plan = city, plan
        held = Holding.objects.filter(area=city.pk, role=ROLE).select_related("agency")
        self.officers = {each.agency.short_name: each for each in held.order_by("-id") if each.agency}

    def load(self, vault: Vault) -> None:
        """Write the groups; inside `copying.loading`."""
        Group.objects.using(ALIAS).bulk_create([self._group(said, vault) for said in self.plan.groups])

    def _group(self, said: Mapping[str, Any], vault: Vault) -> Group:
        agency = self.officers[said["agency"]].agency_id
        told = {name: said[name] for name in ("name", "kind", "size", "size_source", "size_on") if name in said}
        sealed = {name: vault.seal(name, said[name]) for name in Group.SEALED}
        place = {"city_id": self.city.pk, "area_id": self.city.pk, "registered_by_id": owners.of_agency(agency or 0)}
        return Group(id=group_id(said), agency_id=agency, **place, **told, **sealed)

    def enrol(self, workers: Iterable[Worker]) -> Iterator[Worker]:
        """The same workers, some of them now enrolled with a group by its agency."""
        for worker in workers:
            said = next((each for each in self.plan.groups if _belongs(worker, each)), None)
            yield self._member(worker, said) if said else worker

    def _member(self, worker: Worker, said: Mapping[str, Any]) -> Worker:
        officer = self.officers[said["agency"]]
        enrolled = replace(
            worker,
            by_id=officer.user_id,
            owner_id=owners.of_agency(officer.agency_id or 0),
            particulars=replace(worker.particulars, group_id=group_id(said)),
        )
        one_in = said.get("outside_one_in")
        if not one_in or _number(worker) // said["one_in"] % one_in:
            return enrolled
        details = replace(worker.details, home_regency=said["home"])
        return replace(enrolled, area_id=self.city.pk, details=details)


def group_id(said: Mapping[str, Any]) -> UUID:
    return uuid5(NAMESPACE_URL, f"payung demo {said['name']}")


def _belongs(worker: Worker, said: Mapping[str, Any]) -> bool:
    return worker.particulars.occupation in said["jobs"] and _number(worker) % said["one_in"] == 0


def _number(worker: Worker) -> int:
    return worker.person_id.int >> 80
