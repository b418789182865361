"""Writes invented rosters: `python -m tests.matching.invented OUT_FOLDER --people 100000 --profile typical --seed 1`."""

import argparse
from pathlib import Path

from tests.matching.invented.profiles import NAMES
from tests.matching.invented.rosters import rosters
from tests.matching.invented.write import write


def main() -> None:
    """Read the arguments, make the rosters, write them."""
    parser = argparse.ArgumentParser(prog="python -m tests.matching.invented", description=__doc__)
    parser.add_argument("folder", type=Path, help="where A.parquet, B.parquet and truth.parquet go")
    parser.add_argument("--people", type=int, default=100_000, help="rows of A")
    parser.add_argument("--profile", choices=NAMES, default="typical")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--twice", type=float, default=0.0, help="share of B's persons who stand there two or three times"
    )
    parser.add_argument("--kinds", action="store_true", help="also kinds.parquet: which error befell which record")
    asked = parser.parse_args()
    made = rosters(asked.people, asked.profile, asked.seed, twice=asked.twice)
    write(asked.folder, made, kinds=asked.kinds)


if __name__ == "__main__":
    main()
