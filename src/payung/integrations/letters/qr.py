"""QR codes: drawn as SVG for letters, and as an address of data for pages, whose policy lets them show it."""

import io

import segno

INK = "#0a4a33"


def qr_svg(text: str) -> str:
    """The code as SVG without a margin, for a letter."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, dark=INK)
    return drawn.getvalue().decode()


def qr_data(text: str) -> str:
    """The code as a `data:` address with the margin that scanners need, for an image of a page."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=3, dark=INK, light="#ffffff", scale=4)
