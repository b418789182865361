"""`payung database`: the roles, privileges and schema that Payung needs."""

import contextlib

import click

from payung.cli.service.external import is_external
from payung.cli.service.preparation import prepare_external, prepare_schema
from payung.cli.service.runtime import open_database
from payung.cli.service.state import state


@click.group()
def database() -> None:
    """Prepare the database."""


@database.command()
@click.option("--new-password", is_flag=True, help="Give the application's role a new password on a foreign server.")
def prepare(new_password: bool) -> None:
    """Create roles, privileges and schema. Doing it again changes nothing."""
    if is_external():
        prepare_external(state().open(), new_password_for_app=new_password)
    with contextlib.closing(open_database()) as opened:
        prepare_schema(opened)
    click.echo("The database is prepared.")
