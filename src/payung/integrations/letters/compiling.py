"""Sets a letter: a typst template of this package, filled with JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from payung.integrations.letters import typeface

TEMPLATES = Path(__file__).parent / "templates"


class LetterError(RuntimeError):
    """A letter that could not be set: its text says what went wrong, without its content."""


def pdf(template: str, content: Mapping[str, Any]) -> bytes:
    """The letter as PDF; `content` reaches the template as JSON. Raises `LetterError` and `typeface.TypefaceMissing`.

    A warning of typst (a missing typeface, a sign that the typeface lacks) is not let pass in silence.
    """
    inputs = {"content": json.dumps(content), "family": typeface.FAMILY}
    fonts = [str(folder) for folder in typeface.folders()]
    try:
        made, warnings = typst.compile_with_warnings(
            str(TEMPLATES / template), font_paths=fonts, ignore_system_fonts=True, format="pdf", sys_inputs=inputs
        )
    except typst.TypstError as error:
        raise LetterError(f"The letter {template} could not be set: {error.message}") from error
    if faults := [str(each) for each in warnings if "font" in str(each)]:
        raise LetterError(f"The letter {template} lacks its typeface: {faults[0]}. Run `make install`.")
    return bytes(made)
