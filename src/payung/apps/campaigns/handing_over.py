"""What goes over with a lingkungan when its head changes, counted, and as a sheet of paper that both sign."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.contributions.handover_queries import cash_held
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment import listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters, Soon
from payung.apps.enrolment.queries import user_names
from payung.apps.territory import queries, scope
from payung.apps.territory.codes import Level
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.holders import Holder
from payung.apps.territory.models import City
from payung.apps.territory.scope import Scope
from payung.apps.territory.seats import Seat, seats
from payung.integrations.letters.handing_over import Row, Sheet, sheet

LOCALE = "id_ID"  # the sheet is signed in an Indonesian office, whatever language its printer reads
MOST_ROWS = 1000
RUNNING = frozenset(State) - {State.REFUSED}
TO_MEND = frozenset({State.RETURNED, State.REJECTED})
ON_THE_WAY = frozenset({State.VERIFIED, State.BATCHED})


@dataclass(frozen=True, slots=True)
class GoesOver:
    """Registrations by what the next head has to do about them; `cash`: who holds how much of the place's cash, in
    rupiah. Who left an office before may hold some still."""

    waiting: int
    to_mend: int
    on_the_way: int
    members: int
    falls_due: int
    lapses: int
    cash: tuple[tuple[str, int], ...] = ()

    @property
    def cash_idr(self) -> int:
        return sum(amount for _name, amount in self.cash)

    @property
    def registrations(self) -> int:
        return self.waiting + self.to_mend + self.on_the_way + self.members


@dataclass(frozen=True, slots=True)
class Change:
    """A change of heads: who gives (None: nobody did before), who takes (None: vacant), from which day."""

    giver: Holder | None
    taker: Holder | None
    day: dt.date | None


def may_print(mine: Scope) -> bool:
    """Who prints names: whoever verifies there, or may download lists. Those who appoint see no worker (ADR 9)."""
    return mine.may(Permission.REGISTRATION_VERIFY) or mine.may(Permission.EXPORT)


def change_of(seat: Seat) -> Change:
    """The change that is coming, else the latest one."""
    holder = seat.holder
    if seat.coming:
        return Change(holder or seat.last, seat.coming, seat.coming.starts)
    if holder and holder.ends:
        return Change(holder, None, holder.ends + dt.timedelta(days=1))
    if holder:
        return Change(seat.last, holder, holder.starts)
    return Change(seat.last, None, seat.since)


def goes_over(mine: Scope, *, today: dt.date) -> GoesOver:
    """The counts of the scope's own lingkungan."""
    states = listing.state_counts(mine)
    cash = cash_held(mine)
    names = user_names(cash)
    return GoesOver(
        waiting=states.get(State.SUBMITTED, 0),
        to_mend=sum(states.get(state, 0) for state in TO_MEND),
        on_the_way=sum(states.get(state, 0) for state in ON_THE_WAY),
        members=states.get(State.ACCEPTED, 0),
        falls_due=listing.count(mine, Filters(today=today, soon=Soon.DUE)),
        lapses=listing.count(mine, Filters(today=today, soon=Soon.LAPSE)),
        cash=tuple((names.get(user, ""), amount) for user, amount in cash.items()),
    )


def printed(*, area: int) -> bytes:
    """The sheet of a lingkungan as PDF, with everybody registered there by name; logged before it leaves.

    Inside an open scope that may print; raises `TerritoryError` for an area that is no lingkungan.
    """
    opened = scope.current()
    mine, today = opened.scope.within(area), opened.today
    seat = next(iter(seats(mine, area, Level.LINGKUNGAN, on=today)), None)
    if seat is None:
        raise TerritoryError(_("Lingkungan ini tidak berlaku hari ini."))
    change = change_of(seat)
    rows = _rows(mine, today)
    record_disclosure(
        opened.scope,
        kind=Disclosure.Kind.EXPORT,
        subject="lembar serah terima",
        rows=len(rows),
        purpose="serah terima lingkungan",
        area=area,
    )
    with override("id"):
        return sheet(_sheet(mine, change, rows, today=today))


def _rows(mine: Scope, today: dt.date) -> list[Row]:
    ended = last_ended_month(mine, today)
    month = ended.month if ended else None
    found = listing.chunk(mine, Filters(today=today, month=month, states=RUNNING), None, size=MOST_ROWS)
    due, lapsing = (_soon(mine, today, soon) for soon in (Soon.DUE, Soon.LAPSE))
    return [_row(each, due=each.id in due, lapsing=each.id in lapsing) for each in sorted(found, key=lambda r: r.name)]


def _soon(mine: Scope, today: dt.date, soon: Soon) -> set[UUID]:
    found = listing.matching(mine, Filters(today=today, soon=soon))
    return set(found.values_list("pk", flat=True)[:MOST_ROWS])


def _row(each: listing.Row, *, due: bool, lapsing: bool) -> Row:
    paid = format_date(each.last_paid.first_day, "MMM y", locale=LOCALE) if each.last_paid else ""
    note = _("akan nonaktif") if lapsing else _("jatuh tempo") if due else ""
    return Row(each.name, _day(each.registered_on), str(each.state.label), paid, note)


def _day(day: dt.date | None) -> str:
    return format_date(day, "d MMM y", locale=LOCALE) if day else "–"


def _sheet(mine: Scope, change: Change, rows: Sequence[Row], *, today: dt.date) -> Sheet:
    city = City.objects.get(pk=mine.city)
    above = queries.path(mine, mine.area, on=today)
    counts = goes_over(mine, today=today)
    said = (
        (_("Pendaftaran"), counts.registrations),
        (_("Menunggu diperiksa"), counts.waiting),
        (_("Perlu diperbaiki"), counts.to_mend),
        (_("Dalam perjalanan ke BPJS"), counts.on_the_way),
        (_("Peserta"), counts.members),
        (_("Jatuh tempo dalam 30 hari"), counts.falls_due),
        (_("Akan nonaktif dalam 30 hari"), counts.lapses),
        (_("Uang iuran yang masih dipegang (Rp)"), counts.cash_idr),
        *((_("– di tangan %(name)s (Rp)") % {"name": name}, amount) for name, amount in counts.cash),
    )
    return Sheet(
        sender_place=city.name,
        place=", ".join(place.name for place in reversed(above[1:])),
        date=format_date(today, "d MMMM y", locale=LOCALE),
        day=format_date(change.day, "d MMMM y", locale=LOCALE) if change.day else "–",
        giver=change.giver.name if change.giver else "",
        taker=change.taker.name if change.taker else "",
        acting=bool(change.taker and change.taker.acting),
        counts=[(label, format_decimal(count, locale=LOCALE)) for label, count in said],
        rows=rows,
        cut=counts.registrations - len(rows) if len(rows) == MOST_ROWS else 0,
        specimen=city.is_demo,
    )
