"""No file names a package registry's host or a path of one machine: such words break on every other machine."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from size_budget import ROOT, files

# Written so that this file does not hold what it looks for.
FORBIDDEN = {
    rb"pyp[i]\.org|pythonhoste[d]\.org|registry\.npmj[s]\.org|registry\.yarnpk[g]\.com|npmmirro[r]\.com": (
        "names a package registry: the client of each person knows its own"
    ),
    rb"(?<![\w.])/(roo[t]|wor[k]|home/\w+|Users/\w+|tmp/brie[f])/[\w.]": "names a path of one machine",
}
LARGEST = 2_000_000
BINARY = {".woff2", ".ttf", ".png", ".jpg", ".webp", ".ico", ".xlsx", ".xls", ".ods", ".pdf", ".gz"}


def complaints(path: Path) -> Iterator[str]:
    if path.suffix in BINARY or path.stat().st_size > LARGEST:
        return
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        for pattern, sentence in FORBIDDEN.items():
            if re.search(pattern, line):
                yield f"{path.relative_to(ROOT)}:{number}: {sentence}."


def main() -> int:
    found = [complaint for path in files() for complaint in complaints(path)]
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
