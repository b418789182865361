"""`payung city`, `payung keys` and `payung account` as somebody at the shell meets them."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connections

from payung.apps.accounts.models import User
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Area, BranchCity, City, Holding
from payung.cli.main import payung
from payung.shared import vault
from tests import factories
from tests.sealed_rows import fill_sealed

Run = Callable[..., Result]
# words that a sentence of the Indonesian screens can hardly do without
INDONESIAN = re.compile(r"\b(tidak|ada|bukan|sudah|belum|ini|itu|yang|paling|berlaku)\b", re.IGNORECASE)


@pytest.fixture
def run(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A command in this process: the database is the test's own, the keys are new."""
    monkeypatch.setenv("PAYUNG_DATABASE_URL", "postgresql://in-this-process/x")
    before = vault._folder
    vault.use_folder(tmp_path / "keys")
    yield lambda *words: CliRunner().invoke(payung, [str(word) for word in words])
    vault.use_folder(before)


def said(result: Result, *, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def test_a_city_from_nothing(run: Run, tmp_path: Path) -> None:
    assert "keep a safe copy" in said(run("city", "open", "12.71", "--branch", "Medan Kota"))
    assert "nothing has changed" in said(run("city", "open", "12.71"))
    names = tmp_path / "lingkungan.csv"
    names.write_text("kelurahan_code,name\n12.71.01.1001,Lingkungan I\n12.71.01.1001,Lingkungan II\n")
    assert said(run("city", "lingkungan", "import", "12.71", names)).startswith("2 lingkungan added, 0 stood already")
    assert said(run("city", "lingkungan", "import", "12.71", names)).startswith("0 lingkungan added, 2 stood already")
    assert "12.71.01.1001/4  B" in said(
        run("city", "lingkungan", "split", "12.71.01.1001/1", "A", "B", "--on", "2025-01-01")
    )
    said(run("city", "lingkungan", "merge", "12.71.01.1001/3", "12.71.01.1001/4", "--into", "C", "--on", "2025-02-01"))
    said(run("city", "lingkungan", "rename", "12.71.01.1001/5", "Mawar", "--on", "2025-03-01"))
    assert Area.objects.get(pk=area_id("12.71.01.1001", 5)).name == "Mawar"
    assert re.search(r"12\.71  Kota Medan  2 lingkungan", said(run("city", "list")))


@pytest.mark.parametrize(
    "words",
    [
        ("city", "open", "99.99"),
        ("city", "lingkungan", "import", "12.71", __file__),
        ("city", "lingkungan", "rename", "12.71.01.1001/9", "X", "--on", "2026-01-01"),
        ("city", "lingkungan", "rename", "12.7x", "X", "--on", "2026-01-01"),
        ("keys", "check", "12.71"),
        ("keys", "rotate", "12.71"),
        ("account", "deactivate", "nobody.here"),
        ("account", "create", "--username", "x", "--name", "y"),
        ("account", "create", "--username", "siti.a", "--name", "y", "--role", "lurah", "--area", "12.71.01.1001"),
        ("account", "create", "--username", "siti.a", "--name", "y", "--role", "regional_reader", "--area", "99"),
        ("account", "create", "--username", "siti.a", "--name", "y", "--role", "regional_reader", "--area", "12"),
        ("city", "serve", "12.71", "--branch", "X", "--of", "12.76"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    output = said(run(*words), code=1)
    assert output.startswith("Error: ")
    assert len(output.strip().splitlines()) == 1
    assert not INDONESIAN.search(output)
    assert not User.objects.exists()


def test_a_branch_serves_another_city_and_a_province_has_its_reader(run: Run) -> None:
    said(run("city", "open", "12.71", "--branch", "Tanjung Morawa"))
    said(run("city", "open", "12.76"))
    assert "There is no branch office" in said(run("city", "serve", "12.76", "--branch", "X", "--of", "12.71"), code=1)
    assert "serves 12.76 too" in said(run("city", "serve", "12.76", "--branch", "tanjung morawa", "--of", "12.71"))
    assert BranchCity.objects.get().city.code == "12.76"
    made = ("account", "create", "--username", "bpjs.wilayah", "--name", "Pembaca", "--role", "regional_reader")
    assert "one-time password" in said(run(*made, "--area", "12"))
    held = Holding.objects.get(role="regional_reader")
    assert (held.area.name, held.area.city) == ("Sumatera Utara", None)
    assert "Sumatera Utara" in said(run("account", "list"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("rename", "12.71.01.1001/1", "Lk 2", "--on", "2025-01-01"), "This kelurahan already has"),
        (("rename", "12.71.01.1001/1", "X", "--on", "2999-01-01"), "today at the latest"),
        (("split", "12.71.01.1001/1", "A", "--on", "2025-01-01"), "at least two different names"),
        (("split", "12.71.01.1001/1", "A", "B", "--on", "2999-01-01"), "today at the latest"),
        (("merge", "12.71.01.1001/1", "--into", "A", "--on", "2025-01-01"), "at least two lingkungan"),
        (("merge", "12.71.01.1001/1", "12.71.01.1001/2", "--into", "A", "--on", "2999-01-01"), "today at the latest"),
    ],
)  # fmt: skip
def test_refusals_of_the_business_speak_english_at_the_shell(run: Run, words: tuple[str, ...], says: str) -> None:
    factories.open_city("12.71")
    output = said(run("city", "lingkungan", *words), code=1)
    assert says in output
    assert not INDONESIAN.search(output)


def test_sign_ins_of_the_demonstration_name_roles_in_english(run: Run) -> None:
    assert re.search(r"pengelola +payung-contoh +Programme manager", said(run("demo", "sign-ins")))


def test_the_demonstration_and_a_real_city_never_stand_together(run: Run) -> None:
    said(run("city", "open", "12.76"))
    output = said(run("demo", "load"), code=1)
    assert output.startswith("Error: Kota Tebing Tinggi (12.76) is open here, and it is no demonstration: give the ")
    assert City.objects.count() == 1
    assert not User.objects.exists()
    factories.user(is_demo=True)
    output = said(run("city", "open", "12.71"), code=1)
    assert output.startswith(
        "Error: The demonstration stands here, to which everybody can sign in: open a real city in "
    )
    assert "--demo-clock" in output
    said(run("city", "open", "12.71", "--demo-clock", "2025-10-29"))
    assert "nothing has changed" in said(run("city", "open", "12.76"))


def test_the_demonstration_takes_nobodys_account(run: Run) -> None:
    said(run("account", "create", "--username", "lurah", "--name", "Lurah Rekaan"))
    assert "Accounts named lurah are here already" in said(run("demo", "load"), code=1)
    assert not City.objects.exists()


def test_what_is_not_known_is_said_with_what_there_is(run: Run) -> None:
    factories.open_city("12.71")
    held = ("account", "create", "--username", "siti.rekaan", "--name", "Siti Rekaan", "--role")
    assert "There is no role “keplingg”. There are: kepling, helper, lurah, " in said(
        run(*held, "keplingg", "--area", "12.71"), code=1
    )
    near = "12.71.01.1001/9 is not known. Nearest: 12.71.01.1001/1 (Lingkungan I), 12.71.01.1001/2 (Lingkungan II)."
    split = ("city", "lingkungan", "split", "12.71.01.1001/9", "A", "B", "--on", "2025-01-01")
    assert near in said(run(*split), code=1)
    assert near in said(run(*held, "kepling", "--area", "12.71.01.1001/9"), code=1)
    assert "12.71.01.1002 (Kelurahan 01 2)" in said(run(*held, "lurah", "--area", "12.71.01.1009"), code=1)
    assert "Nearest: 12.71.02.1001 (" in said(run(*held, "kepling", "--area", "12.71.02.1009/1"), code=1)


def test_the_demonstrations_code_needs_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_STATE", str(tmp_path / "state"))
    for name in ("PAYUNG_SECRET", "PAYUNG_KEYS", "PAYUNG_DATABASE_URL", "PAYUNG_OWNER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    code = [sys.executable, "-m", "payung.cli.main", "demo", "code"]
    missing = subprocess.run(code, capture_output=True, text=True)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "There is no demonstration in" in missing.stderr
    (tmp_path / "state" / "keys").mkdir(parents=True)
    (tmp_path / "state" / "keys" / "secret").write_text("of this installation alone")
    assert re.fullmatch(r"\d{6}\n", subprocess.run(code, capture_output=True, text=True, check=True).stdout)
    assert [each.name for each in (tmp_path / "state").iterdir()] == ["keys"]


def test_a_wrong_list_names_its_lines(run: Run, tmp_path: Path) -> None:
    said(run("city", "open", "12.71"))
    names = tmp_path / "lingkungan.csv"
    names.write_text("kelurahan_code,name\n12.71.01,I\n12.71.01.1001,\n")
    output = said(run("city", "lingkungan", "import", "12.71", names), code=1)
    assert output.startswith("Error: Row 2: ")
    assert "is not the code of a kelurahan" in output
    assert "\nRow 3: the name of the lingkungan is empty" in output


def test_keys_are_made_checked_and_rotated(run: Run, tmp_path: Path) -> None:
    city = factories.open_city("12.71")
    fill_sealed(city)
    assert "The city has its key" in said(run("keys", "create", "12.71"))
    assert "Everything that was tried opens" in said(run("keys", "check", "12.71"))
    assert "Key 2 of 12.71 is in force" in said(run("keys", "rotate", "12.71"))
    said(run("keys", "check", "12.71", "--sample", "2"))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE coverage_unfitline SET content = 'x' WHERE area_id % 2 = 0")
    output = said(run("keys", "check", "12.71"), code=1)
    assert re.search(r"coverage_unfitline \(rows\): \d+ of \d+ rows do not open with key 2", output)


def test_an_account_s_result_stands_alone_on_the_terminal(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    log, made = logging.getLogger("payung"), ("account", "create", "--username", "siti.rekaan", "--name", "Siti Rekaan")
    before = log.level
    assert log.isEnabledFor(logging.INFO)
    assert re.fullmatch(r"Account siti\.rekaan, one-time password: \S+\n", said(run(*made)))
    assert re.fullmatch(
        r"Account siti\.rekaan, one-time password: \S+\n", said(run("account", "password", "siti.rekaan"))
    )
    assert said(run("account", "deactivate", "siti.rekaan")) == "siti.rekaan is shut.\n"
    assert [each.getMessage() for each in caplog.records] == []
    said(run(*made), code=1)
    assert log.level == before


def test_an_account_with_a_role_and_its_end(run: Run) -> None:
    said(run("city", "open", "12.71", "--branch", "Medan Kota"))
    made = said(
        run(
            "account", "create", "--username", "bpjs.rekaan", "--name", "Petugas Rekaan", "--role", "insurer_officer",
            "--area", "12.71", "--branch", "medan kota", "--from", "2025-05-01",
        )
    )  # fmt: skip
    password = made.strip().rpartition(" ")[2]
    user = User.objects.get()
    assert user.check_password(password)
    held = Holding.objects.get(user=user)
    assert (held.role, held.branch.name if held.branch else "", str(held.starts)) == (
        "insurer_officer",
        "Medan Kota",
        "2025-05-01",
    )
    assert "insurer_officer  12.71" in said(run("account", "list"))
    said(run("account", "deactivate", "BPJS.rekaan"))
    assert not User.objects.get().is_active
    assert "(shut)" in said(run("account", "list"))
    said(run("account", "activate", "bpjs.rekaan"))
    renewed = said(run("account", "password", "bpjs.rekaan", "--second-factor")).strip().rpartition(" ")[2]
    assert User.objects.get().check_password(renewed)
    assert City.objects.count() == 1
