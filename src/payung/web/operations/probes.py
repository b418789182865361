"""The addresses that machines ask."""

from django.urls import path

from payung.web.guards import View
from payung.web.operations.health import healthz, readyz
from payung.web.operations.metrics import metrics

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
PROBES: dict[str, View] = {f"/{each.pattern}": each.callback for each in urlpatterns}
