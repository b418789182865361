"""`payung account`: makes, lists and shuts accounts."""

import datetime as dt
from typing import Any

import click

from payung.cli.django_ready import ready
from payung.cli.places import DAY, area_of_code, system_scope

PROGRAM = 0  # actor of what is done at the shell


@click.group()
def account() -> None:
    """Make, list and shut accounts."""


@account.command()
@click.option("--username", required=True)
@click.option("--name", required=True, help="Full name of the account's owner.")
@click.option(
    "--role",
    help="kepling, lurah, camat, clerk, manager, insurer_officer, mayor, regional_reader, "
    "data_protection_officer or administrator.",
)
@click.option(
    "--area",
    "code",
    help="Where the role is held: 12.71, 12.71.01, 12.71.01.1001 or 12.71.01.1001/3; 12 is a province.",
)
@click.option("--from", "starts", type=DAY, help="First day of the role; today if left out.")
@click.option("--branch", help="The insurer's branch, for its officers.")
@click.option("--acting", is_flag=True, help="Stands in until the office is filled.")
def create(username: str, name: str, role: str | None, code: str | None, **held: Any) -> None:
    """Make an account and print its one-time password; with --role and --area give it a role at once."""
    if bool(role) != bool(code):
        raise click.UsageError("Give --role and --area together.")
    with ready():
        from django.db import transaction

        from payung.apps.accounts.actions import create_account

        if role and code and _is_regional(role):
            with transaction.atomic():
                made = create_account(by=PROGRAM, username=username, full_name=name)
                _appoint_reader(made.user.pk, code, held["starts"])
        elif role and code:
            with system_scope(code, reason="payung account create") as opened:
                made = create_account(by=PROGRAM, username=username, full_name=name)
                _appoint(opened, user=made.user.pk, role=role, area=area_of_code(code), **held)
        else:
            with transaction.atomic():
                made = create_account(by=PROGRAM, username=username, full_name=name)
    click.echo(f"Account {made.user.username}, one-time password: {made.password}")


def _is_regional(role: str) -> bool:
    from payung.apps.accounts.roles import ROLES

    return role in ROLES and ROLES[role].regional


def _appoint_reader(user: int, province: str, starts: dt.date | None) -> None:
    from payung.apps.territory.regional import appoint_reader

    appoint_reader(user=user, province=province, starts=starts)


def _appoint(opened: Any, *, starts: dt.date | None, branch: str | None, **held: Any) -> None:
    from payung.apps.territory.offices import appoint
    from payung.apps.territory.queries import branch_named

    appoint(
        **held,
        starts=starts or opened.today,
        branch=branch_named(opened.scope, branch).pk if branch else None,
    )


@account.command("list")
def list_() -> None:
    """All accounts, with the roles that they hold or will hold."""
    with ready():
        from payung.apps.accounts.queries import accounts
        from payung.apps.territory.holders import all_lasting

        held = all_lasting()
        for user in accounts():
            state = "" if user.is_active else "  (shut)"
            click.echo(f"{user.username}  {user.full_name}{state}")
            for line in held.get(user.pk, []):
                click.echo(f"    {line}")


@account.command()
@click.argument("username")
def deactivate(username: str) -> None:
    """Shut an account: nobody signs in with it, and whoever is signed in is out at once."""
    with ready():
        from payung.apps.accounts import actions, queries

        actions.deactivate(by=PROGRAM, user=queries.account(username))
    click.echo(f"{username} is shut.")


@account.command()
@click.argument("username")
def activate(username: str) -> None:
    """Open a shut account again."""
    with ready():
        from payung.apps.accounts import actions, queries

        actions.activate(by=PROGRAM, user=queries.account(username))
    click.echo(f"{username} is open again.")


@account.command()
@click.argument("username")
@click.option("--second-factor", is_flag=True, help="Remove the second factor too, for a lost phone.")
def password(username: str, second_factor: bool) -> None:
    """Print a new one-time password for somebody who has forgotten theirs; their sessions end."""
    with ready():
        from payung.apps.accounts import actions, queries

        renew = actions.remove_second_factor if second_factor else actions.renew_password
        made = renew(by=PROGRAM, user=queries.account(username))
    click.echo(f"Account {username}, one-time password: {made.password}")
