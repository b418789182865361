"""Compiles the npm package idn-area-data into src/payung/identity/built/: `python -m payung.identity.build [FOLDER]`.

regions.tsv: undotted code, name of provinces, regencies and districts. villages.tsv: code, name, sorted by code;
villages.idx: regency, offset and length in bytes, so that one city is read without the rest of the country.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from payung.identity.regions import BUILT

_PACKAGE = "node_modules/idn-area-data/data"


def _find_source() -> Path:
    """The data folder of idn-area-data in the nearest node_modules above this file; raises FileNotFoundError."""
    for folder in Path(__file__).resolve().parents:
        if (folder / _PACKAGE / "villages.csv").is_file():
            return folder / _PACKAGE
    raise FileNotFoundError("idn-area-data is not installed: run `make install` (it runs npm ci).")


def build(source: Path, target: Path = BUILT) -> tuple[int, int]:
    """Writes the compiled files; returns how many regions (three levels) and how many villages were written."""
    target.mkdir(parents=True, exist_ok=True)
    levels = ("provinces", "regencies", "districts")
    areas = [pair for level in levels for pair in _code_and_name(source / f"{level}.csv")]
    _write(target / "regions.tsv", "".join(f"{code.replace('.', '')}\t{name}\n" for code, name in areas))
    villages = sorted(_code_and_name(source / "villages.csv"))
    _write_villages(villages, target)
    return len(areas), len(villages)


def _code_and_name(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"].strip(), " ".join(row["name"].split())


def _write_villages(villages: list[tuple[str, str]], target: Path) -> None:
    places: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for code, name in villages:
        start = len(body)
        body += f"{code}\t{name}\n".encode()
        first = places.get(code[:5], (start, 0))[0]
        places[code[:5]] = (first, len(body) - first)
    (target / "villages.tsv").write_bytes(bytes(body))
    _write(target / "villages.idx", "".join(f"{city}\t{at}\t{size}\n" for city, (at, size) in places.items()))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Builds from the folder given, or from the nearest node_modules."""
    try:
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else _find_source()
        regions, villages = build(source)
    except (OSError, KeyError) as fault:
        sys.stderr.write(f"payung.identity.build: {fault}\n")
        return 1
    sys.stdout.write(f"{regions} provinces, cities and districts, {villages} villages -> {BUILT.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
