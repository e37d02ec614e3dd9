"""Turns the pages of a PDF into PNG, in a process of its own: ``python -m coding.exports.rasterising``.

Knows no framework, so that it starts fast, and its library stays out of the web and worker processes.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

DOTS = 240
"""An inch, of a picture that is printed as large as it is."""
POINTS = 72
WIDEST = 2600
"""Dots of a picture that is larger than a page and will be printed as wide as that."""
COLOURS = 256
"""A picture of numbers has few; with a palette it takes a quarter."""
NEARLY_WHITE = 254


def main(pdf: Path) -> None:
    """Write each page beside the file, as ``0.png``, ``1.png`` …"""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        scale = min(DOTS / POINTS, WIDEST / page.get_width())
        drawn = page.render(scale=scale).to_pil().convert("RGB")
        few = drawn.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        # It takes the mean of what it joins, so that white is not quite white.
        few.putpalette([255 if part == NEARLY_WHITE else part for part in few.getpalette() or ()])
        few.save(pdf.parent / f"{number}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
