"""`payung backup` and `payung restore`."""

import contextlib
from pathlib import Path

import click

from payung.cli.service import kept_keys, restoring
from payung.cli.service.external import is_external
from payung.cli.service.preparation import prepare_external, prepare_schema
from payung.cli.service.runtime import open_database, open_existing, open_state
from payung.cli.service.session import Session
from payung.cli.service.state import state
from payung.cli.service.taking_backups import require_apart, take

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FOLDER, help="Write the keys too, into this other folder, to be kept elsewhere.")
def backup(folder: Path, keys: Path | None) -> None:
    """Keep the whole database in a new FOLDER, without its keys; Payung may go on running.

    The folder appears once everything is in it, with a manifest of versions, rows per table and checksums. Without
    the keys nobody reads an identity number in it, and nobody can use it: keep them too, in another place.
    """
    with contextlib.closing(open_existing()) as database:
        made = take(database, folder.absolute(), keys=keys.absolute() if keys else None)
    click.echo(f"{folder}: {sum(made.tables.values())} rows of {len(made.tables)} tables.")
    if keys:
        click.echo(f"{keys}: the keys. Keep them apart from the backup: both together name everybody in it.")
    else:
        click.echo("The keys are not in it: see that they are kept elsewhere (--keys).")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FOLDER, help="The folder that `payung backup --keys` wrote: bring its keys back too.")
def restore(folder: Path, keys: Path | None) -> None:
    """Bring the backup in FOLDER back into an installation that holds no data yet: whole, or not at all.

    Checksums and keys are compared before anything is written, and rows per table afterwards; then the schema is
    brought up to this version. An installation with data in it is refused.
    """
    found = restoring.check(folder.absolute())
    require_apart(folder, keys)
    if keys is not None:
        kept_keys.require(found.keys, keys.absolute(), state().keys)
    place = open_state()
    with contextlib.ExitStack() as ending:
        session = Session(place, "`payung restore`").open()
        ending.callback(session.close)
        if is_external():
            prepare_external(place)
        database = ending.enter_context(contextlib.closing(open_database()))
        restoring.restore(database, folder.absolute(), found, keys=keys.absolute() if keys else None)
        prepare_schema(database)
        click.echo(f"Restored: {sum(found.tables.values())} rows of {len(found.tables)} tables, as of {found.made_at}.")
        click.echo(restoring.about_keys(database, found))
