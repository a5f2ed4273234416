"""What a page draws besides text: lines, areas, and small marks that may stand for a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import astuple

from ggsr_extract.readers.pdf.marks import LARGEST
from ggsr_extract.readers.pdf.model import Area, Picture, Rule
from ggsr_extract.readers.pdf.native import Frame, Handle
from ggsr_extract.readers.pdf.outlines import Found, Matrix, Objects, Point

__all__ = ["Drawn", "Point", "around", "drawings_on", "fills_of"]

# pdfium's object types.
_PATH, _IMAGE, _FORM = 2, 3, 5
# An area so thin is a line; one that covers so much of the page is its background.
_THIN = 2.5
_BACKGROUND_SHARE = 0.85
# A line shorter than this is a mark, no line of a table.
_SHORTEST = 4.0
# A stroke of a mark is longer than this (points).
_SHORTEST_STROKE = 1.0
_STRAIGHT = 0.7
# Bounds for hostile files: objects on a page, nesting of forms.
_MOST_OBJECTS = 100_000
_DEEPEST = 6
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(Struct):
    """Lines by direction, filled areas, and small drawings."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def line(self, start: Point, end: Point) -> None:
        """Add a straight line, if it is level or upright."""
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) >= _SHORTEST:
            self.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) >= _SHORTEST:
            self.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def image(self, area: Area) -> None:
        """Add an image, if it may be a mark."""
        if _is_mark(area):
            self.pictures.append(Picture(area))

    def path(
        self,
        outlines: Sequence[Sequence[Point]],
        area: Area,
        fills: Iterable[Area],
        *,
        is_stroked: bool,
    ) -> None:
        """Add a path: its outlines, the area that it takes up, and the upright areas it fills."""
        if _is_mark(area) and any(map(_is_aslant, outlines)):
            self.pictures.append(Picture(area))
            return
        fills = tuple(fills)
        if _is_frame(fills) and not _is_mark(area):
            fills = tuple(_sides(*fills))
        for fill in fills:
            self.filled(fill)
        for points in outlines if is_stroked else ():
            for start, end in pairwise(points):
                self.line(start, end)

    def filled(self, area: Area) -> None:
        """Add a filled rectangle: a thin one is a line."""
        if area.height <= _THIN:
            middle = (area.top + area.bottom) / 2
            self.line((area.x0, middle), (area.x1, middle))
        elif area.width <= _THIN:
            middle = (area.x0 + area.x1) / 2
            self.line((middle, area.top), (middle, area.bottom))
        else:
            self.areas.append(area)


def drawings_on(page: int | None, frame: Frame) -> Drawn:
    """Lines, areas and marks of the page at this address."""
    walker = _Walker(frame)
    walker.visit(walker.objects.on_page(Handle(page), _MOST_OBJECTS), _IDENTITY)
    return walker.drawn


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


class _Walker:
    """Goes through the objects of a page and the forms in it."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawn = Drawn()
        self.visited = 0
        self.objects = Objects()

    def visit(
        self, found: Sequence[Found], outer: Matrix, depth: int = 0, clip: Area | None = None
    ) -> None:
        """Take in objects; `outer` is the matrix of the forms around them, `clip` what shows."""
        self.visited += len(found)
        for at, kind in found:
            if kind == _PATH:
                self._path(at, outer, clip)
            elif kind == _IMAGE:
                self.drawn.image(self._area(at, outer))
            elif kind == _FORM and depth < _DEEPEST and self.visited < _MOST_OBJECTS:
                inner = self.objects.in_form(at, _MOST_OBJECTS - self.visited)
                inside = _combined(self.objects.matrix_of(at), outer)
                self.visit(inner, inside, depth + 1, self._clip(at, outer, clip))

    def _placed(self, points: Iterable[Point], matrix: Matrix) -> list[Point]:
        a, b, c, d, e, f = matrix
        frame = self.frame
        if frame.turns == 0:  # as of `Frame.place`: there are too many of them to ask it each time
            left, top = frame.left, frame.top
            return [(a * x + c * y + e - left, top - (b * x + d * y + f)) for x, y in points]
        return [frame.place(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def _area(self, at: Handle, outer: Matrix) -> Area:
        (left, bottom), (right, top) = self.objects.corners_of(at)
        corners = ((left, bottom), (left, top), (right, bottom), (right, top))
        return around(self._placed(corners, outer))

    def _path(self, at: Handle, outer: Matrix, clip: Area | None) -> None:
        is_filled, is_stroked = self.objects.mode_of(at)
        if not (is_filled or is_stroked):
            return
        area = self._area(at, outer)
        matrix = _combined(self.objects.matrix_of(at), outer)
        outlines = self.objects.outlines_of(at)
        shapes = [self._placed(points, matrix) for points in outlines]
        shows = self._clip(at, outer, clip) if is_filled else None
        fills = fills_of(shapes, self.frame.size, shows) if is_filled else ()
        self.drawn.path(shapes, area, fills, is_stroked=is_stroked)

    def _clip(self, at: Handle, outer: Matrix, clip: Area | None) -> Area | None:
        """What shows of an object where only `clip` shows (None: everything)."""
        corners = self.objects.clip_of(at)
        if not corners:
            return clip
        own = around(self._placed(corners, outer))
        return own if clip is None else _shared(own, clip)


def fills_of(
    outlines: Iterable[Sequence[Point]], page: tuple[float, float], clip: Area | None = None
) -> Iterator[Area]:
    """What a filled path covers of a page of this size, where it is an upright rectangle.

    The background of the page is left out.
    """
    for points in outlines:
        area = around(points)
        if clip is not None:
            area = _shared(area, clip)
        is_background = area.width * area.height >= _BACKGROUND_SHARE * page[0] * page[1]
        if area.width > 0 and area.height > 0 and not is_background and not _is_aslant(points):
            yield area


def _shared(one: Area, other: Area) -> Area:
    """What two areas share; its corners are the wrong way round where that is nothing."""
    return Area(
        max(one.x0, other.x0),
        max(one.top, other.top),
        min(one.x1, other.x1),
        min(one.bottom, other.bottom),
    )


def around(points: Iterable[Point]) -> Area:
    """The smallest rectangle around points (at least one)."""
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def _is_frame(fills: Sequence[Area]) -> bool:
    """Whether a path fills no more than the space between two rectangles: lines around a cell."""
    if len(fills) != 2:
        return False
    (left, top, right, bottom), (x0, y0, x1, y1) = map(astuple, sorted(fills, key=_width))
    room = (left - x0, top - y0, x1 - right, y1 - bottom)
    return all(0 <= side <= _THIN for side in room) and max(room) > 0


def _sides(one: Area, other: Area) -> Iterator[Area]:
    """The four lines between two rectangles."""
    inner, outer = sorted((one, other), key=_width)
    yield Area(outer.x0, outer.top, outer.x1, inner.top)
    yield Area(outer.x0, inner.bottom, outer.x1, outer.bottom)
    yield Area(outer.x0, outer.top, inner.x0, outer.bottom)
    yield Area(inner.x1, outer.top, outer.x1, outer.bottom)


def _width(area: Area) -> float:
    return area.width


def _is_mark(area: Area) -> bool:
    """Whether it is small enough to be a mark, or a stroke of one."""
    return _SHORTEST_STROKE <= max(area.width, area.height) <= LARGEST


def _is_aslant(points: Sequence[Point]) -> bool:
    """Whether a part of the outline is neither level nor upright."""
    return any(
        abs(x1 - x0) > _STRAIGHT and abs(y1 - y0) > _STRAIGHT
        for (x0, y0), (x1, y1) in pairwise(points)
    )
