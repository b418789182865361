"""`payung match LEFT RIGHT`: who on which roster is whom."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payung.matching import memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from payung.cli.matching import Asked
    from payung.matching.clock import Progress

_UNUSABLE = 2
_PATH = click.Path(path_type=Path)


class Unusable(Exception):
    """What cannot be used, and what to do: one sentence."""


@click.command()
@click.argument("files", nargs=-1, type=_PATH, metavar="[train] LEFT [RIGHT]")
@click.option("--output", type=_PATH, help="Write the links here: left_id,right_id,probability,decision,rule.")
@click.option("--json", "report", type=_PATH, help="Write a report here: rows, pairs, matches, seconds and memory.")
@click.option("--clusters", type=_PATH, help="Write here which rows of one roster are one person: side,id,cluster.")
@click.option("--dedupe", is_flag=True, help="Match one roster with itself.")
@click.option("--model", type=_PATH, help="Use this model; with `train`, write it.")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=NAME", help="Read COLUMN as NAME: name, dob, nik …")
@click.option("--threshold", type=float, default=0.98, show_default=True, help="From this probability on: match.")
@click.option("--review", type=float, default=0.06, show_default=True, help="From this probability on: review.")
@click.option("--engine", default="duckdb", show_default=True, help="Where the heavy steps run.")
@click.option("--threads", type=click.IntRange(min=1), help="Processors to use (default: all).")
@click.pass_context
def match(  # one parameter per option of the command
    ctx: click.Context,
    files: tuple[Path, ...],
    output: Path | None,
    report: Path | None,
    clusters: Path | None,
    dedupe: bool,
    model: Path | None,
    mapping: tuple[str, ...],
    threshold: float,
    review: float,
    engine: str,
    threads: int | None,
) -> None:
    """Match two rosters, one person at most with one (`--dedupe`: one roster with itself).

    Rosters are CSV, Parquet or spreadsheets with any of: rec_id, nik, name, dob, sex, street, rtrw, kelurahan,
    kecamatan, phone, mother, kpj, email, occupation; other usual headings are recognised. `train LEFT RIGHT --model
    MODEL.json` estimates the weights alone. Exit status: 0 done, 2 an input could not be used.
    """
    threads = threads or len(os.sched_getaffinity(0))
    try:
        _refuse_little_space(threads)
        from payung.cli.matching import Asked, run

        training = len(files) > 1 and str(files[0]) == "train"
        asked = Asked(
            files=files[1:] if training else files, training=training, output=output, report=report,
            clusters=clusters, dedupe=dedupe, model=model, mapping=_mapping(mapping), threshold=threshold,
            review=review, engine=engine, threads=threads,
        )  # fmt: skip
        _refuse(asked)
        with _progress() as progress:
            said, warns = run(asked, progress)
    except Exception as fault:  # whatever is wrong, whoever asked sees a sentence and no traceback
        click.echo(_sentence(fault), err=True)
        ctx.exit(_UNUSABLE)
    if warns or sys.stdout.isatty():
        click.echo(said, err=warns)


def _refuse_little_space(threads: int) -> None:
    """Before the libraries are loaded: they abort where their threads find no room."""
    wanted = memory.space_wanted(threads)
    if wanted:
        raise Unusable(
            f"This process may take too little memory (ulimit -v): allow it {wanted} MiB, or fewer --threads."
        )


def _refuse(asked: Asked) -> None:
    if len(asked.files) != (1 if asked.dedupe else 2):
        raise Unusable("Name one roster with --dedupe, or two rosters to match with each other.")
    if asked.training and asked.model is None:
        raise Unusable("Say with --model where the trained model is to be written.")
    if asked.training and (asked.output or asked.report or asked.clusters):
        raise Unusable("Training writes the model alone: leave --output, --json and --clusters out.")
    if asked.output is None and not asked.training:
        raise Unusable("Say with --output where the links are to be written.")


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    from payung.matching.columns import COLUMNS, ID

    found = {}
    for each in given:
        heading, _, name = each.rpartition("=")
        if not heading or name not in (ID, *COLUMNS):
            raise Unusable(f"--map {each}: write COLUMN=NAME, NAME being one of {', '.join((ID, *COLUMNS))}.")
        found[heading] = name
    return found


def _sentence(fault: Exception) -> str:
    from payung.matching.score.model_file import UnreadableModel
    from payung.rosters.sheets import UnreadableFile

    if isinstance(fault, UnreadableFile):
        return fault.english
    if isinstance(fault, Unusable | UnreadableModel):
        return str(fault)
    if _full(fault):
        return "There is no room left on the disk for the files to be written: make room, or write them elsewhere."
    if memory.lacked(fault):
        return "The rosters are too large for this computer's memory: match them in parts, by kecamatan for example."
    if isinstance(fault, OSError):
        return f"{fault.filename} cannot be read or written ({fault.strerror}): check its name and permissions."
    if any(said in str(fault) for said in ("Failed to read file", "Parquet")):
        return "A roster cannot be read to its end: it is damaged, take a new copy of both."
    return f"The rosters cannot be matched ({type(fault).__name__}): report it, and what the files are like."


def _full(fault: Exception) -> bool:
    """Whether a disk is full, as Python or DuckDB says it."""
    return getattr(fault, "errno", None) == errno.ENOSPC or "No space left on device" in str(fault)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from payung.matching.clock import STAGES

    stages = ("read", *STAGES)
    bar = click.progressbar(length=len(stages), file=sys.stderr, item_show_func=lambda name: name or "")
    bar.current_item = stages[0]  # it shows from the beginning
    with bar:
        yield lambda name, _, __: bar.update(stages.index(name) - bar.pos, name)
        bar.update(len(stages) - bar.pos)
