"""Holds files and functions to a size that one person reads at once.

Exceptions stand in scripts/size_exceptions.txt, one per line: path, limit in lines, reason. An exception that is no
longer needed is an error too.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXCEPTIONS = ROOT / "scripts" / "size_exceptions.txt"
CODE, TEMPLATE, TEST, FUNCTION = 400, 150, 600, 50
CODE_ENDINGS = {".py", ".ts", ".js", ".css"}


def files() -> list[Path]:
    """Everything that git knows or would add, so that a new file counts before its first commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(path for path in {ROOT / name for name in listed} if path.is_file())


def limit(path: Path) -> int | None:
    """How many lines the file may have; None when its kind is not limited."""
    place = path.relative_to(ROOT)
    if path.suffix == ".html":
        return TEMPLATE
    if path.suffix not in CODE_ENDINGS:
        return None
    return TEST if place.parts[0] == "tests" else CODE


def exceptions() -> dict[str, int]:
    """Allowed lines by path."""
    allowed = {}
    for line in EXCEPTIONS.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, lines, _reason = line.split(maxsplit=2)
            allowed[name] = int(lines)
    return allowed


def long_functions(path: Path) -> Iterator[str]:
    """Functions longer than the limit, docstring included, decorators not."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {lines} lines, {FUNCTION} are allowed."


def complaints() -> Iterator[str]:
    """Everything too large, and every exception without need."""
    allowed = exceptions()
    for path in files():
        name, most = str(path.relative_to(ROOT)), limit(path)
        if most is None or "/migrations/" in name:
            continue
        lines = len(path.read_bytes().splitlines())
        granted = allowed.pop(name, None)
        if granted is not None and lines <= most:
            yield f"{name} has {lines} lines and needs no exception any more: remove it from {EXCEPTIONS.name}."
        if lines > (granted or most):
            yield f"{name} has {lines} lines, {granted or most} are allowed: split it."
        if path.suffix == ".py":
            yield from long_functions(path)
    yield from (f"{name} is excepted in {EXCEPTIONS.name}, and is not there." for name in allowed)


def main() -> int:
    found = list(complaints())
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
