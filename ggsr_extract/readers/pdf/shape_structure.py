"""How the strokes of a mark lie: what a check, a cross and a dash must have, whatever the hand.

A likeness to templates takes a narrow V for a check and a K for a cross; here such are refused.
Each test takes the ink (height, width) cropped to its extent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

__all__ = ["STRUCTURES", "enclosed_by"]

# Ground that the ink encloses, as a share of the whole; more is a letter such as A or 4.
_MOST_ENCLOSED = 0.025
# The middle of a cross begins so far from its sides, and is so wide at most (shares of the whole).
_ARM, _WAIST = 0.1, 0.62
# Share of lines through a cross that may meet three strokes: at the serifs of a letter X.
_MOST_SPLIT = 0.45
# Ink as bytes.
_INKED = re.compile(rb"\x01+")


def enclosed_by(ink: Mask) -> Mask:
    """The ground that cannot be reached from outside."""
    import numpy as np

    ground = np.pad(~ink, 1, constant_values=True)
    outside = np.zeros_like(ground)
    outside[0] = outside[-1] = True
    outside[:, 0] = outside[:, -1] = True
    reached = 0
    while reached != (reached := int(outside.sum())):
        outside[1:] |= outside[:-1] & ground[1:]
        outside[:-1] |= outside[1:] & ground[:-1]
        outside[:, 1:] |= outside[:, :-1] & ground[:, 1:]
        outside[:, :-1] |= outside[:, 1:] & ground[:, :-1]
    return (ground & ~outside)[1:-1, 1:-1]


def _is_check(ink: Mask) -> bool:
    """A long stroke to the upper right, a shorter one to the left, a vertex below."""
    height, width = ink.shape
    top = _places(ink[: max(1, round(0.15 * height))], axis=0)
    foot = _places(ink[round(0.85 * height) :], axis=0)
    left = _places(ink[:, : max(1, round(0.15 * width))], axis=1)
    start = _places(ink[:, : max(1, round(0.08 * width))], axis=1)
    right = _places(ink[:, round(0.88 * width) :], axis=1)
    if not all(map(len, (top, foot, left, right))):
        return False
    return (
        0.4 <= height / width <= 2.6
        and bool(top[0] >= 0.33 * width)
        and bool(foot.mean() <= 0.68 * width)
        and bool(right.mean() <= 0.5 * height)
        and bool(0.15 * height <= left[0])
        and bool(start[-1] <= 0.92 * height)
        and _has_few_enclosed(ink)
        and _has_bay(ink)
    )


def _has_bay(ink: Mask) -> bool:
    """Whether, in the lower half, two strokes stand beside each other with ground between."""
    height = len(ink)
    rows = ink[round(0.35 * height) : round(0.92 * height)]
    parted = sum(len(_runs(row)) >= 2 for row in rows)
    return parted >= max(1, round(0.05 * height)) or _is_flat(ink)


def _is_flat(ink: Mask) -> bool:
    """Whether the short stroke lies so low that no level line crosses both."""
    height, width = ink.shape
    left = _places(ink[:, : max(1, round(0.15 * width))], axis=1)
    return width >= height and bool(left[0] >= 0.5 * height)


def _is_cross(ink: Mask) -> bool:
    """Four arms into the corners from one narrow middle."""
    height, width = ink.shape
    return (
        0.45 <= height / width <= 2.2
        and _is_waisted(ink)
        and _is_waisted(ink.T)
        and _has_few_enclosed(ink)
    )


def _is_waisted(ink: Mask) -> bool:
    """Whether two strokes stand apart at the top and at the bottom, and meet in between."""
    height, width = ink.shape
    runs = [_runs(row) for row in ink]
    upper, lower = runs[: round(0.35 * height)], runs[round(0.65 * height) :]
    middle = [row for row in runs[round(0.3 * height) : round(0.7 * height)] if row]
    if not middle or sum(len(row) > 2 for row in runs) > _MOST_SPLIT * height:
        return False
    left, right = min(
        ((row[0][0], row[-1][1]) for row in middle), key=lambda span: span[1] - span[0]
    )
    return (
        any(_parts(row, width) for row in upper)
        and any(_parts(row, width) for row in lower)
        and left >= _ARM * width
        and right <= (1 - _ARM) * width
        and right - left <= _WAIST * width
    )


def _parts(runs: list[tuple[int, int]], width: int) -> bool:
    """Whether two runs have enough ground between them."""
    return len(runs) == 2 and runs[1][0] - runs[0][1] >= 0.12 * width


def _is_dash(ink: Mask) -> bool:
    """One level bar, as thick everywhere."""
    import numpy as np

    height, width = ink.shape
    if width < 1.5 * height:
        return False
    inner = ink[:, round(0.12 * width) : width - round(0.12 * width)]
    thickness = inner.sum(axis=0)
    if (thickness == 0).any() or any(len(_runs(column)) > 1 for column in inner.T):
        return False
    across = np.arange(inner.shape[1])
    middles = (inner * np.arange(height)[:, None]).sum(axis=0) / thickness
    slope, start = np.polyfit(across, middles, 1)
    return (
        abs(float(slope)) <= 0.2
        and float(np.abs(middles - slope * across - start).max()) <= 0.045 * width
        and float(thickness.max()) <= 1.7 * float(np.median(thickness)) + 1
    )


def _has_few_enclosed(ink: Mask) -> bool:
    return float(enclosed_by(ink).mean()) <= _MOST_ENCLOSED


def _places(ink: Mask, axis: int) -> NDArray[np.intp]:
    """Where along the other axis there is ink, from the first place on."""
    import numpy as np

    return np.flatnonzero(ink.any(axis=axis))


def _runs(line: Mask) -> list[tuple[int, int]]:
    """Where ink begins and ends along a line."""
    return [run.span() for run in _INKED.finditer(line.tobytes())]


STRUCTURES: Mapping[str, Callable[[Mask], bool]] = {
    "check": _is_check,
    "cross": _is_cross,
    "dash": _is_dash,
}
