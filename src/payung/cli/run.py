"""`payung run`: database, web and jobs, started and stopped together."""

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from payung.cli.service import roles
from payung.cli.service.children import Child
from payung.cli.service.lifelines import run_tied
from payung.cli.service.ports import answers, require_free, shown_address
from payung.cli.service.preparation import prepare_schema
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import Database, open_database, open_state
from payung.cli.service.session import Session
from payung.cli.service.supervisor import Stop, Supervisor, stop_on_signals
from payung.config.environment import flag

_LONGEST_START = 120
_AFTER_CRASH = 15  # seconds for the web of a killed predecessor to let go of its port
_THREADS = 4


class WholeNumber(click.IntRange):
    """A number from `min` to `max`; what is none is refused in words that a person uses."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"'{value}' is no whole number from {self.min} to {self.max}.", param, ctx)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at.")
@click.option(
    "--port",
    type=WholeNumber(1, 65535),
    default=8000,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    help="Its port.",
)
@click.option("--workers", type=WholeNumber(1, 64), default=2, show_default=True, help="Web processes.")
@click.option("--demo", is_flag=True, help="Load the demo city if it is not there, and print its sign-ins.")
def run(host: str, port: int, workers: int, demo: bool) -> None:
    """Serve Payung until Ctrl-C: database, web and jobs together."""
    stop_on_signals()
    try:
        with ExitStack() as ending:
            _serve(ending, host=host, port=port, workers=workers, demo=demo)
    except Stop:
        click.echo("Stopped.")


def _serve(ending: ExitStack, *, host: str, port: int, workers: int, demo: bool) -> None:
    session = Session(open_state(), shown_address(host, port)).open()
    ending.callback(session.close)
    require_free(host, port, seconds=_AFTER_CRASH if session.after_crash else 0)
    database = open_database()
    ending.callback(_close, database)
    prepare_schema(database)
    environment = database.child_environment() | ({"PAYUNG_DEMO": "1"} if demo else {})
    if demo:
        _demo(database, "load")
    environment = {"PAYUNG_LOG": "json"} | environment
    alone = database.attachment is not None
    shared = environment | {"PROMETHEUS_MULTIPROC_DIR": str(_figures_folder(database.state.folder))}
    children = [
        Child("web", web_command(host=host, port=port, workers=workers), shared, database.state.logs / "web.log"),
        Child("jobs", jobs_command(alone=alone), environment, database.state.logs / "jobs.log"),
    ]
    supervisor = Supervisor(children, tend_database=database.tend)
    ending.callback(supervisor.end)
    supervisor.start(answers=lambda: answers(host, port), seconds=_LONGEST_START)
    click.echo(f"Payung runs at {session.address} (Ctrl-C stops it).")
    _say_what_is_kept(database, demo=demo)
    if demo:
        _demo(database, "sign-ins")
    supervisor.keep()


def _say_what_is_kept(database: Database, *, demo: bool) -> None:
    """Where, and whether it is the demonstration, whose accounts are shut when it is not shown."""
    kept = "Its data and keys are kept in" if database.attachment is not None else "Its keys and logs are kept in"
    anew = "; to begin anew, stop it and delete that folder" if demo and database.attachment is not None else ""
    click.echo(f"{kept} {database.state.folder}{anew}.")
    if not demo and not flag("PAYUNG_DEMO") and _holds_demo(database):
        click.echo("The demonstration stands here, and its sign-ins are shut: `payung run --demo` opens them.")


def _holds_demo(database: Database) -> bool:
    with roles.connect(database.app) as connection:
        return connection.execute("SELECT EXISTS (SELECT FROM accounts_user WHERE is_demo)").fetchone() == (True,)


def _figures_folder(state: Path) -> Path:
    """Where the web processes share their counts; they begin at 0 with each start of the service."""
    folder = state / "figures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """granian with as many processes and threads as the database has room for."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(_THREADS),
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    arguments = [part for option in options.items() for part in option]
    program = [sys.executable, "-m", "granian", *arguments, "--respawn-failed-workers", "--no-ws"]
    return [*program, "payung.cli.service.web:application"]


def jobs_command(*, alone: bool) -> list[str]:
    """The worker. `alone`: the database is ours, and so is every worker of it; the one before is dead by now."""
    return [sys.executable, "-m", "payung.cli.service.jobs", *(["--alone"] if alone else [])]


def _demo(database: Database, command: str) -> None:
    """The demo's own commands, in a process that knows the owner's address."""
    environment = database.child_environment(owner=True) | {"PAYUNG_DEMO": "1"}
    done = run_tied([sys.executable, "-m", "payung.cli.main", "demo", command], environment=environment)
    if done.returncode:
        raise Problem(f"The demo city is not ready: `payung demo {command}` says above why.")


def _close(database: Database) -> None:
    database.close()
    if database.attachment is not None:
        database.attachment.wait_for_stop()
