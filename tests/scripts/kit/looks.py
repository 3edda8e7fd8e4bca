"""Pages of a PDF as pictures, and how far two pictures are apart."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

APPROVED = Path(__file__).with_name("approved")
# Large enough to see a line that moved, small enough for a repository.
DOTS_PER_INCH = 55
# Squares of so many pixels, a few letters each, and how many grey levels one may differ by on
# average: a renderer of another version smooths a letter otherwise, and stays far below.
SQUARE = 12
TOLERANCE = 12
# Letters that moved by a fraction of a pixel are the same letters.
_SOFT = ImageFilter.GaussianBlur(0.7)


def picture(pdf: bytes, page: int) -> Image.Image:
    """Return a page (from 1) of pdf in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        shown = document[page - 1].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
        image: Image.Image = shown.convert("L")
    finally:
        document.close()
    return image


def distance(one: Image.Image, other: Image.Image) -> int:
    """Return by how many grey levels the square that differs most does; 255 for other sizes."""
    if one.size != other.size:
        return 255
    difference = ImageChops.difference(one.filter(_SOFT), other.filter(_SOFT))
    _, largest = cast("tuple[int, int]", difference.reduce(SQUARE).getextrema())
    return largest
