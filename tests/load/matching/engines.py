"""Each engine on one set, as a process of its own: what it took and where its links are."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from tests.load.matching.environments import Environment
from tests.load.matching.one_to_one import greedy
from tests.load.matching.processes import Ended, measured

ROOT = Path(__file__).resolve().parents[3]
PAYUNG = Path(sys.executable).with_name("payung")
LOWEST = "0.001"  # pairs less probable are not asked of any engine


@dataclass(frozen=True)
class Run:
    """One run. `links` is None when it failed, and `complaint` then says how; `steps` are seconds by step."""

    engine: str
    seconds: float
    cpu_seconds: float
    peak_mib: float
    steps: dict[str, float] = field(default_factory=dict)
    links: Path | None = None
    complaint: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"links": str(self.links) if self.links else None}

    def line(self, title: str, figures: dict[str, float]) -> str:
        """For whoever watches: what the run took, and its figures or its complaint."""
        told = self.complaint or {key: round(value, 5) for key, value in figures.items()}
        return f"{title:46} {self.seconds:6.1f} s {self.peak_mib:6.0f} MiB {told}"


def splink(environment: Environment, recipe: str, files: Sequence[Path], links: Path | None, *extra: str | Path) -> Run:
    """Splink with a recipe of splink_settings; extra: `--model FILE` or `--save-model FILE`."""
    command = [environment.python, "-m", "tests.load.matching.splink_run", recipe, *files, *extra]
    ended = measured([*command, "--links", links] if links else command, folder=ROOT)
    if ended.status:
        return _failed(environment.name, ended)
    told = ended.told
    return Run(environment.name, *_took(ended), told["seconds"], links, "", told["versions"])


def payung(files: Sequence[Path], links: Path, *extra: str | Path, cores: int | None = None) -> Run:
    """The command a person would type, with every pair asked for; one file is searched for what stands in it twice."""
    written, report = links.with_suffix(".csv"), links.with_suffix(".report.json")
    words = [] if len(files) == 2 else ["--dedupe"]
    command = [PAYUNG, "match", *files, *words, "--output", written, "--json", report, "--review", LOWEST, *extra]
    ended = measured(command, folder=ROOT, cores=cores)
    if ended.status:
        return _failed("payung", ended)
    told = json.loads(report.read_text())
    _ordered(written, links, one_to_one=len(files) == 2)
    steps = {stage["name"]: stage["seconds"] for stage in told["stages"]}
    return Run("payung", *_took(ended), steps, links, "", told["versions"])


def trained(files: Sequence[Path], model: Path) -> Run:
    """`payung match train`."""
    ended = measured([PAYUNG, "match", "train", *files, "--model", model], folder=ROOT)
    return _failed("payung", ended) if ended.status else Run("payung", *_took(ended))


def _failed(engine: str, ended: Ended) -> Run:
    return Run(engine, *_took(ended), complaint=ended.complaint)


def _took(ended: Ended) -> tuple[float, float, float]:
    return ended.seconds, ended.cpu_seconds, ended.peak_mib


def _ordered(written: Path, links: Path, *, one_to_one: bool) -> None:
    """As Parquet, given one to one: matches stay as they are, then the more probable of the pairs to review."""
    with duckdb.connect() as base:
        columns = base.execute(
            f"""SELECT left_id, right_id, probability AS weight, probability FROM read_csv('{written}', types = {{
            'left_id': 'VARCHAR', 'right_id': 'VARCHAR', 'probability': 'DOUBLE', 'decision': 'VARCHAR'}})
            ORDER BY decision <> 'match', probability DESC, left_id, right_id"""
        ).fetchnumpy()
        kept = greedy(zip(columns["left_id"], columns["right_id"], strict=True)) if one_to_one else slice(None)
        base.register("kept", {name: values[kept] for name, values in columns.items()})
        texts = "left_id::VARCHAR AS left_id, right_id::VARCHAR AS right_id"
        base.execute(f"COPY (SELECT {texts}, weight, probability FROM kept) TO '{links}' (FORMAT parquet)")
