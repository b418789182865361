"""The same million computed by Payung's columns and by OpenFisca in the same run, both compared with the exact rule.

OpenFisca is installed into an environment made for the run and thrown away; it is no dependency of Payung.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from payung.rules import many
from payung.rules.codes import Payer, Programme, Work
from payung.rules.contributions import bpu
from payung.rules.legislation import load
from payung.shared.months import Month
from tests.load import measuring

SCRIPT = Path(__file__).with_name("openfisca_bpu.py")
PACKAGE = "openfisca-core"
LAW = "bpu.contribution"


def section(rows: dict[str, Any], runs: int, *, checked: int) -> str:
    """Seconds of both, and how many of the first `checked` results are off by a rupiah or more."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        version = _installed(folder)
        size = f"{len(rows['income']):,}"
        if not version:
            return f"### Against OpenFisca\n\n`{PACKAGE}` could not be installed here, so nothing was compared.\n"
        ours, totals = _ours(rows, runs)
        theirs, their_totals = _theirs(folder, rows, runs)
    exact = exact_totals(rows, checked)
    lines = [
        ["Payung, by column", measuring.middle(ours, 2), _off(totals, exact)],
        [f"OpenFisca, {version}", measuring.middle(theirs["seconds"], 2), _off(their_totals, exact)],
    ]
    headings = (f"{size} self-employed person-months", "seconds", f"off by Rp1 or more, of {checked:,} checked")
    return (
        "### Against OpenFisca\n\n"
        "The contribution of the self-employed written as a small OpenFisca system of ours (tests/load/openfisca_bpu.py),"
        " fed with\nthe same figures out of legislation/ and the same rows in the same run. Both round half up; OpenFisca"
        " computes in binary\nfloating point of 32 bits, and one month at a time. Each result is compared with the exact rule"
        " for one worker. Payung also\nsays of which rows the law is unsure.\n\n" + measuring.table(headings, lines)
    )


def exact_totals(rows: dict[str, Any], count: int) -> Any:
    """The totals of the first rows by the scalar rule."""
    law, found = load(), []
    chosen = [_values(rows[name], count) for name in ("months", "programmes", "sector", "payer")]
    for month, programmes, sector, payer, income in zip(*chosen, rows["income"][:count].tolist(), strict=True):
        asked = bpu.SelfEmployed.model_construct(
            months=(month, month), income=income, programmes=tuple(programmes), sector=sector, payer=payer
        )
        found.append(bpu.due(law, month, asked).amount("total"))
    return np.asarray(found)


def _values(column: Any, count: int) -> Iterable[Any]:
    return [column.values[code] for code in column.codes[:count].tolist()]


def _ours(rows: dict[str, Any], runs: int) -> tuple[list[float], Any]:
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        computed = many.self_employed(**rows)
        seconds.append(time.perf_counter() - begun)
    return seconds, computed.figures["total"]


def _theirs(folder: Path, rows: dict[str, Any], runs: int) -> tuple[dict[str, Any], Any]:
    has_jht = np.asarray([Programme.JHT in chosen for chosen in rows["programmes"].values])
    np.savez(
        folder / "cases.npz",
        month=rows["months"].codes,
        income=rows["income"],
        jht=has_jht[rows["programmes"].codes],
        sector=rows["sector"].codes,
        payer=rows["payer"].codes,
    )
    (folder / "law.json").write_text(json.dumps({**figures(rows["months"].values), "runs": runs}))
    command = [folder / "environment" / "bin" / "python", SCRIPT, folder]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(ended.stderr)
    return json.loads(ended.stdout.strip().splitlines()[-1]), np.load(folder / "totals.npy")


def figures(covered: tuple[Month, ...]) -> dict[str, Any]:
    """The dated figures of legislation/, as numbers by day, for a system that keeps its own law."""
    law = load()
    open_ = [f"{LAW}.discount.{name}_payers" for name in ("excluded", "unsettled")]
    gets = {}
    for payer in Payer:
        days = sorted({dated.start for path in open_ for dated in law.parameter(path).values})
        gets[payer] = {str(day): int(not any(payer in law.table(path, day) for path in open_)) for day in days}
    bands = {
        str(dated.start): [(band["from"], band["base"]) for band in dated.value]
        for dated in law.parameter(f"{LAW}.income_bands").values
    }
    return {
        "months": [str(month) for month in covered],
        "sectors": list(Work),
        "payers": list(Payer),
        "bands": bands,
        "discount": {sector: _dated(f"{LAW}.discount.{sector}") for sector in Work},
        "gets_discount": gets,
        **{name: _dated(f"{LAW}.{name}") for name in ("jkk_rate", "jkm", "jht_rate")},
    }


def _dated(path: str) -> dict[str, float]:
    values = load().parameter(path).values
    return {str(each.start): float(each.value) for each in values if isinstance(each.value, int | Fraction)}


def _off(totals: Any, exact: Any) -> str:
    return f"{int(np.count_nonzero(np.abs(totals[: len(exact)] - exact) >= 1)):,}"


def _installed(folder: Path) -> str:
    """The version that was installed into an environment of its own; empty when it could not be."""
    place = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip = [place / "bin" / "python", "-m", "pip"]
    ended = subprocess.run([*pip, "install", "--quiet", PACKAGE], capture_output=True, text=True, check=False)
    if ended.returncode:
        return ""
    shown = subprocess.run([*pip, "show", PACKAGE], capture_output=True, text=True, check=True).stdout
    return next(line.partition(": ")[2] for line in shown.splitlines() if line.startswith("Version: "))
