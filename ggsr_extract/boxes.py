"""Stretches of a text, and where on a page they stand."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, overload

from msgspec import Struct

__all__ = ["Box", "Boxes", "Span"]


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Box(NamedTuple):
    """A rectangle on a page, in PDF points, origin top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Boxes(Sequence[tuple[Span, Box]]):
    """A box for each of many stretches of a text, in the order of the text.

    Each word of a PDF has one: they are held as bare numbers, 44 bytes a word instead of 300, and
    made when they are asked for.

    Args:
        stretches: start, end and page of each, one after the other.
        corners: x0, top, x1 and bottom of each, idem.
    """

    __slots__ = ("_corners", "_stretches")

    def __init__(self, stretches: Iterable[int] = (), corners: Iterable[float] = ()) -> None:
        self._stretches = array("i", stretches)
        self._corners = array("d", corners)

    @classmethod
    def of(cls, boxes: Iterable[tuple[Span, Box]]) -> Boxes:
        """These, put in order."""
        pairs = sorted(boxes, key=lambda pair: pair[0])
        return cls(
            chain.from_iterable((span.start, span.end, box.page) for span, box in pairs),
            chain.from_iterable(box[1:] for _, box in pairs),
        )

    @property
    def starts(self) -> Sequence[int]:
        """Where each stretch begins."""
        return self._stretches[::3]

    def around(self, span: Span) -> Box | None:
        """The box around the stretches that share a character with a span, if there are any."""
        stretches, corners = self._stretches, self._corners
        begun = bisect_right(range(len(self)), span.start, key=lambda it: stretches[3 * it])
        met = []
        for place in range(max(0, begun - 1), len(self)):
            if stretches[3 * place] >= span.end:
                break
            if stretches[3 * place + 1] > span.start:
                met.append(place)
        if not met:
            return None
        sides = zip(*(corners[4 * place : 4 * place + 4] for place in met), strict=True)
        x0, top, x1, bottom = sides
        return Box(stretches[3 * met[0] + 2], min(x0), min(top), max(x1), max(bottom))

    def __len__(self) -> int:
        return len(self._corners) // 4

    @overload
    def __getitem__(self, place: int) -> tuple[Span, Box]: ...

    @overload
    def __getitem__(self, place: slice) -> Boxes: ...

    def __getitem__(self, place: int | slice) -> tuple[Span, Box] | Boxes:
        if isinstance(place, slice):
            return Boxes.of(self[number] for number in range(*place.indices(len(self))))
        number = range(len(self))[place]
        start, end, page = self._stretches[3 * number : 3 * number + 3]
        return Span(start, end), Box(page, *self._corners[4 * number : 4 * number + 4])

    def __iter__(self) -> Iterator[tuple[Span, Box]]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Boxes):
            return NotImplemented
        return (self._stretches, self._corners) == (other._stretches, other._corners)

    def __hash__(self) -> int:
        return hash((self._stretches.tobytes(), self._corners.tobytes()))
