"""Marks in a picture of a page: signs that stand at the head of a line or alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ggsr_extract.kinds import UNKNOWN_SHAPE
from ggsr_extract.readers.pdf.glyph_shapes import shape_of_ink
from ggsr_extract.readers.pdf.model import Area, Picture
from ggsr_extract.readers.pdf.ocr.bitmap import Bitmap
from ggsr_extract.readers.pdf.ocr.lines import INK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

__all__ = ["signs_in"]

# Least and largest side of a sign (points), and how high a dash is at most.
_SIDES = (3.0, 16.0)
_DASH_HEIGHT = 2.5
# Above and below a dash there is so much white (points), but for so large a share.
_DASH_ROOM = 2.0
_MOST_NEAR = 0.02
# Ground whose greys differ by no more than this is even.
_EVEN = 12
# Letters of a word stand so near to each other, to either side (points).
_WORD_GAP = 0.6
# Nothing stands so near to the left of a sign (points).
_FREE = 6.0
# Specks are smaller (square points).
_SPECK = 0.25


def signs_in(ink: Grey, bitmap: Bitmap) -> Iterator[Picture]:
    """The marks whose shape is known, in points; `ink` is that of the bitmap without its lines."""
    import cv2
    import numpy as np

    scale = bitmap.scale
    mask = _without_specks(ink > INK, scale)
    reach = max(1, round(_WORD_GAP * scale))
    near = np.ones((max(1, reach // 2), 2 * reach + 1), dtype=np.uint8)
    joined = cv2.dilate(mask.astype(np.uint8), near)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for label in range(1, count):
        x, y, width, height, _ = stats[label].tolist()
        if max(width, height) > (_SIDES[1] + 2 * _WORD_GAP) * scale:
            continue
        window = (slice(y, y + height), slice(x, x + width))
        sign = mask[window] & (labels[window] == label)
        area = _area(sign, x, y)
        if _has_sign_size(area, scale) and _is_free(mask, area, scale):
            shape = shape_of_ink(sign)
            is_told = shape.name != UNKNOWN_SHAPE
            if is_told and (shape.name != "dash" or _is_bar(bitmap, area)):
                yield Picture(
                    Area(*(side / scale for side in (area.x0, area.top, area.x1, area.bottom))),
                    shape,
                )


def _without_specks(mask: Mask, scale: float) -> Mask:
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    is_kept = stats[:, cv2.CC_STAT_AREA] >= _SPECK * scale * scale
    is_kept[0] = False
    kept: Any = is_kept[labels]
    return kept if count else mask


def _area(sign: Mask, x: int, y: int) -> Area:
    """Where the ink of the sign is, in pixels of the page."""
    import numpy as np

    rows, columns = np.flatnonzero(sign.any(axis=1)), np.flatnonzero(sign.any(axis=0))
    return Area(
        float(x + columns[0]),
        float(y + rows[0]),
        float(x + columns[-1] + 1),
        float(y + rows[-1] + 1),
    )


def _has_sign_size(area: Area, scale: float) -> bool:
    low, high = _SIDES
    return low * scale <= max(area.width, area.height) <= high * scale


def _is_bar(bitmap: Bitmap, area: Area) -> bool:
    """Whether a dash is thin, and no piece of a line, a letter or the edge of a fill."""
    room = round(_DASH_ROOM * bitmap.scale)
    left, right = round(area.x0), round(area.x1)
    around = bitmap.ground[max(0, round(area.top) - room) : round(area.bottom) + room, left:right]
    if int(around.max()) - int(around.min()) > _EVEN:
        return False
    above = bitmap.ink[max(0, round(area.top) - room) : round(area.top) - 2, left:right]
    below = bitmap.ink[round(area.bottom) + 2 : round(area.bottom) + room, left:right]
    is_clear = all(part.size and (part > INK).mean() <= _MOST_NEAR for part in (above, below))
    return is_clear and area.height <= _DASH_HEIGHT * bitmap.scale


def _is_free(mask: Mask, area: Area, scale: float) -> bool:
    """Whether no ink stands near to its left, on its line."""
    left = max(0, round(area.x0 - _FREE * scale))
    middle, half = (area.top + area.bottom) / 2, max(area.height / 2, 2 * scale)
    top, bottom = max(0, round(middle - half)), round(middle + half)
    return not bool(mask[top:bottom, left : round(area.x0)].any())
