"""Figures of operation for Prometheus: how the service does, never what the city's work amounts to.

Requests are counted by each web process in files that all of them share (`PROMETHEUS_MULTIPROC_DIR`, which `payung run`
names and empties), and summed when asked for. Jobs and connections are counted in the database at that moment, so
that every process gives the same answer. No label carries an id.
"""

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from payung.apps.audit import queue

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CONNECTIONS = """
SELECT coalesce(state, 'unknown'), count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user GROUP BY 1 ORDER BY 1
"""

_own = CollectorRegistry()
REQUESTS = Counter(
    "payung_requests", "Requests answered, by view, method and status.", ("view", "method", "status"), registry=_own
)
DURATION = Histogram(
    "payung_request_duration_seconds",
    "Seconds until the answer began; what streams afterwards is not in it.",
    ("view", "method"),
    buckets=SECONDS,
    registry=_own,
)


def count_request(*, view: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(view, method, str(status)).inc()
    DURATION.labels(view, method).observe(seconds)


def exposition() -> bytes:
    """All figures in Prometheus' text format."""
    together = CollectorRegistry()
    together.register(InTheDatabase())
    return generate_latest(_requests()) + generate_latest(together)


def _requests() -> CollectorRegistry:
    """Those of all web processes; of this one alone where it shares no folder with others."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return _own
    summed = CollectorRegistry()
    MultiProcessCollector(summed)
    return summed


class InTheDatabase(Collector):
    """Jobs, workers and connections as they stand now."""

    def collect(self) -> Iterator[Metric]:
        yield _version()
        try:
            found = [*_jobs(), *_connections()]
        except DatabaseError:
            yield _plain("payung_database_up", "1 while the database answers.", 0)
            return
        yield _plain("payung_database_up", "1 while the database answers.", 1)
        yield from found


def _version() -> Metric:
    info = GaugeMetricFamily("payung_build_info", "The version that runs.", labels=["version"])
    info.add_metric([settings.PAYUNG_VERSION], 1)
    return info


def _jobs() -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "payung_jobs", "Jobs among those kept (30 days), by state.", labels=["queue", "task", "outcome"]
    )
    for each in queue.counted():
        jobs.add_metric([each.queue, each.task, each.outcome], each.jobs)
    yield jobs
    waits = "Seconds that the oldest job has waited for a worker; 0 where none waits."
    oldest = GaugeMetricFamily("payung_oldest_waiting_job_seconds", waits, labels=["queue"])
    for name, seconds in ({"default": 0.0} | queue.oldest_waiting()).items():
        oldest.add_metric([name], seconds)
    yield oldest
    silent = queue.seconds_since_heartbeat()
    if silent is not None:
        yield _plain("payung_worker_silent_seconds", "Since a worker was last heard of; missing where none is.", silent)


def _connections() -> Iterator[Metric]:
    used = GaugeMetricFamily(
        "payung_database_connections", "The application's connections to its database.", labels=["state"]
    )
    with connection.cursor() as cursor:
        cursor.execute(CONNECTIONS)
        for state, count in cursor.fetchall():
            used.add_metric([state], count)
        cursor.execute("SELECT current_setting('max_connections')::int")
        (most,) = cursor.fetchone()
    yield used
    yield _plain("payung_database_connections_limit", "Connections that the server allows altogether.", most)


def _plain(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)
