"""Templates: all used, all found, nothing inline, every sign drawn, every part documented."""

import re
import subprocess
import sys
from pathlib import Path

import allauth
import pytest

from payung.web.state_words import MONTH, PROTECTION, REGISTRATION, UNKNOWN

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html"}
OVERRIDDEN = Path(allauth.__file__).parent / "templates"
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
INLINE = re.compile(
    r"""<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\shx-on|javascript:|\shx-vals=["']js:""", re.IGNORECASE
)


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def references() -> set[str]:
    sources = [*(ROOT / "src").rglob("*.py"), *FOLDER.rglob("*.html")]
    return {name for path in sources for name in QUOTED.findall(path.read_text(encoding="utf-8"))}


def test_no_template_is_left_over() -> None:
    used = references() | BY_NAME
    unused = [name for name in TEMPLATES if name not in used and not (OVERRIDDEN / name).exists()]
    assert unused == []


def test_every_template_that_is_named_exists() -> None:
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""", text_of(template))
    }
    assert [name for name in sorted(named) if not (FOLDER / name).exists() and not (OVERRIDDEN / name).exists()] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_written_inline_that_the_content_policy_refuses(name: str) -> None:
    assert INLINE.findall(text_of(name)) == []


@pytest.mark.parametrize("fault", ["<p style='x'>", "<script>x</script>", '<a onclick="x">', "<style>", "<p hx-on:a>"])
def test_inline_code_would_be_found(fault: str) -> None:
    assert INLINE.search(fault)


def test_every_sign_that_is_used_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="icon-([\w-]+)"', text_of("components/icon_sprite.html")))
    used = {word.icon for words in (REGISTRATION, PROTECTION, MONTH) for word in words.values()} | {UNKNOWN.icon}
    for template in TEMPLATES:
        text = text_of(template)
        used |= set(re.findall(r"""{%\s*icon\s+["']([\w-]+)["']""", text))
        used |= set(re.findall(r"""\bicon(?:_name)?=["']([\w-]+)["']""", text))
    for source in (ROOT / "src/payung/web").rglob("*.py"):
        used |= set(re.findall(r"""["']icon["']:\s*["']([\w-]+)["']""", source.read_text(encoding="utf-8")))
    assert used - drawn == set()


def test_every_part_is_documented() -> None:
    page = (ROOT / "docs/reference/components.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    parts = {Path(name).stem for name in TEMPLATES if name.startswith("components/")}
    inner = {
        Path(found).stem
        for name in TEMPLATES
        if name.startswith(("components/", "base"))
        for found in re.findall(r'include "(components/[^"]+)"', text_of(name))
    }
    by_tag = {"badge", "figure_bar", "month_grid"}
    assert parts - named - inner - by_tag == set()


def test_templates_pass_djlint() -> None:
    djlint = Path(sys.executable).with_name("djlint")
    found = subprocess.run([djlint, FOLDER, "--lint", "--quiet"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert found.returncode == 0, found.stdout
