"""Writes the generated part of docs/reference/commands.md: `python -m payung.cli.document`.

What a command does, takes and says comes from click, so that the page cannot tell another story than `--help`.
"""

import re
import sys
from collections.abc import Iterator

import click

from payung.cli.main import COMMANDS, payung
from payung.cli.service.state import project_folder
from payung.shared.generated import replaced

PAGE = project_folder() / "docs" / "reference" / "commands.md"


def rendered(page: str) -> str:
    """The page with its generated part written anew; ValueError when a mark is missing."""
    return replaced(page, "commands", _commands(), file=PAGE.name)


def main(arguments: list[str]) -> int:
    """Write the page; with --check only say whether it is up to date (exit code 1 when not)."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = rendered(page)
    if "--check" in arguments:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def _commands() -> Iterator[str]:
    top = click.Context(payung, info_name="payung")
    for name in sorted(COMMANDS):
        command = payung.get_command(top, name)
        if command is not None:
            yield from _described(click.Context(command, info_name=name, parent=top))


def _described(context: click.Context) -> Iterator[str]:
    """A command's heading, words, usage and options; those of a group, then those of its own commands."""
    command = context.command
    level = "##" if context.parent and context.parent.parent is None else "###"
    yield from (f"{level} `{context.command_path}`", "", _words(command), "")
    if not isinstance(command, click.Group):
        pieces = command.collect_usage_pieces(context)[0 if _options(context) else 1 :]
        yield from ("```", " ".join((context.command_path, *pieces)), "```", "")
        yield from _table(context)
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            yield from _described(click.Context(inner, info_name=name, parent=context))


def _options(context: click.Context) -> list[click.Option]:
    """Those of a command's own; --help has every command."""
    known = (each for each in context.command.params if isinstance(each, click.Option))
    return [each for each in known if "--help" not in each.opts]


def _table(context: click.Context) -> Iterator[str]:
    records = [each.get_help_record(context) for each in _options(context)]
    rows = [f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record]
    if rows:
        yield from ("| option | meaning |", "|---|---|", *rows, "")


def _words(command: click.Command) -> str:
    """The whole of a command's help, each paragraph on a line of its own."""
    paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
