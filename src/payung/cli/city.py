"""`payung city`: opens cities and keeps their lists of lingkungan."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from payung.cli.django_ready import ready
from payung.cli.places import DAY, area_of_code, system_scope
from payung.cli.service.problem import Problem


@click.group()
def city() -> None:
    """Open cities and keep their lists of lingkungan."""


@city.command("open")
@click.argument("code")
@click.option("--demo-clock", type=DAY, help="Make it a demonstration whose today is this day.")
@click.option("--branch", "branches", multiple=True, help="A branch of the insurer that serves the city (repeatable).")
def open_(code: str, demo_clock: dt.date | None, branches: tuple[str, ...]) -> None:
    """Open the city with this Kemendagri CODE (12.71). Doing it again adds what is missing and nothing else."""
    with ready(first=True):
        from payung.apps.territory.opening import open_city

        if demo_clock is None:
            _refuse_beside_demo(code)
        done = open_city(code=code, clock=demo_clock, branches=branches)
    if not done.changed:
        click.echo(f"{done.city.name} ({done.city.code}) is open already; nothing has changed.")
        return
    click.echo(f"{done.city.name} ({done.city.code}): {done.areas} areas added, branches added: {done.branches}.")
    if done.key:
        from payung.shared.vault import key_file

        click.echo(f"Its key is in {key_file(done.city.pk)}: keep a safe copy, apart from the database's.")


def _refuse_beside_demo(code: str) -> None:
    """Everybody knows how to sign in to the demonstration: no real city opens beside it."""
    from payung.apps.accounts.queries import has_demo_accounts
    from payung.apps.territory.queries import cities

    if has_demo_accounts() and code not in {each.code for each in cities()}:
        raise Problem(
            "The demonstration stands here, to which everybody can sign in: open a real city in a folder of its own "
            "(PAYUNG_STATE), or in a database of its own (DATABASE_URL). As one more city of the demonstration it "
            "opens with --demo-clock, a day such as 2025-10-29."
        )


@city.command()
@click.argument("code")
@click.option("--branch", required=True, help="The branch, as the other city names it.")
@click.option("--of", "other", required=True, help="The code of the city under which the branch stands.")
def serve(code: str, branch: str, other: str) -> None:
    """Let a branch of another city serve the city CODE too: its officers then see here what is sent to the branch."""
    with ready(), system_scope(code, reason="payung city serve") as opened:
        from payung.apps.territory.branches import serve as let_serve

        found = let_serve(branch=branch, of=area_of_code(other), city=opened.scope.city)
    click.echo(f"{found.name} serves {code} too.")


@city.command("list")
def list_() -> None:
    """The cities that are open, with their clocks and how many lingkungan each has."""
    with ready():
        from payung.apps.territory import queries, scope

        for each in queries.cities():
            with scope.opened(scope.of_system(each.pk), reason="payung city list", read_only=True) as opened:
                count = len(queries.lingkungan(opened.scope, on=opened.today))
            clock = f"demonstration, today is {each.clock}" if each.clock else "today's clock"
            click.echo(f"{each.code}  {each.name}  {count} lingkungan  {clock}")


@city.group()
def lingkungan() -> None:
    """Import, rename, split and merge lingkungan."""


@lingkungan.command("import")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "starts",
    type=DAY,
    help="First day of the new ones (default: today; none in a kelurahan that had no lingkungan).",
)
def import_(code: str, file: Path, starts: dt.date | None) -> None:
    """Add the lingkungan in FILE (kelurahan_code,name[,serial]) that the city does not have yet."""
    with ready():
        from payung.apps.territory.lingkungan_file import read
        from payung.apps.territory.lingkungan_import import import_lingkungan

        lines = read(file)
        with system_scope(code, reason="payung city lingkungan import"):
            done = import_lingkungan(lines=lines, starts=starts)
    click.echo(f"{done.added} lingkungan added, {done.standing} stood already.")
    _list("Standing, but not in the file (nothing is deleted):", [f"{each.code}  {each.name}" for each in done.missing])


@lingkungan.command()
@click.argument("code")
@click.argument("name")
@click.option("--on", type=DAY, required=True, help="First day of the new name, today at the latest.")
def rename(code: str, name: str, on: dt.date) -> None:
    """Rename the lingkungan CODE (12.71.01.1001/3) to NAME from a day on."""
    with ready(), system_scope(code, reason="payung city lingkungan rename"):
        from payung.apps.territory import lingkungan as actions

        actions.rename(area=area_of_code(code), name=name, on=on)
    click.echo(f"{code} is called {name} from {on} on.")


@lingkungan.command()
@click.argument("code")
@click.argument("names", nargs=-1, required=True)
@click.option("--on", type=DAY, required=True, help="First day of the new ones, today at the latest.")
def split(code: str, names: tuple[str, ...], on: dt.date) -> None:
    """Split the lingkungan CODE into NAMES from a day on; what was registered there stays there and still counts."""
    with ready(), system_scope(code, reason="payung city lingkungan split"):
        from payung.apps.territory import lingkungan as actions

        made = actions.split(area=area_of_code(code), into=names, on=on)
    _list(f"From {on} on, instead of {code}:", [f"{each.code}  {each.name}" for each in made])


@lingkungan.command()
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", "name", required=True, help="Name of the new one.")
@click.option("--on", type=DAY, required=True, help="First day of the new one, today at the latest.")
def merge(codes: tuple[str, ...], name: str, on: dt.date) -> None:
    """Merge the lingkungan CODES of one kelurahan into a new one from a day on."""
    with ready(), system_scope(codes[0], reason="payung city lingkungan merge"):
        from payung.apps.territory import lingkungan as actions

        made = actions.merge(areas=[area_of_code(each) for each in codes], into=name, on=on)
    click.echo(f"From {on} on, instead of {', '.join(codes)}: {made.code}  {made.name}")


def _list(title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if found:
        click.echo("\n".join([title, *(f"  {line}" for line in found)]))
