"""Resolves the newest versions that pyproject.toml and package.json allow, for every supported Python, with hashes."""

import os
import subprocess
import sys

from install import ROOT, Failure, npm

OLDEST_PYTHON = "3.11"


def pin(target: str, *extras: str) -> None:
    """Write requirements/`target`."""
    options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-emit-index-url", "--quiet"]
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *options, "--upgrade", *extras]
    done = subprocess.run(
        [*command, "--output-file", f"requirements/{target}"],
        cwd=ROOT,
        env=os.environ | {"UV_CUSTOM_COMPILE_COMMAND": "make pin"},
    )
    if done.returncode:
        raise Failure(f"requirements/{target} could not be resolved: see above.")


def main() -> int:
    try:
        pin("base.txt")
        pin("dev.txt", "--extra", "dev")
        npm("update", "--package-lock-only", "--loglevel=error", failing="package-lock.json could not be resolved.")
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
