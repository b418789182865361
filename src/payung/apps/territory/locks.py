"""Work of which a city does one piece at a time: whoever comes second waits until the first transaction ends."""

from enum import IntEnum

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from payung.apps.territory.codes import Level, divisor

PATIENCE = "10s"  # of whoever sits before a page


class Work(IntEnum):
    """The numbers stand in the database's locks, beside the city's four digits."""

    INTAKE = 1  # two rosters with the same people never wait for each other's rows in a circle
    INSURER_FILE = 2  # what a line means depends on the lines before it
    BATCH = 3  # numbers of batches have no gaps
    RECEIPT = 4  # nor do those of receipts


def hold(city: int, work: Work) -> None:
    """Wait for the city's turn, and keep it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [city // divisor(Level.CITY), work.value])


class Busy(Exception):
    """A file of the insurer or a batch is being worked on."""

    def __str__(self) -> str:
        return _("Berkas BPJS sedang diproses. Belum ada yang diubah; coba lagi beberapa menit lagi.")


def hold_insurer(city: int) -> None:
    """Neither a file of the insurer nor a batch runs until the transaction ends; raises `Busy` where one takes long."""
    try:
        with transaction.atomic():
            before = _patience(PATIENCE)
            for work in (Work.INSURER_FILE, Work.BATCH):
                hold(city, work)
            _patience(before)
    except OperationalError as error:
        raise Busy from error


def _patience(value: str) -> str:
    """How long this transaction waits for others from now on; answers how long it did before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [value])
        before: str = cursor.fetchone()[0]
    return before
