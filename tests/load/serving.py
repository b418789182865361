"""The web server of `payung run` on the throw-away database of a benchmark, and how busy the machine is."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from payung.cli.run import web_command
from payung.cli.service.ports import answers
from payung.cli.service.runtime import APP_ADDRESS

WORKERS = 2  # as `payung run` has them when nobody says otherwise
LONGEST_START = 60


@contextmanager
def serving() -> Iterator[int]:
    """granian with the built front end, as in production; the port at which it answers. Its log is ours."""
    if not (Path(__file__).resolve().parents[2] / "build" / "static" / "staticfiles.json").exists():
        sys.exit("The front end is not built: run `make install`.")
    port = _free_port()
    with TemporaryDirectory() as figures:
        added = {APP_ADDRESS: os.environ["BENCH_APP"], "PROMETHEUS_MULTIPROC_DIR": figures, "PAYUNG_LOG": "json"}
        command = web_command(host="127.0.0.1", port=port, workers=WORKERS)
        server = subprocess.Popen(command, env=os.environ | added, stdout=sys.stderr)
        try:
            _wait_for(port)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    end = time.monotonic() + LONGEST_START
    while not answers("127.0.0.1", port):
        if time.monotonic() > end:
            sys.exit("The web server does not answer.")
        time.sleep(0.1)


def busy_seconds() -> float:
    """CPU seconds that all processes of this machine have used since it started, waiting for disks left out."""
    user, nice, system, _idle, _waiting, irq, softirq, *_ = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(map(int, (user, nice, system, irq, softirq))) / os.sysconf("SC_CLK_TCK")
