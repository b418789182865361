"""Runs every check at once and shows what each complains of, so that one run tells all there is to mend."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# mypy reads Django's settings, which ask for a secret.
ENVIRONMENT = {"PAYUNG_SECRET": "only-for-checks", "DJANGO_SETTINGS_MODULE": "payung.config.settings"}
CHECKS = {
    "style": ("ruff", "check", "--quiet", "--output-format=concise"),
    "format (`make fix` mends it)": ("ruff", "format", "--check", "--quiet", "--output-format=concise"),
    "layers": ("lint-imports", "--no-logo"),
    "types": ("mypy", "--no-error-summary"),
    "templates": ("djlint", "templates", "--lint", "--quiet"),
    "sizes": ("python", "scripts/size_budget.py"),
    "words": ("python", "scripts/forbidden_words.py"),
}


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    words: str


def run(check: tuple[str, tuple[str, ...]]) -> Outcome:
    name, (program, *arguments) = check
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Outcome(name, done.returncode == 0, done.stdout.strip())


def main() -> int:
    started = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [outcome for outcome in pool.map(run, CHECKS.items()) if not outcome.passed]
    for outcome in failed:
        print(f"== {outcome.name}\n{outcome.words}\n", file=sys.stderr)
    if failed:
        print(f"Checks that fail: {', '.join(outcome.name for outcome in failed)}.", file=sys.stderr)
        return 1
    print(f"All {len(CHECKS)} checks pass ({time.monotonic() - started:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
