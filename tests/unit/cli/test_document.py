"""The reference page of the commands says what the commands say."""

import click
import pytest

from payung.cli import document


def test_page_is_up_to_date():
    assert document.main(["--check"]) == 0, "run python -m payung.cli.document"


def test_changed_command_makes_the_page_stale_until_it_is_written(tmp_path, monkeypatch):
    @click.command()
    @click.argument("file")
    @click.option("--loud", is_flag=True, help="Say a | b.")
    def sing(file, loud):
        """Sing FILE.

        All of it.
        """

    monkeypatch.setattr(document, "COMMANDS", {"sing": "…"})
    monkeypatch.setattr(document.payung, "get_command", lambda _context, _name: sing)
    copy = tmp_path / "commands.md"
    copy.write_text(document.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(document, "PAGE", copy)
    assert document.main(["--check"]) == 1
    assert document.main([]) == 0
    page = copy.read_text(encoding="utf-8")
    assert "## `payung sing`\n\nSing FILE.\n\nAll of it.\n\n```\npayung sing [OPTIONS] FILE\n```" in page
    assert "| `--loud` | Say a \\| b. |" in page
    assert "## `payung run`" not in page
    assert document.main(["--check"]) == 0


def test_page_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="has no part between '<!-- begin commands -->' and"):
        document.rendered("text")
