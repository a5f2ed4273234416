"""What pdfium says of a drawn object: its matrix, its points, and what its clips leave of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from ctypes import byref, c_float, c_int, c_uint, c_ulong
from itertools import repeat
from typing import Any

from msgspec import Struct, field

from ggsr_extract.readers.pdf.native import Handle, MatrixStruct, quick_function

__all__ = ["Found", "Matrix", "Objects", "Point"]

# pdfium's segment type for a part of a path that begins elsewhere.
_MOVE = 2
# Bounds for hostile files: segments of a path, paths that clip an object.
_MOST_SEGMENTS = 2_000
_MOST_CLIPS = 50
_FAR = 1e6

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
# An object, with pdfium's number for what kind of object it is.
Found = tuple[Handle, int]


class Objects(Struct, frozen=True):
    """Asks pdfium of the objects of a page; what it answers with is kept here and used again."""

    _matrix: MatrixStruct = field(default_factory=MatrixStruct)
    _floats: tuple[c_float, ...] = field(default_factory=lambda: tuple(c_float() for _ in range(4)))
    _numbers: tuple[c_uint, ...] = field(default_factory=lambda: tuple(c_uint() for _ in range(4)))

    def on_page(self, page: Handle, most: int) -> list[Found]:
        """The objects of a page, `most` at the most."""
        count = quick_function("FPDFPage_CountObjects", c_int)(page)
        get = quick_function("FPDFPage_GetObject", Handle)
        return _with_kinds(map(get, repeat(page), range(min(count, most))))

    def in_form(self, form: Handle, most: int) -> list[Found]:
        """The objects of a form, idem."""
        count = quick_function("FPDFFormObj_CountObjects", c_int)(form)
        get = quick_function("FPDFFormObj_GetObject", Handle)
        return _with_kinds(map(get, repeat(form), map(c_ulong, range(min(count, most)))))

    def matrix_of(self, at: Handle) -> Matrix:
        """From the coordinates of the object to those around it."""
        matrix = self._matrix
        quick_function("FPDFPageObj_GetMatrix", c_int)(at, byref(matrix))
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def corners_of(self, at: Handle) -> tuple[Point, Point]:
        """The lower left and the upper right of what is around the object."""
        left, bottom, right, top = self._floats
        get = quick_function("FPDFPageObj_GetBounds", c_int)
        get(at, byref(left), byref(bottom), byref(right), byref(top))
        return (left.value, bottom.value), (right.value, top.value)

    def mode_of(self, path: Handle) -> tuple[bool, bool]:
        """Whether it is filled with something that can be seen, and whether its line is drawn."""
        fill, stroke = c_int(), c_int()
        quick_function("FPDFPath_GetDrawMode", c_int)(path, byref(fill), byref(stroke))
        return bool(fill.value) and self._is_visible(path), bool(stroke.value)

    def _is_visible(self, path: Handle) -> bool:
        *_, alpha = self._numbers
        get = quick_function("FPDFPageObj_GetFillColor", c_int)
        return not get(path, *map(byref, self._numbers)) or alpha.value > 0

    def outlines_of(self, path: Handle) -> list[list[Point]]:
        """The points of each part of a path; a curve is the line to its end."""
        count = quick_function("FPDFPath_CountSegments", c_int)(path)
        get = quick_function("FPDFPath_GetPathSegment", Handle)
        segments = list(map(get, repeat(path), range(min(count, _MOST_SEGMENTS))))
        kinds = map(quick_function("FPDFPathSegment_GetType", c_int), segments)
        closed = map(quick_function("FPDFPathSegment_GetClose", c_int), segments)
        parts: list[list[Point]] = []
        for point, kind, is_last in zip(
            map(self._point_of(), segments), kinds, closed, strict=True
        ):
            if not parts or kind == _MOVE:
                parts.append([])
            parts[-1].append(point)
            if is_last:
                parts[-1].append(parts[-1][0])
        return parts

    def _point_of(self) -> Callable[[Handle], Point]:
        get = quick_function("FPDFPathSegment_GetPoint", c_int)
        x, y, *_ = self._floats
        to_x, to_y = byref(x), byref(y)

        def point_of(segment: Handle) -> Point:
            get(segment, to_x, to_y)
            return x.value, y.value

        return point_of

    def clip_of(self, at: Handle) -> list[Point] | None:
        """Two corners of what the clip paths of an object leave visible of it; None: all of it."""
        clip = quick_function("FPDFPageObj_GetClipPath", Handle)(at)
        count = quick_function("FPDFClipPath_CountPaths", c_int)(clip) if clip else 0
        low, high = (-_FAR, -_FAR), (_FAR, _FAR)
        for path in range(min(count, _MOST_CLIPS)):
            points = list(self._clip_points(clip, path))
            if points:
                xs, ys = zip(*points, strict=True)
                low = (max(low[0], min(xs)), max(low[1], min(ys)))
                high = (min(high[0], max(xs)), min(high[1], max(ys)))
        return [low, high] if low != (-_FAR, -_FAR) else None

    def _clip_points(self, clip: Any, path: int) -> Iterator[Point]:
        count = quick_function("FPDFClipPath_CountPathSegments", c_int)(clip, path)
        get = quick_function("FPDFClipPath_GetPathSegment", Handle)
        number = range(min(count, _MOST_SEGMENTS))
        yield from map(self._point_of(), map(get, repeat(clip), repeat(path), number))


def _with_kinds(found: Iterable[Handle]) -> list[Found]:
    handles = list(found)
    kinds = map(quick_function("FPDFPageObj_GetType", c_int), handles)
    return list(zip(handles, kinds, strict=True))
