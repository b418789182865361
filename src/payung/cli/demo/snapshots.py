"""What a batch line says of a worker, frozen as the city's own batches freeze it."""

import datetime as dt
import json

from payung.apps.enrolment.batch_values import Places, stated_values
from payung.apps.territory.models import Area, Branch, City
from payung.cli.demo.workers import Worker
from payung.integrations.insurer.columns import ColumnMap, Value


class Snapshots:
    """Knows the column map, and the names of the city's places and branches."""

    def __init__(self, city: int, columns: ColumnMap, *, on: dt.date) -> None:
        self.columns = columns
        areas = list(Area.objects.filter(city_id=city).values_list("id", flat=True))
        self.where = Places.of(City.objects.get(pk=city), areas, on=on)
        self.branches = dict(Branch.objects.filter(city_id=city).values_list("id", "name"))
        self.known: dict[tuple[int, str], dict[str, Value]] = {}

    def of(self, worker: Worker, *, number: int, line: int, branch: int) -> bytes:
        """The line's cells as JSON."""
        place = (worker.area_id, worker.details.home_regency)
        if place not in self.known:
            self.known[place] = self.where.values(*place)
        stated = worker.particulars
        values = stated_values(worker.details, stated, heir=stated.heir, place=self.known[place])
        sent: dict[str, Value] = {"batch_number": number, "line": line, "branch": self.branches[branch]}
        return json.dumps(self.columns.cells(values | sent), ensure_ascii=False).encode()
