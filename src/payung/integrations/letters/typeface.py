"""The one typeface of all letters: Plus Jakarta Sans (SIL Open Font License).

typst falls back to another face without a word; so the files are found here first, and a missing one is said.
`python -m payung.integrations.letters.typeface` copies them out of node_modules into `built/`, for installations that
carry no node_modules.
"""

import shutil
import sys
from functools import lru_cache
from pathlib import Path

FAMILY = "Plus Jakarta Sans"
BUILT = Path(__file__).parent / "built"
PACKAGE = Path("node_modules/@expo-google-fonts/plus-jakarta-sans")
FILES = ("400Regular/PlusJakartaSans_400Regular.ttf", "600SemiBold/PlusJakartaSans_600SemiBold.ttf")


class TypefaceMissing(RuntimeError):
    """The typeface was never installed; the message says which command brings it."""

    def __init__(self) -> None:
        super().__init__("The typeface of the letters is missing: run `make install`.")


@lru_cache(maxsize=1)
def folders() -> tuple[Path, ...]:
    """The folders with the typeface: the built copy, else the checkout's node_modules. Raises `TypefaceMissing`."""
    if all((BUILT / Path(name).name).is_file() for name in FILES):
        return (BUILT,)
    return tuple(dict.fromkeys(path.parent for path in _in_node_modules()))


def _in_node_modules() -> list[Path]:
    for parent in Path(__file__).resolve().parents:
        found = [parent / PACKAGE / name for name in FILES]
        if all(path.is_file() for path in found):
            return found
    raise TypefaceMissing


def build(target: Path = BUILT) -> list[Path]:
    """Copy the files to where an installed package finds them; returns what was written."""
    target.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy2(path, target / path.name)) for path in _in_node_modules()]


def main() -> int:
    """Copies the typeface, or says what is missing."""
    try:
        written = build()
    except TypefaceMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(written)} files -> {BUILT.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
