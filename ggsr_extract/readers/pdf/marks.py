"""Which drawings on a page are marks: small ones on their own, that may stand for a verdict.

A mark may be one path or image, several strokes, a disc or box with a sign on it, or a short bar
that neither underlines nor parts anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.model import Area, Glyphs, PageContent, Picture, Rule, hull_of

__all__ = ["LARGEST", "with_marks"]

# Sizes of a mark (points): of its longer side.
_SMALLEST, LARGEST = 3.0, 24.0
# Strokes so near to each other are of one mark; a box around a mark leaves so much room.
_NEAR = 0.7
_ROOM = 6.0
# A bar on its own is so long, so high at most, and so far from any other on its line.
_BAR = (3.5, 16.0)
_BAR_HEIGHT = 6.0
_BAR_SHAPE = 1.5
# Lines are known by their middle: half of their thickness is no more than this.
_BAR_ROOM = 1.5
_ALONE = 30.0
_TOUCH = 3.0
# A line of text has so much of its height above its top and below its bottom: a bar there belongs
# to the text.
_TEXT_RIM = 0.2
# Pages with more small drawings than this are drawings.
_MOST = 2_000


class _Drawn(Struct):
    """What is drawn on the page and not yet known to be of a mark."""

    horizontal: list[Rule]
    vertical: list[Rule]
    areas: list[Area]

    def take(self, area: Area) -> None:
        """Leave out what lies in the area."""
        self.horizontal = [r for r in self.horizontal if not _holds(area, _level(r))]
        self.vertical = [r for r in self.vertical if not _holds(area, _upright(r))]
        self.areas = [fill for fill in self.areas if not _holds(area, fill)]


def with_marks(content: PageContent) -> PageContent:
    """The page with each mark as one picture, and without the lines and areas that are of marks."""
    if len(content.pictures) > _MOST:
        return replace(content, pictures=())
    drawn = _Drawn(list(content.horizontal), list(content.vertical), list(content.areas))
    marks = []
    for area in _joined([picture.area for picture in content.pictures]):
        if not _SMALLEST <= max(area.width, area.height) <= LARGEST:
            continue
        whole = _with_ground(area, drawn)
        drawn.take(_wider(whole, _NEAR))
        marks.append(whole)
    bars = list(_bars(drawn, content))
    for bar in bars:
        drawn.take(_wider(bar, _NEAR))
    return replace(
        content,
        pictures=tuple(Picture(area) for area in [*marks, *bars]),
        horizontal=tuple(drawn.horizontal),
        vertical=tuple(drawn.vertical),
        areas=tuple(drawn.areas),
    )


def _joined(areas: Sequence[Area]) -> list[Area]:
    """Areas that touch or overlap are one."""
    joined: list[Area] = []
    for area in sorted(areas, key=attrgetter("x0")):
        near = _wider(area, _NEAR)
        touching = [other for other in joined if _overlap(near, other)]
        joined = [other for other in joined if not _overlap(near, other)]
        joined.append(hull_of([area, *touching]) if touching else area)
    return joined


def _with_ground(area: Area, drawn: _Drawn) -> Area:
    """The mark with the box drawn around it, or the small filled area that it stands on."""
    room = _wider(area, _ROOM)
    level = [s for r in drawn.horizontal if _holds(room, s := _level(r)) and _spans(s, area)]
    upright = [s for r in drawn.vertical if _holds(room, s := _upright(r)) and _stands(s, area)]
    parts = [fill for fill in drawn.areas if _holds(room, fill) and _overlap(fill, area)]
    if len(level) >= 2 and len(upright) >= 2:
        parts += [*level, *upright]
    whole = hull_of([area, *parts])
    return whole if max(whole.width, whole.height) <= LARGEST else area


def _spans(side: Area, area: Area) -> bool:
    return side.x0 <= area.x0 + 1 and side.x1 >= area.x1 - 1


def _stands(side: Area, area: Area) -> bool:
    return side.top <= area.top + 1 and side.bottom >= area.bottom - 1


def _bars(drawn: _Drawn, content: PageContent) -> Iterator[Area]:
    """Short level bars that are no part of a table, a border, a text or another drawing."""
    lines = [_level(rule) for rule in drawn.horizontal]
    short = [line for line in lines if _BAR[0] <= line.width <= _BAR[1]]
    short += [
        fill
        for fill in drawn.areas
        if _BAR[0] <= fill.width <= _BAR[1]
        and fill.height <= min(_BAR_HEIGHT, fill.width / _BAR_SHAPE)
    ]
    for bar in short:
        others = [line for line in lines if line != bar]
        # The fills of a row of cells: one that is nearly empty is low.
        others += [fill for fill in drawn.areas if fill != bar and not _holds(fill, bar)]
        uprights = [_upright(rule) for rule in drawn.vertical]
        if (
            not any(_overlap(_beside(bar), other) for other in others)
            and not any(_overlap(_wider(bar, _TOUCH), other) for other in uprights)
            and not _touches_text(bar, content.glyphs)
        ):
            yield Area(bar.x0, bar.top - _BAR_ROOM, bar.x1, bar.bottom + _BAR_ROOM)


def _beside(bar: Area) -> Area:
    """Where a line would make the bar a part of a dashed or double line."""
    return Area(bar.x0 - _ALONE, bar.top - _TOUCH, bar.x1 + _ALONE, bar.bottom + _TOUCH)


def _touches_text(bar: Area, glyphs: Glyphs) -> bool:
    rim = _TEXT_RIM * (glyphs.bottom - glyphs.top)
    is_beside = (glyphs.x0 <= bar.x1) & (bar.x0 <= glyphs.x1)
    is_level = (glyphs.top - rim <= bar.bottom) & (bar.top <= glyphs.bottom + rim)
    return bool((is_beside & is_level).any())


def _level(rule: Rule) -> Area:
    return Area(rule.low, rule.at, rule.high, rule.at)


def _upright(rule: Rule) -> Area:
    return Area(rule.at, rule.low, rule.at, rule.high)


def _wider(area: Area, by: float) -> Area:
    return Area(area.x0 - by, area.top - by, area.x1 + by, area.bottom + by)


def _holds(area: Area, inner: Area) -> bool:
    return (
        area.x0 <= inner.x0
        and inner.x1 <= area.x1
        and area.top <= inner.top
        and inner.bottom <= area.bottom
    )


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.x0 <= other.x1
        and other.x0 <= one.x1
        and one.top <= other.bottom
        and other.top <= one.bottom
    )
