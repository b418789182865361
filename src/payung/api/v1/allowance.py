"""How much one address may ask in a minute. The count stands in the shared cache, under a hash of the address."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from payung.api.v1.refusals import Refusal

STEPS_A_MINUTE = 200_000
STEPS_A_REQUEST = 10  # what a request costs beside its questions
_WINDOW = 60
_OWN_NETWORK = 64  # whoever has one IPv6 address has the whole network


class Allowance:
    """What an address has left of this minute; `spend` counts after the work, so that nothing has to be foreseen."""

    def __init__(self, request: HttpRequest) -> None:
        window = int(time.time()) // _WINDOW
        network = salted_hmac("payung.api.allowance", _network(request)).hexdigest()
        self.key = f"api:{network}:{window}"
        self.spent: int = cache.get(self.key, 0)

    def check(self) -> None:
        """Refusal when this minute's steps are spent."""
        if self.spent >= STEPS_A_MINUTE:
            sentence = gettext_noop("Terlalu banyak permintaan dari alamat Anda; coba lagi %(seconds)s detik lagi.")
            raise Refusal(429, "too_many", sentence, seconds=_WINDOW - int(time.time()) % _WINDOW)

    def spend(self, steps: int) -> None:
        """Count what was computed; of requests at the same moment one may go uncounted, which does no harm."""
        cache.set(self.key, self.spent + STEPS_A_REQUEST + steps, timeout=2 * _WINDOW)


def _network(request: HttpRequest) -> str:
    """The address that asks; of an IPv6 address its network."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""  # a socket without an address: all who come that way share one allowance
    return str(ip_network((address, _OWN_NETWORK), strict=False) if isinstance(address, IPv6Address) else address)
