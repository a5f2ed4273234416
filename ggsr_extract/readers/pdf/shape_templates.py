"""Strokes of the signs that a drawn mark may be, and of signs that look much like them.

A template is a few strokes, each with a width at either end, in the square of which the longer side
of its ink is the side. No font or picture is the source: families of strokes are drawn in many
proportions, so that a mark of any hand finds one near it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MARGIN", "OTHER", "SIDE", "descriptors_of", "templates"]

# Cells on each side of the square; a mark is compared as so coarse a picture.
SIDE = 20
# The square leaves a margin of so many cells around the ink.
MARGIN = 2
# The name of what is none of the signs.
OTHER = "other"

# Pictures drawn together: as many as a processor keeps at hand.
_AT_A_TIME = 32

Point = tuple[float, float]
# Two ends, and the width at each.
Stroke = tuple[Point, Point, float, float]


@cache
def templates(name: str) -> NDArray[np.float32]:
    """Descriptors of all templates of a sign, a row each; drawn once, when first asked for."""
    import numpy as np

    drawings = [_fitted(strokes) for strokes in _FAMILIES[name]()]
    some = (drawings[at : at + _AT_A_TIME] for at in range(0, len(drawings), _AT_A_TIME))
    return np.concatenate([descriptors_of(_pictures(it)).astype(np.float32) for it in some])


def descriptors_of(pictures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pictures (n, SIDE, SIDE) of 0..1 as rows of unit length: blurred, and less their mean."""
    import numpy as np

    soft = pictures
    for _ in range(2):
        for axis in (1, 2):
            soft = 0.5 * soft + 0.25 * (np.roll(soft, 1, axis) + np.roll(soft, -1, axis))
    rows: NDArray[np.float64] = soft.reshape(len(soft), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = rows / np.maximum(lengths, 1e-9)
    return unit


def _fitted(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes moved and scaled so that their ink fills the square but for its margin."""
    ends = [(point, width / 2) for a, b, wa, wb in strokes for point, width in ((a, wa), (b, wb))]
    left = min(x - half for (x, _), half in ends)
    right = max(x + half for (x, _), half in ends)
    top = min(y - half for (_, y), half in ends)
    bottom = max(y + half for (_, y), half in ends)
    scale = (SIDE - 2 * MARGIN) / max(right - left, bottom - top)
    x0 = SIDE / 2 - scale * (left + right) / 2
    y0 = SIDE / 2 - scale * (top + bottom) / 2

    def moved(point: Point) -> Point:
        return x0 + scale * point[0], y0 + scale * point[1]

    return [(moved(a), moved(b), wa * scale, wb * scale) for a, b, wa, wb in strokes]


def _pictures(drawings: Sequence[Sequence[Stroke]]) -> NDArray[np.float64]:
    """How much of each cell is inked, 0..1: a picture (SIDE, SIDE) of each drawing.

    Drawn a stroke of all at a time: one by one they would take ten times as long.
    """
    import numpy as np

    ink = np.zeros((len(drawings), SIDE, SIDE))
    middles = np.arange(SIDE) + 0.5
    x, y = middles[None, None, :], middles[None, :, None]
    for number in range(max(map(len, drawings))):
        drawn = [at for at, strokes in enumerate(drawings) if number < len(strokes)]
        numbers = [(*a, *b, wa, wb) for a, b, wa, wb in (drawings[at][number] for at in drawn)]
        ax, ay, bx, by, wa, wb = np.array(numbers).T[:, :, None, None]
        dx, dy = bx - ax, by - ay
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0, 1)
        distance = np.sqrt((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2)
        half = (wa + along * (wb - wa)) / 2
        ink[drawn] = np.maximum(ink[drawn], np.clip(half - distance + 0.5, 0, 1))
    return ink


def _line(points: Sequence[Point], widths: Sequence[float]) -> list[Stroke]:
    return [(points[n], points[n + 1], widths[n], widths[n + 1]) for n in range(len(points) - 1)]


def _bent(a: Point, b: Point, bulge: float) -> list[Point]:
    """From `a` to `b` through a point beside the middle, so far off as a share of the length."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return [a, ((a[0] + b[0]) / 2 - bulge * dy, (a[1] + b[1]) / 2 + bulge * dx), b]


def _checks() -> Iterator[list[Stroke]]:
    """A short stroke down, a long one up: the vertex stands left of the middle."""
    widths = (0.06, 0.12, 0.2, 0.3)
    for wide, vertex, start, width in product(
        (0.55, 0.75, 1.0, 1.3, 1.6), (0.18, 0.28, 0.38), (0.35, 0.5, 0.65, 0.8), widths
    ):
        a, b, c = (0.0, start), (vertex * wide, 1.0), (wide, 0.0)
        for bulge, thin in product((-0.08, 0.0, 0.08), (1.0, 0.35)):
            ends = (width * (1.0 if thin == 1.0 else 0.6), width)
            yield _line((a, b), ends) + _line(
                _bent(b, c, bulge), (width, width * (1 + thin) / 2, width * thin)
            )


def _roots() -> Iterator[list[Stroke]]:
    """The root sign as a check: a hook before the short stroke, and the long one steep."""
    for wide, vertex, start, width, bar in product(
        (0.5, 0.65, 0.8, 1.0), (0.35, 0.5), (0.4, 0.55, 0.65), (0.06, 0.1, 0.16), (0.0, 0.15)
    ):
        hook, a = (0.0, start + 0.1), (0.16 * wide, start)
        b, c = (vertex * wide, 1.0), (wide, 0.0)
        strokes = _line((hook, a), (0.5 * width, width)) + _line((a, b), (1.4 * width, width))
        strokes += _line((b, c), (0.6 * width, 0.6 * width))
        if bar:
            strokes += _line((c, (wide + bar, 0.0)), (0.6 * width, 0.6 * width))
        yield strokes


def _crosses() -> Iterator[list[Stroke]]:
    """Two strokes that cross near their middles, aslant both."""
    for wide, lean, width, bulge in product(
        (0.6, 0.75, 0.9, 1.05, 1.25), (-0.18, 0.0, 0.18), (0.06, 0.12, 0.2, 0.3), (-0.08, 0.0, 0.08)
    ):
        for cut, thin in product((0.0, 0.15), (1.0, 0.5)):
            down = _bent((lean + cut * wide, cut), (wide, 1.0), bulge)
            up = _bent((0.0, 1.0), (wide + lean, 0.0), bulge)
            ends = (width, width, width * thin)
            yield _line(down, ends) + _line(up, (width, width, width * thin))


def _dashes() -> Iterator[list[Stroke]]:
    for width, tilt in product((0.03, 0.07, 0.12, 0.18, 0.26, 0.36), (-0.12, -0.06, 0, 0.06, 0.12)):
        yield _line(((0.0, 0.0), (1.0 - width, tilt)), (width, width))


_OTHERS: tuple[tuple[tuple[Point, ...], ...], ...] = (
    (((0, 0), (0.5, 1), (1, 0)),),  # V
    (((0, 0.12), (0.45, 1), (1, 0)),),
    (((0, 0), (0.5, 0.5), (1, 0)), ((0.5, 0.5), (0.5, 1))),  # Y
    (((0, 0), (0.5, 0.6)), ((1, 0), (0.3, 1))),  # y
    (((0, 0), (0, 1), (1, 1)),),  # L
    (((0, 1), (0.5, 0), (1, 1)),),  # caret
    (((0, 1), (0.5, 0), (1, 1)), ((0.25, 0.6), (0.75, 0.6))),  # A
    (((0, 1), (0.6, 0)),),  # slash
    (((0, 0), (0.6, 1)),),
    (((0, 0), (0, 1)),),  # I
    (((0.5, 0), (0.5, 1)), ((0, 0.5), (1, 0.5))),  # plus
    (((0, 0.5), (1, 0.5)), ((0.25, 0), (0.75, 1)), ((0.75, 0), (0.25, 1))),  # asterisk
    (((0.5, 0), (0.5, 1)), ((0, 0.25), (1, 0.75)), ((1, 0.25), (0, 0.75))),
    (
        *(((0.5, 0), (0.5, 1)), ((0, 0.5), (1, 0.5))),
        *(((0.1, 0.1), (0.9, 0.9)), ((0.9, 0.1), (0.1, 0.9))),
    ),
    (((0, 0), (0, 1)), ((0.8, 0), (0, 0.55)), ((0.25, 0.45), (0.85, 1))),  # K
    (((0, 1), (0, 0), (0.8, 1), (0.8, 0)),),  # N
    (((0, 0), (0, 1)), ((0.8, 0), (0.8, 1)), ((0, 0.5), (0.8, 0.5))),  # H
    (((0, 1), (0, 0), (0.5, 0.6), (1, 0), (1, 1)),),  # M
    (((0, 0), (0.25, 1), (0.5, 0.2), (0.75, 1), (1, 0)),),  # W
    (((0, 0), (0.8, 0), (0, 1), (0.8, 1)),),  # Z
    (((0, 0), (0.8, 0), (0.25, 1)),),  # 7
    (((0, 0), (0, 0.8), (0.4, 1), (0.8, 0.8), (0.8, 0)),),  # U
    (((0, 0), (1, 0)), ((0.5, 0), (0.5, 1))),  # T
    (((0, 0.6), (0.75, 0.6)), ((0.55, 1), (0.55, 0), (0, 0.6))),  # 4
    (((0.45, 0), (0, 0.65), (0.85, 0.65)), ((0.75, 0.3), (0.6, 1))),
    (((0.7, 0), (0.65, 0.8), (0.4, 1), (0, 0.85)),),  # J
    (((0.5, 0), (0.4, 0.8), (0.2, 1), (0, 0.95)),),  # j
    (((0, 0), (0.8, 0), (0.8, 1), (0, 1), (0, 0)),),  # box
    (((0.5, 0), (1, 1), (0, 1), (0.5, 0)),),  # triangle
    (((0, 0), (1, 0), (0.5, 1), (0, 0)),),
    (((0, 0), (1, 0.5), (0, 1), (0, 0)),),
    (((0, 0), (0.6, 0.5), (0, 1)),),  # chevron
    (((0.6, 0), (0, 0.5), (0.6, 1)),),
    (((0, 0.5), (1, 0.5)), ((0.65, 0.15), (1, 0.5), (0.65, 0.85))),  # arrow
    (((0, 0.3), (1, 0.3)), ((0, 0.7), (1, 0.7))),  # equals
    (((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (0.5, 0)),),  # diamond
    (((0.5, 0), (0.5, 1)), ((0.1, 0.6), (0.5, 1), (0.9, 0.6))),  # arrow down
    (((1, 0), (0.2, 0), (0.2, 0.8)), ((0, 0.45), (0.8, 0.45))),  # F
    (((0.15, 0), (0.15, 1)), ((0.15, 0.4), (0.55, 0.15), (0.9, 0.2))),  # r
    (((1, 0), (0.5, 0.1), (0.3, 0.5), (0.4, 0.9), (1, 1)),),  # C
    (((0, 0.2), (0.4, 0), (0.7, 0.25), (0, 1), (0.8, 1)),),  # 2
)


def _rivals() -> Iterator[list[Stroke]]:
    """Letters, arrows and figures that a careless eye takes for a check, a cross or a dash."""
    for lines, wide, width in product(_OTHERS, (0.6, 0.8, 1.0), (0.06, 0.12, 0.2, 0.3)):
        strokes: list[Stroke] = []
        for line in lines:
            points = [(x * wide, y) for x, y in line]
            strokes += _line(points, (width,) * len(points))
        yield strokes
    for wide, width in product((0.6, 0.8, 1.0), (0.06, 0.14, 0.25, 0.5, 0.9)):
        yield list(_ring(wide, width))


def _ring(wide: float, width: float) -> Iterator[Stroke]:
    """A circle, with a wide stroke a disc."""
    from math import cos, pi, sin

    turns = [2 * pi * n / 16 for n in range(17)]
    points = [(wide * 0.5 * cos(turn), 0.5 * sin(turn)) for turn in turns]
    yield from _line(points, (width,) * 17)


_FAMILIES: Mapping[str, Callable[[], Iterator[Sequence[Stroke]]]] = {
    "check": lambda: chain(_checks(), _roots()),
    "cross": _crosses,
    "dash": _dashes,
    OTHER: _rivals,
}
