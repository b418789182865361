"""The scope: in whose name, in which territory and for what reason rows are read or written.

Queries take a scope; the database refuses what a query forgot (`audit.guard.GuardTable`). A scope is opened for one
transaction. Nothing about people can be read or written outside one.
"""

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.utils import timezone

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES, Role
from payung.apps.territory import owners
from payung.apps.territory.codes import city_of, province_of, span
from payung.apps.territory.models import Holding
from payung.shared.vault import Vault

SYSTEM_ACTOR = 0


class ScopeError(RuntimeError):
    """Rows about people are read or written in a scope only: open one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Territory `lo`..`hi` (area ids), `branch` (0: not the insurer), `own` (0: not limited to own rows).

    `own` is the owner whose rows are seen: an account, or an agency (`owners`).
    """

    actor: int
    role: str
    area: int
    lo: int
    hi: int
    branch: int = 0
    own: int = 0

    @property
    def city(self) -> int:
        return city_of(self.area)

    @property
    def kind(self) -> type[Role] | None:
        return ROLES.get(self.role)

    def may(self, permission: Permission) -> bool:
        """Whether the role allows it; the system's own scope may do everything."""
        return self.kind is None or permission in self.kind.permissions

    def owner(self, by: int) -> int:
        """Whose the rows are that `by` brings here: their agency's where they act for one, else their own."""
        return self.own or by

    def within(self, area: int) -> "Scope":
        """The same scope narrowed to an area inside it."""
        lo, hi = span(area)
        if not self.lo <= lo <= hi <= self.hi:
            raise ScopeError("The place lies outside the territory.")
        return replace(self, area=area, lo=lo, hi=hi)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open scope, with the city's vault and the city's today."""

    scope: Scope
    vault: Vault
    today: dt.date


_opened: ContextVar[Opened | None] = ContextVar("payung_scope", default=None)


def current() -> Opened:
    """The open scope; raises `ScopeError` outside one."""
    opened = _opened.get()
    if opened is None:
        raise ScopeError(ScopeError.__doc__)
    return opened


def of_holding(holding: Holding) -> Scope:
    """The scope of somebody in a role that they hold."""
    lo, hi = span(holding.area_id)
    return Scope(
        actor=holding.user_id,
        role=holding.role,
        area=holding.area_id,
        lo=lo,
        hi=hi,
        branch=holding.branch_id or 0,
        own=_own(holding),
    )


def _own(holding: Holding) -> int:
    """Whose rows alone are seen: an agency's officers share its rows; 0 where a role is not limited to own rows."""
    if not holding.kind.own_rows_only:
        return 0
    return owners.of_agency(holding.agency_id) if holding.agency_id else holding.user_id


def of_region(holding: Holding, city: int) -> Scope:
    """The scope of a regional reader in one city of their province; they see no more than counts (`regional`)."""
    if not holding.kind.regional or province_of(city) != province_of(holding.area_id):
        raise ScopeError("The city lies outside the province.")
    lo, hi = span(city)
    return Scope(actor=holding.user_id, role=holding.role, area=city, lo=lo, hi=hi)


def of_system(area: int) -> Scope:
    """The scope of the program itself (nightly jobs, loading) over an area."""
    lo, hi = span(area)
    return Scope(actor=SYSTEM_ACTOR, role="system", area=area, lo=lo, hi=hi)


@contextlib.contextmanager
def opened(scope: Scope, *, reason: str, read_only: bool = False) -> Iterator[Opened]:
    """One transaction in the scope. `reason` goes into the history of every row that changes.

    Raises `ScopeError` where the city has not been opened, and when a scope is already open.
    """
    if _opened.get() is not None:
        raise ScopeError("A scope is already open; a second one inside it could widen what is seen.")
    with transaction.atomic():
        key_no, clock = _declare(scope, reason=reason, read_only=read_only)
        token = _opened.set(Opened(scope, Vault.of_city(scope.city, key_no=key_no), clock or timezone.localdate()))
        try:
            yield current()
        finally:
            _opened.reset(token)


DECLARE = """
SELECT set_config('payung.city', %(city)s, true), set_config('payung.lo', %(lo)s, true),
       set_config('payung.hi', %(hi)s, true), set_config('payung.branch', %(branch)s, true),
       set_config('payung.own', %(own)s, true), set_config('payung.actor', %(actor)s, true),
       set_config('payung.reason', %(reason)s, true),
       set_config('transaction_read_only', %(read_only)s, true), city.key_no, city.clock
FROM (SELECT 1) AS one LEFT JOIN territory_city AS city ON city.area_id = %(lock)s
"""


def _declare(scope: Scope, *, reason: str, read_only: bool) -> tuple[int, dt.date | None]:
    """Set the scope for this transaction, and hold off a rotation of the city's key (`key_rotation`) until it ends.

    The lock comes in a statement of its own: the next one then sees the key number as it stands after any rotation.
    """
    values = {name: str(getattr(scope, name)) for name in ("city", "lo", "hi", "branch", "own", "actor")}
    values |= {"reason": reason[:200], "read_only": "on" if read_only else "off"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [scope.city])
        cursor.execute(DECLARE, {**values, "lock": scope.city})
        *_, key_no, clock = cursor.fetchone()
    if key_no is None:
        raise ScopeError("This city has not been opened: run `payung city open` with its code.")
    return key_no, clock
