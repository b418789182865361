"""Work of which a city does one piece at a time: whoever comes second waits until the first transaction ends."""

from enum import IntEnum

from django.db import connection

from payung.apps.territory.codes import Level, divisor


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
