"""`payung rules …`: contributions, benefits and deadlines, computed from the law as dated data."""

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from payung.cli.places import DAY

_INPUT = "the inputs, as a JSON file; - reads standard input"


@click.group()
def rules() -> None:
    """Contributions, benefits, deadlines and statuses of the law, to the rupiah."""


@rules.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Write every example's result here.")
@click.pass_context
def check(ctx: click.Context, file: Path, json_path: Path | None) -> None:
    """Compare worked examples with the rules.

    Exit status: 0 all agree, 1 some do not, 2 the file could not be read.
    """
    from payung.rules.examples import UnreadableExamples, read_examples
    from payung.rules.examples import check as check_examples

    try:
        checked = list(check_examples(read_examples(file), on=_today()))
    except UnreadableExamples as fault:
        _refuse(ctx, str(fault))
    wrong = [each for each in checked if not each.agrees]
    for each in wrong:
        if each.problem:
            click.echo(f"{each.id} ({each.kind}): {each.problem}")
        for key, expected, computed in each.differences:
            click.echo(f"{each.id} ({each.kind}): {key} expected {_shown(expected)}, computed {_shown(computed)}")
    click.echo(f"{len(checked) - len(wrong)} of {len(checked)} examples agree.")
    if json_path:
        _write(ctx, json_path, [_result(each) for each in checked])
    ctx.exit(1 if wrong else 0)


def _calculation(name: str, summary: str) -> click.Command:
    @rules.command(name, help=summary)
    @click.argument("kind")
    @click.option("--json", "path", required=True, metavar="FILE", help=_INPUT)
    @click.option("--on", type=DAY, help="the day whose law holds where the inputs name none (today)")
    @click.pass_context
    def command(ctx: click.Context, kind: str, path: str, on: date | None) -> None:
        from payung.rules.inputs import InputError
        from payung.rules.kinds import answer
        from payung.rules.legislation import LegislationError
        from payung.rules.presenting import as_data

        try:
            found = answer(kind, _read(path), on=on or _today())
        except (InputError, LegislationError, _Unreadable) as fault:
            _refuse(ctx, str(fault))
        click.echo(json.dumps(as_data(found, explained=name == "explain"), ensure_ascii=False, indent=2))

    return command


calc = _calculation("calc", "Compute one answer from a JSON file of inputs.")
explain = _calculation("explain", "Compute one answer with each step: figure, formula, law, article, date, source.")


class _Unreadable(Exception):
    """Inputs that are no JSON object."""


def _read(path: str) -> dict[str, Any]:
    try:
        written = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        found = json.loads(written, parse_float=Decimal)
    except json.JSONDecodeError as fault:
        raise _Unreadable(f"{path}, line {fault.lineno}: this is no JSON; mend its spelling.") from None
    except (OSError, UnicodeDecodeError):
        raise _Unreadable(f"{path} cannot be read as a text file; check its name.") from None
    except (ValueError, RecursionError):
        raise _Unreadable(f"{path} holds a number or nesting that is too long; write the inputs plainly.") from None
    if not isinstance(found, dict):
        raise _Unreadable(f'{path} holds no object; write the inputs as {{"name": value}}.')
    return found


def _result(checked: Any) -> dict[str, Any]:
    names = ("key", "expected", "computed")
    differences = [dict(zip(names, each, strict=True)) for each in checked.differences]
    kept = {"id": checked.id, "kind": checked.kind, "agrees": checked.agrees}
    return {**kept, "problem": checked.problem, "differences": differences, "computed": checked.computed}


def _write(ctx: click.Context, path: Path, results: list[dict[str, Any]]) -> None:
    try:
        path.write_text(json.dumps(results, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    except OSError as fault:
        _refuse(ctx, f"{path} cannot be written ({fault.strerror}); choose another place.")


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Jakarta")).date()


def _refuse(ctx: click.Context, sentence: str) -> None:
    click.echo(sentence, err=True)
    ctx.exit(2)
