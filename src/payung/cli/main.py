"""The `payung` command. Each subcommand is imported when it is called, so that every one starts fast."""

import importlib
import sys
from typing import cast

import click

from payung import __version__
from payung.cli.service.unexpected import unexpected

# One line per command: name -> "module:attribute".
COMMANDS = {
    "account": "payung.cli.account:account",
    "backup": "payung.cli.backup:backup",
    "city": "payung.cli.city:city",
    "database": "payung.cli.database:database",
    "demo": "payung.cli.demo.command:demo",
    "keys": "payung.cli.keys:keys",
    "restore": "payung.cli.backup:restore",
    "roster": "payung.cli.roster:roster",
    "match": "payung.cli.match:match",
    "rules": "payung.cli.rules:rules",
    "run": "payung.cli.run:run",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        return cast(click.Command, getattr(importlib.import_module(module), attribute))


@click.command(cls=LazyGroup)
@click.version_option(__version__, prog_name="payung")
def payung() -> None:
    """Bring every worker of an Indonesian city under employment social security, and keep them there."""


def main() -> None:
    """Entry point of the console script. A person reads one sentence, never a traceback."""
    try:
        payung(prog_name="payung")
    except Exception as error:
        click.echo(f"Error: {unexpected(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
