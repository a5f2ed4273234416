"""HTML outside tables: where blocks of text begin and end, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.readers.markup import BLOCKS
from ggsr_extract.readers.sheet import Sheet
from ggsr_extract.text import Mark, Span

__all__ = ["Piece", "pieces_in"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Elements with white space above and below them.
_SPACED = frozenset(["p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", *_HEADINGS])
# An element of this kind ends the one before it, closed or not.
_SIBLINGS = frozenset(["li", "dt", "dd", "tr", "td", "th", "option"])
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n|\f")
# Deeper nesting changes nothing about lines, and would cost time.
_DEEPEST = 64


class Piece(Struct, frozen=True):
    """A stretch of text without block elements in it.

    `is_soft`: line ends in it are mere blanks, it is one line. `breaks` are the empty lines that
    the elements before it stand for.
    """

    span: Span
    is_soft: bool = False
    level: int = 0
    is_item: bool = False
    breaks: int = 0


class _Nest(Struct):
    """The block elements that are open at a place in the text."""

    open: list[str] = field(default_factory=list)
    is_item: bool = False
    breaks: int = 0

    def take(self, mark: Mark) -> None:
        if mark.name in _SPACED:
            self.breaks = 1
        if mark.kind == "close":
            self._close(mark.name)
        elif mark.kind == "open":
            self._open(mark.name)

    def piece(self, span: Span, *, is_soft: bool) -> Piece:
        level = max((_HEADINGS.get(name, 0) for name in self.open), default=0)
        piece = Piece(span, is_soft, level, self.is_item, self.breaks)
        self.is_item, self.breaks = False, 0
        return piece

    def _open(self, name: str) -> None:
        if self.open and (self.open[-1] == "p" or (name in _SIBLINGS and self.open[-1] == name)):
            self.open.pop()
        if len(self.open) < _DEEPEST:
            self.open.append(name)
        self.is_item = name == "li" or (self.is_item and name in ("p", "div"))

    def _close(self, name: str) -> None:
        if name in self.open:
            last = len(self.open) - 1 - self.open[::-1].index(name)
            del self.open[last:]


def pieces_in(sheet: Sheet, gaps: Sequence[Span]) -> Iterator[Piece]:
    """The stretches between block elements that print something."""
    nest = _Nest()
    for gap in gaps:
        cursor = gap.start
        for mark in sheet.marks_in(gap.start, gap.end):
            if mark.name in BLOCKS:
                yield from _pieces(sheet, Span(cursor, mark.span.start), nest)
                nest.take(mark)
                cursor = mark.span.end
        yield from _pieces(sheet, Span(cursor, gap.end), nest)


def _pieces(sheet: Sheet, span: Span, nest: _Nest) -> Iterator[Piece]:
    """In a text with some HTML in it, an empty line ends whatever was left open."""
    soft_end = _soft_end(sheet, span, nest)
    if not sheet.is_blank(span.start, soft_end):
        yield nest.piece(Span(span.start, soft_end), is_soft=True)
    if soft_end < span.end:
        if not sheet.is_html:
            nest.open.clear()
        if not sheet.is_blank(soft_end, span.end):
            yield nest.piece(Span(soft_end, span.end), is_soft=False)


def _soft_end(sheet: Sheet, span: Span, nest: _Nest) -> int:
    if "pre" in nest.open or not (nest.open or sheet.is_html):
        return span.start
    empty = None if sheet.is_html else _EMPTY_LINE.search(sheet.visible, span.start, span.end)
    return span.end if empty is None else empty.start()
