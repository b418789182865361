"""What a batch line says of a worker, frozen as the city's own batches freeze it."""

import json
from collections.abc import Sequence

from payung.apps.territory.codes import Level, ancestor
from payung.apps.territory.models import Area, Branch
from payung.cli.demo.workers import Worker


class Snapshots:
    """Knows the names of the city's places and branches."""

    def __init__(self, city: int) -> None:
        self.city = city
        self.places = dict(Area.objects.filter(city_id=city).values_list("id", "name"))
        self.branches = dict(Branch.objects.filter(city_id=city).values_list("id", "name"))

    def of(self, worker: Worker, *, number: int, line: int, branch: int | None) -> str:
        """The line as JSON."""
        return json.dumps({})

    def content(self, headings: Sequence[str], cells: Sequence[str]) -> str:
        """An incoming line as it is kept: what its cells said."""
        return json.dumps(dict(zip(headings, cells, strict=True)))

    def place(self, area: int, level: Level) -> str:
        return self.places[ancestor(area, level)]
