"""Drawn lines and filled areas of a picture of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Area
from ggsr_extract.readers.pdf.ocr.bitmap import Bitmap, tints_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

__all__ = ["INK", "Rules", "areas_in", "rules_in", "without_rules"]

# Contrast (of 255) from which a pixel is ink.
INK = 40
# A line is longer than any stroke of a letter, and thinner than a bar (points).
_SHORTEST = 20.0
_THICKEST = 2.5
# Pixels: a gap in a line that is closed; what is looked at beside a line; the soft edge of a line.
_GAP, _BESIDE, _RIM = 3, 4, 2
# Share of the pixels beside a line that may be ink.
_MOST_BESIDE = 0.25
# A fill: least width and height (points), and share of its rectangle.
_LEAST_FILL = (20.0, 8.0)
_WHOLE = 0.85
# Greys so near to a tint are of the fill; letters on it are no wider than this (small pixels).
_BAND = 8
_LETTER = 9
_SHRUNK = 4


class Line(Struct, frozen=True):
    """A drawn line in pixels: from `at` on across it, from `low` to `high` along it."""

    at: int
    thickness: int
    low: int
    high: int


class Rules(Struct, frozen=True):
    """Level and upright lines of a picture."""

    level: tuple[Line, ...]
    upright: tuple[Line, ...]


def rules_in(bitmap: Bitmap) -> Rules:
    """Level and upright lines."""
    return Rules(tuple(_lines(bitmap.ink, bitmap.scale)), tuple(_lines(bitmap.ink.T, bitmap.scale)))


def _lines(ink: Grey, scale: float) -> Iterator[Line]:
    """Runs of ink along the rows that are longer than a letter's, with little ink beside them."""
    import cv2
    import numpy as np

    is_ink: Any = np.ascontiguousarray(ink > INK).astype(np.uint8)
    run = np.ones((1, round(_SHORTEST * scale)), dtype=np.uint8)
    closed = cv2.morphologyEx(is_ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), dtype=np.uint8))
    strokes = cv2.morphologyEx(closed, cv2.MORPH_OPEN, run)
    stats = cv2.connectedComponentsWithStats(strokes)[2]
    for x, y, width, height, _ in stats[1:].tolist():
        if height <= _THICKEST * scale and _stands_free(is_ink, (x, y, width, height)):
            yield Line(y, height, x, x + width)


def _stands_free(ink: Grey, box: tuple[int, int, int, int]) -> bool:
    """Whether there is little ink right above or right below: else it is part of letters."""
    x, y, width, height = box
    above = ink[max(0, y - 1 - _BESIDE) : max(0, y - 1), x : x + width]
    below = ink[y + height + 1 : y + height + 1 + _BESIDE, x : x + width]
    shares = [float(part.mean()) for part in (above, below) if part.size]
    return not shares or max(shares) <= _MOST_BESIDE


def without_rules(bitmap: Bitmap, rules: Rules) -> Grey:
    """The ink that is left when the lines are taken out."""
    left = bitmap.ink.copy()
    for line in rules.level:
        left[max(0, line.at - _RIM) : line.at + line.thickness + _RIM, line.low : line.high] = 0
    for line in rules.upright:
        left[line.low : line.high, max(0, line.at - _RIM) : line.at + line.thickness + _RIM] = 0
    return left


def areas_in(bitmap: Bitmap) -> Iterator[Area]:
    """Filled rectangles, tint by tint, in points."""
    import cv2
    import numpy as np

    height, width = bitmap.grey.shape
    size = (width // _SHRUNK, height // _SHRUNK)
    small = np.asarray(cv2.resize(bitmap.grey, size, interpolation=cv2.INTER_AREA), dtype=int)
    scale = bitmap.scale / _SHRUNK
    for tint in tints_of(bitmap.ground)[1:]:
        for x, y, across, down, count in _patches(np.abs(small - tint) <= _BAND):
            is_large = across >= _LEAST_FILL[0] * scale and down >= _LEAST_FILL[1] * scale
            if is_large and count >= _WHOLE * across * down:
                yield Area(x / scale, y / scale, (x + across) / scale, (y + down) / scale)


def _patches(fill: NDArray[np.bool_]) -> list[list[int]]:
    """Left, top, width, height and pixels of what is filled, letters on it taken in."""
    import cv2
    import numpy as np

    mask: Any = fill.astype(np.uint8)
    for step, side in ((cv2.MORPH_OPEN, 3), (cv2.MORPH_CLOSE, _LETTER), (cv2.MORPH_OPEN, 5)):
        mask = cv2.morphologyEx(mask, step, np.ones((side, side), dtype=np.uint8))
    patches: list[list[int]] = cv2.connectedComponentsWithStats(mask)[2][1:].tolist()
    return patches
