"""What a mark looks like: a check, a cross, a dash, or nothing that is known.

Shapes alone are seen: size, colour and weight do not matter, nor whether the mark is dark on light
or light on dark, in a box or on a disc. A mark is told when it is much like a template of a sign,
less like those of all others, and has the strokes that the sign must have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ggsr_extract.kinds import UNKNOWN_SHAPE
from ggsr_extract.readers.pdf.shape_structure import STRUCTURES, enclosed_by
from ggsr_extract.readers.pdf.shape_templates import (
    MARGIN,
    OTHER,
    SIDE,
    descriptors_of,
    templates,
)
from ggsr_extract.text import Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Colours = NDArray[np.float64]

__all__ = ["shape_of_ink", "shape_of_picture"]

# Likeness (a correlation, -1..1) that a mark needs, and what it must have more than the nearest
# letter or figure: what a letter may look like asks for more, as nothing but a cross has its arms.
_LEAST = 0.84
_MORE = {"check": 0.04, "cross": -0.02, "dash": 0.0}
# Contrast to the ground, of 255, below which nothing is drawn.
_CONTRAST = 24.0
_FEWEST_PIXELS = 6
# A box or disc that holds a mark fills so much of the rectangle around it, which is about square.
_SOLID = 0.7
_SQUARE = (0.6, 1.6)
# What stands in it takes up at least this share.
_LEAST_INSIDE = 0.02
_HELD = ("check", "cross")
# So many marks are known again (each some kilobytes).
_REMEMBERED = 500


def shape_of_picture(pixels: NDArray[np.uint8], rim: int) -> Shape | None:
    """The shape in a picture (height, width, 3); None: it is blank.

    `rim`: so many pixels on each side are no part of it, and show the ground.
    """
    import numpy as np

    colours = pixels.astype(np.float64)
    inner = (slice(rim, -rim), slice(rim, -rim))
    is_rim = np.ones(colours.shape[:2], dtype=bool)
    is_rim[inner] = False
    ink = _unlike(colours, np.median(colours[is_rim], axis=0)) & ~is_rim
    if int(ink.sum()) < _FEWEST_PIXELS:
        return None
    window = _extent(ink)
    ink, colours = ink[window], colours[window]
    held = _held(ink, colours)
    if held is None:
        return shape_of_ink(ink)
    shape = shape_of_ink(held)
    return shape if shape.name in _HELD else Shape(UNKNOWN_SHAPE, shape.score)


def shape_of_ink(ink: Mask) -> Shape:
    """The shape of a mark (height, width) that has some ink."""
    cropped = ink[_extent(ink)]
    return _shape_of(cropped.shape, cropped.tobytes())


@lru_cache(maxsize=_REMEMBERED)
def _shape_of(size: tuple[int, int], data: bytes) -> Shape:
    """The shape of a mark whose ink reaches to all edges: a document prints the same over again."""
    import numpy as np

    ink = np.frombuffer(data, dtype=bool).reshape(size)
    names = [name for name, has_strokes in STRUCTURES.items() if has_strokes(ink)]
    if not names:
        return Shape(UNKNOWN_SHAPE, 0.0)
    likeness = _likeness(ink, names)
    name = max(names, key=lambda sign: likeness[sign])
    score = round(min(max(likeness[name], 0.0), 1.0), 4)
    is_told = likeness[name] >= _LEAST and likeness[name] - likeness[OTHER] >= _MORE[name]
    return Shape(name if is_told else UNKNOWN_SHAPE, score)


def _likeness(ink: Mask, names: Sequence[str]) -> dict[str, float]:
    """How much the mark is like the nearest template of each of these signs, and of no sign."""
    import numpy as np

    row = descriptors_of(_coarse(ink)[None])[0].astype("float32")
    # Not `rows @ row`: many threads on so little work take ten times as long where cores are busy.
    return {
        name: float(np.einsum("ij,j->i", templates(name), row).max()) for name in (*names, OTHER)
    }


def _coarse(ink: Mask) -> NDArray[np.float64]:
    """The share of ink in each cell of the square in which the mark is centred."""
    import numpy as np

    height, width = ink.shape
    cells = (SIDE - 2 * MARGIN) / max(height, width)
    across, down = _weights(width, cells), _weights(height, cells)
    square: NDArray[np.float64] = np.clip(down @ ink.astype(np.float64) @ across.T, 0.0, 1.0)
    return square


@cache
def _weights(length: int, cells: float) -> NDArray[np.float64]:
    """How much each of `length` pixels, so many cells wide each, adds to each cell: SIDE rows."""
    import numpy as np

    edges = SIDE / 2 + (np.arange(length + 1) - length / 2) * cells
    starts = np.arange(SIDE)[:, None]
    low, high = np.maximum(edges[:-1], starts), np.minimum(edges[1:], starts + 1)
    weights: NDArray[np.float64] = np.maximum(high - low, 0.0)
    return weights


def _held(ink: Mask, colours: Colours) -> Mask | None:
    """The mark in a box or on a disc; None where the ink is no such thing with a mark in it."""
    import numpy as np

    body = ink | enclosed_by(ink)
    height, width = ink.shape
    if body.mean() < _SOLID or not _SQUARE[0] <= width / height <= _SQUARE[1]:
        return None
    frame = _frame(body, ink, colours)
    inside = body & ~frame
    if inside.mean() < _LEAST_INSIDE:
        return None
    if inside[_extent(inside)].mean() < _SOLID:
        return inside
    # Pixels at the edge of the frame are neither of its colour nor of that within.
    inside &= ~_grown(frame)
    if not inside.any():
        return None
    mark = inside & _unlike(colours, np.median(colours[_rim(inside)], axis=0))
    return mark if mark.mean() >= _LEAST_INSIDE else None


def _frame(body: Mask, ink: Mask, colours: Colours) -> Mask:
    """What hangs together with the outline of the body, in its colour."""
    import numpy as np

    outline = _rim(body)
    like = ink & ~_unlike(colours, np.median(colours[outline & ink], axis=0))
    frame = outline & like
    reached = 0
    while reached != (reached := int(frame.sum())):
        frame = _grown(frame) & like
    return frame


def _rim(body: Mask) -> Mask:
    """The pixels of a body that touch what is not of it."""
    import numpy as np

    ground = np.pad(~body, 1, constant_values=True)
    near: Mask = _grown(ground)[1:-1, 1:-1] & body
    return near


def _grown(mask: Mask) -> Mask:
    """With the neighbours to the left, right, above and below."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _unlike(colours: Colours, ground: NDArray[np.float64]) -> Mask:
    """Pixels that are nearer to the colour farthest from the ground than to the ground."""
    import numpy as np

    distance = np.abs(colours - ground).max(axis=2)
    unlike: Mask = distance > max(_CONTRAST, 0.5 * float(np.percentile(distance, 99.5)))
    return unlike


def _extent(ink: Mask) -> tuple[slice, slice]:
    """The rows and columns from the first to the last with ink (at least one has)."""
    import numpy as np

    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
