"""`payung roster check FILE`: what of a typed roster can be enrolled, and which cells must be mended first."""

import csv
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from payung.identity.places import Territory

CITY_VARIABLE = "PAYUNG_CITY"
_UNREADABLE = 2


@click.group()
def roster() -> None:
    """Rosters of workers as people type them."""


@roster.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--city",
    metavar="CODE",
    help=f"City whose kecamatan and kelurahan are known, like 12.71 (default: {CITY_VARIABLE}; else none is checked).",
)
@click.option("--lingkungan", type=click.Path(path_type=Path), help="The city's lingkungan: a CSV kelurahan_code,name.")
@click.option("--sheet", metavar="NAME", help="Check this sheet only.")
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD", help="The day on which ages are computed (default: today).")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Write the result here as JSON.")
@click.option(
    "--xlsx",
    "xlsx_path",
    type=click.Path(path_type=Path),
    help="Write the file back here with two columns more: status and what to mend.",
)
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of all that it says."
)
@click.pass_context
def check(  # one parameter per option of the command
    ctx: click.Context,
    file: Path,
    city: str | None,
    lingkungan: Path | None,
    sheet: str | None,
    as_of: str | None,
    json_path: Path | None,
    xlsx_path: Path | None,
    language: str,
) -> None:
    """Check a roster row by row. Nothing is stored, and no database is needed.

    Exit status: 0 every row usable, 1 some rows are errors, 2 the file could not be read as a roster.
    """
    from payung.cli.roster_rows import notes_of_sheets, rows_to_mend
    from payung.rosters import check as check_roster

    try:
        day = _day(as_of)
        territory = _territory(city or os.environ.get(CITY_VARIABLE), lingkungan)
        progress = _Progress()
        report = check_roster(file, as_of=day, territory=territory, sheet=sheet, on_progress=progress)
        progress.close()
        if json_path:
            report.write_json(json_path, language=language)
        if xlsx_path:
            report.write_xlsx(xlsx_path)
    except Exception as fault:  # whatever is wrong, whoever asked sees a sentence and no traceback
        indonesian, english = _sentences(fault)
        click.echo(" ".join((english if language == "en" else indonesian).split()), err=True)
        ctx.exit(_UNREADABLE)
    _say(report.summary, language)
    for line in [*notes_of_sheets(report, language=language), *rows_to_mend(report, language=language)]:
        click.echo(line)
    ctx.exit(1 if report.summary["error"] else 0)


class _WrongOption(Exception):
    """An option that cannot be followed: what to write instead, in Indonesian and in English."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.indonesian, self.english = indonesian, english


def _sentences(fault: Exception) -> tuple[str, str]:
    """What is said of a fault, in Indonesian and in English."""
    from payung.identity.regions import CountryDataMissing
    from payung.identity.territory import UnknownCity
    from payung.rosters import UnreadableFile
    from payung.rules.legislation import LegislationError

    if isinstance(fault, (UnreadableFile, UnknownCity, CountryDataMissing, _WrongOption)):
        return fault.indonesian, fault.english
    if isinstance(fault, LegislationError):
        return "Batas umur untuk tanggal itu tidak ada di berkas peraturan; periksa --as-of.", str(fault)
    if isinstance(fault, OSError):
        return (
            f"{fault.filename} tidak dapat dibaca atau ditulis; periksa nama dan izinnya.",
            f"{fault.filename} cannot be read or written ({fault.strerror}): check its name and permissions.",
        )
    if isinstance(fault, MemoryError):
        return (
            "Berkas ini terlalu besar untuk memori komputer ini; bagi menjadi beberapa berkas.",
            "The file is too large for this computer's memory: split it into several files.",
        )
    return (
        f"Berkas ini tidak dapat dibaca ({type(fault).__name__}); laporkan bersama berkasnya.",
        f"The file cannot be read ({type(fault).__name__}): report it together with the file.",
    )


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(ZoneInfo("Asia/Jakarta")).date()
    except ValueError:
        raise _WrongOption(
            f"--as-of '{text}' bukan tanggal; tulis seperti 2026-11-21.",
            f"--as-of '{text}' is no date: write it like 2026-11-21.",
        ) from None


def _territory(city: str | None, lingkungan: Path | None) -> "Territory | None":
    from payung.identity.places import Territory
    from payung.identity.territory import load_city

    listed = _read_lingkungan(lingkungan) if lingkungan else ()
    return Territory.of(load_city(city), listed) if city else None


def _read_lingkungan(path: Path) -> list[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="cp1252", errors="replace")
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    lines = text.splitlines()
    rows = csv.DictReader([line.lower().replace(" ", "") for line in lines[:1]] + lines[1:], delimiter=delimiter)
    if not {"kelurahan_code", "name"} <= set(rows.fieldnames or ()):
        raise _WrongOption(
            f"{path.name}: baris pertama harus kelurahan_code,name.",
            f"{path.name}: the first line must be kelurahan_code,name.",
        )
    return [(_dotted(row["kelurahan_code"] or ""), row["name"] or "") for row in rows]


def _dotted(code: str) -> str:
    """1271151001 as 12.71.15.1001."""
    code = code.strip()
    return f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}" if len(code) == 10 and code.isdecimal() else code


def _say(summary: dict[str, object], language: str) -> None:
    words = (
        ("rows", "ok", "to look at", "errors")
        if language == "en"
        else ("baris", "siap", "perlu dilihat", "harus diperbaiki")
    )
    counts = [summary[name] for name in ("rows", "ok", "warning", "error")]
    click.echo(", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True)))
    codes = summary["by_code"]
    if isinstance(codes, dict):
        for code, count in sorted(codes.items(), key=lambda pair: -pair[1]):
            click.echo(f"  {count:>7}  {code}")


class _Progress:
    """Rows judged so far, on one line of standard error, where that is a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self._shown:
            click.echo(f"\r{done} / {total}", nl=False, err=True)

    def close(self) -> None:
        """Leaves the line."""
        if self._shown:
            click.echo("\r" + " " * 30 + "\r", nl=False, err=True)
