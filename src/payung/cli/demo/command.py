"""`payung demo`: the invented city, its sign-ins, and the code of their second factor."""

import os
import time

import click

from payung.cli.django_ready import ready
from payung.cli.service.problem import Problem
from payung.cli.service.state import state


@click.group()
def demo() -> None:
    """Load the invented demonstration city and show how to sign in to it."""


@demo.command()
def load() -> None:
    """Load the demonstration city where it is not there yet; never beside a real city."""
    with ready(owner=True):
        from payung.cli.demo import load as loader
        from payung.cli.demo.plan import load as read_plan

        started = time.monotonic()
        loaded = loader.load(read_plan(), begin=_say_it_begins)
    if loaded:
        click.echo(f"Loaded in {time.monotonic() - started:.0f} s.")


def _say_it_begins() -> None:
    click.echo("Loading the demonstration city; everybody in it is invented …")


@demo.command("sign-ins")
def sign_ins() -> None:
    """Print a sign-in for each role."""
    with ready():
        from payung.apps.accounts.demo import current_code, shown_accounts

        click.echo("Sign in as (name / password / role):")
        for each in shown_accounts():
            click.echo(f"  {each['login']:<16}{each['password']:<16}{each['role_label']}")
        click.echo(f"The second factor's code now: {current_code()}; later: .venv/bin/payung demo code")


@demo.command()
def code() -> None:
    """Print the current code of the demonstration's second factor."""
    installed = state()
    if not (os.environ.get("PAYUNG_SECRET") or (installed.keys / "secret").exists()):
        raise Problem(f"There is no demonstration in {installed.folder}: `make run` makes one.")
    with ready(offline=True):
        from payung.apps.accounts.demo import current_code

        click.echo(current_code())
