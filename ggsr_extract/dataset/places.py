"""Where spans stand: page, printed line, box."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ggsr_extract.text import Box, Document, Passage, Span, trim

__all__ = ["Piece", "Places", "hull_of"]

_BREAK = re.compile(r"[\n\f]")


class Piece(Struct, frozen=True):
    """An unbroken piece of a page; `box` where the format knows it."""

    span: Span
    page: int
    box: Box | None = None


class Places:
    """The pages, lines and boxes of a document, for looking up many spans.

    Attributes:
        has_pages: whether the source is made of pages. A text source is not: it has one `pages`
            row that holds its text, and nothing says on which page a value was printed.
    """

    def __init__(self, document: Document) -> None:
        self.has_pages = any(page.width_pt is not None for page in document.pages)
        self._text = document.text
        self._pages = document.pages
        self._page_starts = [page.span.start for page in document.pages]
        self._boxes = document.boxes

    def page_at(self, offset: int) -> int:
        """Number of the page (or text source) that holds `offset`."""
        return self._pages[max(0, bisect_right(self._page_starts, offset) - 1)].number

    def printed_page(self, offset: int | None) -> int | None:
        """Number of the page that `offset` is printed on; None where there are no pages."""
        return self.page_at(offset) if self.has_pages and offset is not None else None

    def split_at_pages(self, span: Span) -> Iterable[Span]:
        """The parts of a span, one for each page."""
        if len(self._pages) == 1:
            return (span,)
        ends = (page.span.end for page in self._pages if span.start < page.span.end < span.end)
        return _cut(span, ends)

    def pieces(self, spans: Iterable[Span]) -> Iterator[Piece]:
        """Unbroken pieces of the page: in a source with boxes one for each printed line."""
        for span in spans:
            for part in self.split_at_pages(span):
                for line in self._lines(part):
                    piece = trim(line, self._text)
                    if len(piece):
                        yield Piece(piece, self.page_at(piece.start), self._boxes.around(piece))

    def _lines(self, span: Span) -> Iterator[Span]:
        if not self._boxes:
            yield span
            return
        breaks = (it.end() for it in _BREAK.finditer(self._text, span.start, span.end - 1))
        yield from _cut(span, breaks)


def hull_of(passages: Iterable[Passage], default: int) -> Span:
    """The range from the first character of the passages to the last; empty at `default`."""
    spans = [span for passage in passages for span in passage.spans]
    if not spans:
        return Span(default, default)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _cut(span: Span, places: Iterable[int]) -> Iterator[Span]:
    start = span.start
    for place in places:
        yield Span(start, place)
        start = place
    yield Span(start, span.end)
