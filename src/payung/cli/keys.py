"""`payung keys`: the keys that seal identifiers, kept outside the database."""

import click

from payung.cli.django_ready import ready
from payung.cli.places import area_of_code
from payung.cli.service.problem import Problem


@click.group()
def keys() -> None:
    """Make, rotate and check the keys that seal identifiers."""


@keys.command()
@click.argument("code")
def create(code: str) -> None:
    """Make the key of the city with this CODE, where it has none."""
    with ready():
        from payung.apps.territory.opening import ensure_city_key
        from payung.shared.vault import key_file

        city = area_of_code(code)
        made = ensure_city_key(city)
        said = "Made the key" if made else "The city has its key"
        click.echo(f"{said} in {key_file(city)}: keep a safe copy, apart from the database's.")


@keys.command()
@click.argument("code")
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for work in the city to end.")
def rotate(code: str, wait: int) -> None:
    """Make a new key for the city and seal everything with it, history included. Readers wait until it is done."""
    with ready(owner=True):
        from payung.apps.territory.key_rotation import rotate as rotate_
        from payung.shared.vault import key_file

        city = area_of_code(code)
        number = rotate_(city, step=_say, patience_s=wait)
        click.echo(f"Key {number} of {code} is in force. Older keys stay in {key_file(city)} for older backups.")


@keys.command()
@click.argument("code")
@click.option("--sample", type=int, help="Try this many rows of each table instead of all.")
def check(code: str, sample: int | None) -> None:
    """Open every sealed value of the city with its key, and say what does not open."""
    with ready(owner=True):
        from payung.apps.territory.key_rotation import check as check_

        failures = check_(area_of_code(code), sample=sample, step=_say)
    if failures:
        raise Problem("\n".join(failures))
    click.echo("Everything that was tried opens.")


def _say(name: str, rows: int) -> None:
    if rows:
        click.echo(f"  {name}: {rows} rows")
