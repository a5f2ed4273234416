"""A page as a picture: rendered, put straight, and its ink told from the ground that it is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Area

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

__all__ = ["Bitmap", "bitmap_of", "tints_of", "with_fills"]

# Pixels a point: 300 to the inch.
_PER_POINT = 300 / 72
# A page that is larger than this (points) is rendered smaller.
_LARGEST = 1_700.0
# The ground is looked for on a picture so many times smaller, around so many of its pixels: more
# than a bold letter is thick, less than a bar is high.
_SHRUNK = 4
_AROUND = 15
# Greys of one tint, those that stand for it, and the least share of the page that it fills.
_BAND, _NEAR = 7, 40
_LEAST_TINT = 0.003
# The edge of a fill is no ink, so far to either side (points).
_EDGE = 1.6
# Degrees to either side that a page may lie aslant; first steps, and last.
_MOST_ASLANT = 5.0
_STEPS = (0.5, 0.1, 0.02)
# Less than this (degrees) is straight.
_STRAIGHT = 0.03


class Bitmap(Struct, frozen=True):
    """A page put straight.

    Attributes:
        grey: how light each pixel is, 0..255.
        ground: the grey that the ink is on.
        ink: how much each pixel differs from the ground, 0..255, dark on light or light on dark.
        scale: pixels a point.
        slant: degrees by which the page was turned to be straight, anticlockwise.
    """

    grey: Grey
    ground: Grey
    ink: Grey
    scale: float
    slant: float


def bitmap_of(page: Any) -> Bitmap:
    """The page (pypdfium2's PdfPage) rendered and put straight."""
    scale = _PER_POINT * min(1.0, _LARGEST / max(page.get_size()))
    rendered = page.render(scale=scale, grayscale=True)
    grey: Grey = rendered.to_numpy().reshape(rendered.height, -1)[:, : rendered.width].copy()
    rendered.close()
    slant = _slant_of(grey)
    if slant:
        grey = _turned(grey, slant)
    ground = _ground_of(grey)
    return Bitmap(grey, ground, _difference(grey, ground), scale, slant)


def with_fills(bitmap: Bitmap, areas: Sequence[Area]) -> Bitmap:
    """With these areas (points) as even ground, and no ink at their edges.

    In and beside a narrow bar the ground is not well known, which would be seen as ink.
    """
    ground, ink = bitmap.ground.copy(), bitmap.ink.copy()
    rim = round(_EDGE * bitmap.scale)
    for area in areas:
        x0, top, x1, bottom = (
            round(side * bitmap.scale) for side in (area.x0, area.top, area.x1, area.bottom)
        )
        inner = (slice(top + rim, bottom - rim), slice(x0 + rim, x1 - rim))
        outer = (
            slice(max(0, top - rim), bottom + rim),
            slice(max(0, x0 - rim), x1 + rim),
        )
        ground[inner] = _usual(ground[inner])
        kept = _difference(bitmap.grey[inner], ground[inner])
        ink[outer] = 0
        ink[inner] = kept
    return Bitmap(bitmap.grey, ground, ink, bitmap.scale, bitmap.slant)


def _usual(greys: Grey) -> int:
    import numpy as np

    return int(np.bincount(greys.ravel(), minlength=256).argmax())


def _difference(one: Grey, other: Grey) -> Grey:
    import cv2
    import numpy as np

    return np.asarray(cv2.absdiff(one, other), dtype=np.uint8)


def _ground_of(grey: Grey) -> Grey:
    """The grey around each pixel, letters and lines left out."""
    import cv2
    import numpy as np

    height, width = grey.shape
    size = (max(1, width // _SHRUNK), max(1, height // _SHRUNK))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    blurred = np.asarray(cv2.medianBlur(small, _AROUND), dtype=np.uint8)
    snapped: Grey = _nearest_tints(blurred)[blurred]
    return np.asarray(cv2.resize(snapped, (width, height)), dtype=np.uint8)


def tints_of(ground: Grey) -> list[int]:
    """The greys that the page is filled with, most frequent first: peaks of the histogram."""
    import numpy as np

    counts = np.bincount(ground.ravel(), minlength=256).astype(np.float64)
    smooth = np.convolve(counts, np.ones(5), mode="same")
    tints: list[int] = []
    for grey in np.argsort(-smooth).tolist():
        near = smooth[max(0, grey - _BAND) : grey + _BAND + 1]
        if smooth[grey] < _LEAST_TINT * ground.size:
            break
        if smooth[grey] >= near.max() and all(abs(grey - tint) > _BAND for tint in tints):
            tints.append(grey)
    return tints


def _nearest_tints(ground: Grey) -> Grey:
    """For each grey the tint that it is near to: letters leave their shadow on a blurred ground."""
    import numpy as np

    greys = np.arange(256)
    tints = np.array(tints_of(ground))
    nearest = tints[np.abs(greys[:, None] - tints).argmin(axis=1)]
    is_near = np.abs(greys - nearest) <= _NEAR
    snapped: Grey = np.where(is_near, nearest, greys).astype(np.uint8)
    return snapped


def _slant_of(grey: Grey) -> float:
    """The turn that makes the lines of text level: then ink and white take turns most sharply."""
    import cv2
    import numpy as np

    resized = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = np.asarray(resized, dtype=np.uint8)
    ink = _difference(small, np.asarray(cv2.medianBlur(small, _AROUND), dtype=np.uint8))
    best = 0.0
    reach = _MOST_ASLANT
    for step in _STEPS:
        count = round(reach / step)
        turns = [best + step * number for number in range(-count, count + 1)]
        best = max(turns, key=lambda turn: (_sharpness(ink, turn), -abs(turn)))
        reach = step
    return round(best, 3) if abs(best) >= _STRAIGHT else 0.0


def _sharpness(ink: Grey, degrees: float) -> float:
    import numpy as np

    rows = _turned(ink, degrees, ground=0).sum(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())


def _turned(grey: Grey, degrees: float, ground: int | None = None) -> Grey:
    """Turned about the middle; what comes in from outside is `ground`, else as the rim."""
    import cv2
    import numpy as np

    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    border = cv2.BORDER_REPLICATE if ground is None else cv2.BORDER_CONSTANT
    turned = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=border
    )
    return np.asarray(turned, dtype=np.uint8)
