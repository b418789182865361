"""The order of the list of registrations: links in the heads of its columns, and a choice where those are not shown."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.sorting import Order
from payung.web.city.registration_filters import ORDERS, Asked

LABELS = {
    Order.NEWEST: _("Terbaru dulu"),
    Order.OLDEST: _("Terlama dulu"),
    Order.NAME: _("Nama A–Z"),
    Order.NAME_DOWN: _("Nama Z–A"),
    Order.PLACE: _("Lingkungan, dari awal"),
    Order.PLACE_DOWN: _("Lingkungan, dari akhir"),
}
WORDS = {order: word for word, order in ORDERS.items()}
COLUMNS = {
    "name": (Order.NAME, Order.NAME_DOWN),
    "place": (Order.PLACE, Order.PLACE_DOWN),
    "day": (Order.NEWEST, Order.OLDEST),
}
UPWARDS, DOWNWARDS = "ascending", "descending"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: where a press leads, and how it is sorted now, in the words of `aria-sort`."""

    url: str
    sorted: str
    next: str


def sorting(asked: Asked) -> dict[str, Any]:
    """A head for each column that sorts, and every order as a choice that keeps the filters."""
    return {
        "heads": {name: _head(asked, *pair) for name, pair in COLUMNS.items()},
        "choices": [(WORDS[order], label, order is asked.order) for order, label in LABELS.items()],
        "kept": {name: value for name, value in asked.parameters.items() if name != "urut"},
        "label": LABELS[asked.order],
    }


def _head(asked: Asked, first: Order, other: Order) -> Head:
    """The first press sorts one way, the second the other."""
    then = other if asked.order is first else first
    now = ""
    if asked.order in (first, other):
        now = DOWNWARDS if asked.order.down else UPWARDS
    return Head(reverse("registrations") + asked.query(urut=WORDS[then]), now, str(LABELS[then]))
